import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { StudioError } from "#shared/contract/errors.ts"
import {
  applyInGesture,
  beginGesture,
  cancelGesture,
  checkProject,
  commitGesture,
  entityOf,
  execute,
  executeCall,
  jump,
  newHistory,
  opOf,
  opsBetween,
  projectFromJson,
  projectToJson,
  redo,
  replay,
  restartGesture,
  runCommand,
  undo,
  type History,
} from "#shared/project/index.ts"
import {
  after,
  aHistory,
  aNotesClip,
  anEmptyProject,
  aStudio,
  COMMAND_NAMES,
} from "../../../support/projects.ts"
import { commandMaker, hasMaker } from "../../../support/random-commands.ts"

/** Runs random calls; those that are refused must be refused with a StudioError and leave no trace. */
function wander(seed: number, length: number, seen = new Map<string, number>()): History {
  const next = commandMaker(seed)
  let history = newHistory(aStudio())
  for (let i = 0; i < length; i++) {
    const { name, args } = next(history.project)
    try {
      const changed = executeCall(history, name, args)
      if (changed !== history) seen.set(name, (seen.get(name) ?? 0) + 1)
      history = changed
    } catch (error) {
      if (!(error instanceof StudioError)) throw error
    }
  }
  return history
}

describe("random commands", () => {
  it("leave a whole document after each of them, whichever they are", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { entries } = wander(seed, 150)
        for (const { after, label, steps } of entries)
          expect(checkProject(after), `${label} ${JSON.stringify(steps)}`).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it("are undone to the very first reference and redone to the last", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const done = wander(seed, 80)
        let history = done
        while (history.at > 0) {
          expect(history.project).toBe(history.entries[history.at - 1]!.after)
          history = undo(history)
        }
        expect(history.project).toBe(done.entries[0]?.before ?? done.project)
        while (history.at < history.entries.length) history = redo(history)
        expect(history.project).toBe(done.project)
      }),
      { numRuns: 30 },
    )
  })

  it("give the same document when their log, through JSON, is replayed", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const done = wander(seed, 80)
        const ops: unknown = JSON.parse(JSON.stringify(done.entries.map(opOf)))
        const again = replay(aStudio(), ops as unknown[])
        expect(again.reason).toBeUndefined()
        expect(again.history.project).toEqual(done.project)
        expect(again.history.at).toBe(done.at)
      }),
      { numRuns: 30 },
    )
  })

  it("leave documents that files keep", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { project } = wander(seed, 120)
        const file = JSON.stringify(projectToJson(project))
        expect(projectFromJson(JSON.parse(file))).toEqual({ project, problems: [] })
      }),
      { numRuns: 30 },
    )
  })

  it("come to every command there is", () => {
    expect(COMMAND_NAMES.filter((name) => !hasMaker(name))).toEqual([])
    const seen = new Map<string, number>()
    for (let seed = 1; seed <= 40; seed++) wander(seed, 200, seen)
    expect(COMMAND_NAMES.filter((name) => !seen.has(name))).toEqual([])
  })
})

