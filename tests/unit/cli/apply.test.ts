import { expect, test } from "vitest"
import { runCommand } from "#shared/project/index.ts"
import { callsIn } from "../../../src-main/cli/commands/apply.ts"
import { commandLine } from "../../../src-main/cli/commands/commands.ts"
import { anEmptyProject } from "../../support/projects.ts"

test("a list of commands that is none says which of it is wrong, in words", () => {
  expect(() => callsIn({}, "a.json")).toThrow("a.json must be a list of")
  expect(() => callsIn([{ name: "track.add", args: {} }, { args: {} }], "a.json")).toThrow(
    "command 2: name is missing",
  )
  expect(() => callsIn([{ name: "track.add" }], "a.json")).toThrow("command 1: args is missing")
  expect(() => callsIn([5], "a.json")).toThrow("command 1: the arguments must be an object")
})

test("arguments that are wrong are named as a person says them", () => {
  const project = anEmptyProject()
  const run = (name: string, args: unknown) => () => runCommand(project, name, args)
  expect(run("track.add", { id: 5, kind: "x" })).toThrow(
    "id must be text, not a number; kind must be one of audio, instrument, drum, gesture, bus; name is missing",
  )
  expect(run("tempo.set", { events: [{ tick: 0, curve: "step" }] })).toThrow(
    "tempo.set: bpm of events 1 is missing",
  )
  expect(run("track.add", undefined)).toThrow("the arguments are missing")
})

test("a command's line names its arguments, and which may be left out", () => {
  const schema = { properties: { id: {}, kind: { enum: ["a", "b"] } }, required: ["id"] }
  expect(commandLine("track.add", schema)).toBe("track.add  id kind(a, b)?")
  expect(commandLine("none", {})).toBe("none")
})
