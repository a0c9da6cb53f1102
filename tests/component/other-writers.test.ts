import { expect, test } from "vitest"
import { projectToText } from "#shared/project/index.ts"
import { OpenProjectId, StudioError, type OpenedProject } from "#shared/contract/index.ts"
import { takeInOthers } from "../../src-renderer/app/follow-project.svelte.ts"
import { createStudio } from "../../src-renderer/session/index.ts"
import { createFakeEngine } from "../support/fake-engine.ts"
import { after, anEmptyProject } from "../support/projects.ts"

const opened = (document: string): OpenedProject => ({
  ...{ id: OpenProjectId.parse("open"), name: "Piece.slipmat", document },
  ...{ isReadOnly: false, isUntitled: false, recovered: null },
})
const mine = projectToText(anEmptyProject())
const theirs = projectToText(
  after(anEmptyProject(), ["track.add", { id: "theirs", kind: "audio", name: "Theirs" }]),
)

function open(append: () => void = () => {}) {
  const studio = createStudio()
  let answer: OpenedProject | null = opened(theirs)
  const fake = createFakeEngine({
    overrides: {
      "projects.append": append,
      "projects.refresh": () => {
        const given = answer
        answer = null
        return given
      },
    },
  })
  fake.plug(studio)
  studio.project.take(opened(mine))
  return studio
}
const addTrack = (studio: ReturnType<typeof open>, id: string) =>
  studio.project.run("track.add", { id, kind: "audio", name: id })

test("what another Slipmat wrote is taken in, and said", async () => {
  const studio = open()
  await takeInOthers(studio)
  expect(studio.project.project.trackOrder).toEqual(["theirs"])
  expect(studio.project.canUndo).toBe(false)
  expect(studio.toasts.current?.text).toBe("Changed by another Slipmat: taken in")
})

test("a step that is done while the file is read comes after what was taken in", async () => {
  const studio = open()
  const taking = takeInOthers(studio)
  addTrack(studio, "late")
  await taking
  expect(studio.project.project.trackOrder).toEqual(["theirs", "late"])
  await expect.poll(() => studio.project.saveState).toBe("saved")
  studio.project.undo()
  expect(studio.project.project.trackOrder).toEqual(["theirs"])
})

test("steps that are not kept yet are not thrown away for it", async () => {
  const studio = open(() => {
    throw new Error("The disk is full")
  })
  addTrack(studio, "mine")
  await expect.poll(() => studio.project.saveState).toBe("failed")
  await takeInOthers(studio)
  expect(studio.project.project.trackOrder).toEqual(["mine"])
})

test("a step that came just after theirs is kept after it", async () => {
  let isTaken = false
  const studio = open(() => {
    if (!isTaken) throw new StudioError("conflict", "Piece.slipmat was changed by another Slipmat")
  })
  addTrack(studio, "mine")
  await expect.poll(() => studio.project.isBehind).toBe(true)
  isTaken = true
  await takeInOthers(studio)
  expect(studio.project.project.trackOrder).toEqual(["theirs", "mine"])
  await expect.poll(() => studio.project.saveState).toBe("saved")
  expect(studio.project.isBehind).toBe(false)
})