describe("the history", () => {
  it("forgets what could be redone once something else is done", () => {
    const first = execute(aHistory(), "project.rename", { title: "A" })
    const second = execute(undo(first), "project.rename", { title: "B" })
    expect(second.entries.map(({ after }) => after.title)).toEqual(["B"])
    expect(() => redo(second)).toThrow("Nothing to redo")
  })

  it("has no entry for a command that changes nothing", () => {
    const history = aHistory()
    expect(execute(history, "project.rename", { title: "Piece" })).toBe(history)
    expect(execute(history, "track.gain", { trackIds: ["voice"], gainDb: 0 })).toBe(history)
  })

  it("jumps to any entry", () => {
    let history = aHistory()
    for (const title of ["A", "B", "C"]) history = execute(history, "project.rename", { title })
    expect(jump(history, 1).project.title).toBe("A")
    expect(jump(jump(history, 0), 3).project).toBe(history.project)
    expect(() => jump(history, 4)).toThrow("no entry 4")
  })

  it("makes a drag one entry", () => {
    const start = execute(aHistory(), "clip.add", { clips: [aNotesClip("c")] })
    let drag = beginGesture(start, "Drag clip")
    for (let i = 1; i <= 50; i++)
      drag = applyInGesture(drag, "clip.move", { moves: [{ clipId: "c", startTicks: i * 10 }] })
    const done = commitGesture(drag)
    expect(done.entries.length).toBe(2)
    expect(done.entries[1]!.label).toBe("Drag clip")
    expect(undo(done).project).toBe(start.project)
  })

  it("keeps only the last place of a drag that says where things are", () => {
    const start = execute(aHistory(), "clip.add", { clips: [aNotesClip("c")] })
    let drag = beginGesture(start, "Drag clip")
    for (let i = 1; i <= 50; i++) {
      const args = { moves: [{ clipId: "c", startTicks: i * 10 }] }
      drag = restartGesture(drag, [{ name: "clip.move", args }])
    }
    const done = commitGesture(drag)
    expect(done.entries[1]!.steps.length).toBe(1)
    expect(replay(start.project, [opOf(done.entries[1]!)]).history.project).toEqual(done.project)
  })

  it("is as before after Escape, and after a drag that comes back", () => {
    const start = execute(aHistory(), "clip.add", { clips: [aNotesClip("c")] })
    const drag = restartGesture(beginGesture(start, "Drag"), [
      { name: "clip.move", args: { moves: [{ clipId: "c", startTicks: 10 }] } },
    ])
    expect(cancelGesture(drag)).toEqual(start)
    expect(cancelGesture(drag).project).toBe(start.project)
    const back = commitGesture(restartGesture(drag, []))
    expect(back.entries).toBe(start.entries)
    expect(back.project).toBe(start.project)
  })

  it("does nothing else while a gesture is under way", () => {
    const drag = beginGesture(execute(aHistory(), "project.rename", { title: "A" }), "Drag")
    expect(() => undo(drag)).toThrow("“Drag” is still under way")
    expect(() => execute(drag, "project.rename", { title: "B" })).toThrow(StudioError)
    expect(() => beginGesture(drag, "Other")).toThrow(StudioError)
  })
})

describe("the log", () => {
  it("follows undo, redo and gestures to the same place", () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat(6), { maxLength: 12 }), (seed, jumps) => {
        let history = wander(seed, 20)
        const ops: unknown[] = opsBetween(newHistory(aStudio()), history)
        for (const place of jumps) {
          const before = history
          history = jump(history, Math.min(place, history.entries.length))
          if (place % 2 === 0) history = execute(history, "project.rename", { title: `${place}` })
          ops.push(...opsBetween(before, history))
        }
        const again = replay(aStudio(), ops)
        expect(again.reason).toBeUndefined()
        expect(again.history.project).toEqual(history.project)
        expect(again.history.at).toBe(history.at)
      }),
      { numRuns: 40 },
    )
  })

  it("stops at what cannot be replayed, says why, and hands back the rest", () => {
    const rename = { kind: "do", name: "project.rename", args: { title: "A" } }
    const broken = { kind: "do", name: "clip.remove", args: { clipIds: ["gone"] } }
    const { history, done, reason, rest } = replay(aStudio(), [rename, broken, rename])
    expect(history.project.title).toBe("A")
    expect(done).toBe(1)
    expect(reason).toBe("Step 2 of the log: There is no clip gone")
    expect(rest).toEqual([broken, rename])
  })

  it.each([
    [{ kind: "do", name: "project.replace", args: {} }, "no command project.replace"],
    [{ kind: "do", name: "project.rename", args: { title: 5 } }, "title"],
    [{ kind: "format" }, "kind"],
    [{ kind: "undo" }, "Nothing to undo"],
    [null, "expected object"],
  ])("does not trust %j", (op, reason) => {
    expect(replay(aStudio(), [op]).reason).toContain(reason)
  })

  it("does all of a gesture or nothing", () => {
    const steps = [
      { name: "project.rename", args: { title: "A" } },
      { name: "clip.remove", args: { clipIds: ["gone"] } },
    ]
    const { history } = replay(aStudio(), [{ kind: "gesture", label: "Both", steps }])
    expect(history.project.title).toBe("Piece")
    expect(history.gesture).toBeUndefined()
  })
})

it("what a drag has looked at is done without being worked out again, on that document only", () => {
  const project = after(anEmptyProject(), ["track.add", { id: "a", kind: "audio", name: "A" }])
  const args = { trackIds: ["a"], isMuted: true }
  const seen = runCommand(project, "track.mute", args)
  expect(runCommand(project, "track.mute", args)).toBe(seen)
  expect(runCommand(project, "track.mute", { ...args })).toEqual(seen)
  const named = after(project, ["track.rename", { trackId: "a", name: "B" }])
  expect(entityOf(runCommand(named, "track.mute", args).project.tracks, "a")?.name).toBe("B")
  expect(() => runCommand(anEmptyProject(), "track.mute", args)).toThrow(StudioError)
})
