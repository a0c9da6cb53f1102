import { expect, it } from "vitest"
import type { Exchange } from "#shared/contract/index.ts"
import { duetTrackSteps, exchangeMidi, exchangeSteps, lyingExchange } from "#shared/duet/index.ts"
import { readMidiFile } from "#shared/music/midi-file/index.ts"
import { entitiesOf, runCommand, type Project } from "#shared/project/index.ts"
import { anEmptyProject } from "../../../support/projects.ts"

const note = (pitch: number, startSeconds: number) => ({
  ...{ pitch, startSeconds, velocity: 80, lengthSeconds: 0.25 },
})
const exchange = {
  ...{ id: "one", call: [note(60, 0), note(64, 0.5)], answer: [note(67, 0)], afterSeconds: 1 },
  ...{ bpm: 60, key: 0, mode: "answer", modelName: "Duet", seed: 3, isStarred: false },
  ...{ partner: { modelId: "duet", isUntrained: false }, createdAt: 0 },
} as unknown as Exchange

function placed(): Project {
  let ids = 0
  const newId = (): string => `id-${++ids}`
  const empty = anEmptyProject()
  const { tracks, steps } = duetTrackSteps(empty, {}, newId)
  const place = { tracks, startTicks: 960, newId }
  const run = (project: Project, all: typeof steps): Project =>
    all.reduce((now, { name, args }) => runCommand(now, name, args).project, project)
  const whole = run(empty, steps)
  return run(whole, exchangeSteps(whole, exchange, place).steps)
}

it("a call and its answer become clips that sound when they were played, whatever the tempo", () => {
  // At 120 a minute a second is two beats.
  const clips = entitiesOf(placed().clips).toSorted((a, b) => a.startTicks - b.startTicks)
  expect(clips).toMatchObject([
    { name: "Call", startTicks: 960, notes: [{ startTicks: 0 }, { pitch: 64, startTicks: 960 }] },
    { name: "Answer", startTicks: 2880, madeBy: { model: "Duet", seed: 3 } },
  ])
})

it("tracks that are there are used again", () => {
  const project = placed()
  const [you, answer] = project.trackOrder
  const { steps } = duetTrackSteps(project, { you: you!, answer: answer! }, () => "new")
  expect(steps).toEqual([])
})

it("a MIDI file has both parts at the call's tempo", () => {
  const { tracks } = readMidiFile(exchangeMidi(exchange))
  const ons = tracks.flatMap(({ events }) =>
    events.filter((event) => event.kind === "noteOn" && event.velocity > 0),
  )
  expect(ons).toHaveLength(3)
})

it("an exchange that lies where it would be put is found, though it was edited, and nowhere else", () => {
  const project = placed()
  const [you, answer] = project.trackOrder
  const clipsAt = (startTicks: number, given: Partial<Exchange> = {}) => {
    const place = { tracks: { you: you!, answer: answer! }, startTicks, newId: () => "new" }
    return exchangeSteps(project, { ...exchange, ...given }, place).clips
  }
  const idOf = (name: string) => entitiesOf(project.clips).find((each) => each.name === name)!.id
  expect(lyingExchange(project, clipsAt(960))).toEqual([idOf("Call"), idOf("Answer")])
  const args = { clipId: idOf("Answer"), noteIds: ["n1"] }
  const edited = runCommand(project, "note.remove", args).project
  expect(lyingExchange(edited, clipsAt(960))).toEqual([idOf("Call"), idOf("Answer")])
  // Somewhere else, another answer, and a call that is another one.
  expect(lyingExchange(project, clipsAt(961))).toEqual([])
  expect(lyingExchange(project, clipsAt(960, { createdAt: 1 }))).toEqual([])
  expect(lyingExchange(project, clipsAt(960, { answer: [], call: [note(61, 0)] }))).toEqual([])
  expect(lyingExchange(project, clipsAt(960, { answer: [] }))).toEqual([idOf("Call")])
})
