/** A view's own steps and the song's, gone back and forth as one line. */
import { expect, test } from "vitest"
import { projectToText } from "#shared/project/index.ts"
import { createStudio, History, withSong } from "../../src-renderer/session/index.ts"
import { createFakeEngine } from "../support/fake-engine.ts"
import { aMix } from "./mixer/a-mix.ts"

function aView() {
  const studio = createStudio()
  createFakeEngine({ overrides: { "projects.append": () => undefined } }).plug(studio)
  const { project } = studio
  project.take({
    ...{ id: "open" as never, name: "night-ferry.slipmat", isReadOnly: false, isUntitled: false },
    ...{ document: projectToText(aMix()), recovered: null },
  })
  const own = new History()
  const done: string[] = []
  const draw = (label: string): void => {
    done.push(label)
    own.record({
      label,
      undo: () => Promise.resolve(void done.pop()),
      redo: () => Promise.resolve(void done.push(label)),
    })
  }
  const setGain = (gainDb: number): boolean =>
    project.run("track.gain", { trackIds: ["drums"], gainDb })
  return { project, own, done, draw, setGain }
}

test("the latest step goes first, whether it is the view's or the song's, and comes back in that order", async () => {
  const { project, own, done, draw, setGain } = aView()
  const steps = withSong({ own, song: project })
  draw("path")
  setGain(-20)
  draw("longer path")
  setGain(-10)
  const gain = project.undoLabel
  const labels = []
  for (let i = 0; i < 4; i++) {
    labels.push(steps.undoLabel)
    await steps.undo()
  }
  expect(labels).toEqual([gain, "longer path", gain, "path"])
  expect([steps.canUndo, done, project.at]).toEqual([false, [], 0])
  const back = []
  for (let i = 0; i < 4; i++) {
    back.push(steps.redoLabel)
    await steps.redo()
  }
  expect(back).toEqual(["path", gain, "longer path", gain])
  expect([steps.canRedo, done, project.at]).toEqual([false, ["path", "longer path"], 2])
})

test("two steps back at once, as keys come, take back one of each", async () => {
  const { project, own, done, draw, setGain } = aView()
  const steps = withSong({ own, song: project })
  setGain(-20)
  draw("path")
  await Promise.all([steps.undo(), steps.undo()])
  expect([done, project.at]).toEqual([[], 0])
})

test("what was done to the song before the view was shown is not undone in it, unless it belongs there", async () => {
  const { project, own, setGain } = aView()
  setGain(-20)
  const label = project.undoLabel!
  expect(withSong({ own, song: project }).canUndo).toBe(false)
  const steps = withSong({ own, song: project, belongs: (each) => each === label })
  expect(steps.undoLabel).toBe(label)
  await steps.undo()
  expect(project.at).toBe(0)
})
