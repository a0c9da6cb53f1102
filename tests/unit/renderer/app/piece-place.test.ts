import { expect, it } from "vitest"
import type { HeardPiece } from "#shared/contract/index.ts"
import { placeFor } from "../../../../src-renderer/app/piece-place.ts"
import { after, anEmptyProject, aNotesClip } from "../../../support/projects.ts"

const BAR = 3840
const project = after(
  anEmptyProject(),
  ["track.add", { id: "keys", kind: "instrument", name: "Keys" }],
  ["clip.add", { clips: [aNotesClip("melody", { startTicks: BAR, lengthTicks: 2 * BAR })] }],
)
const note = (program: number) => ({
  startBeats: 0,
  lengthBeats: 1,
  pitch: 60,
  velocity: 80,
  program,
})
const made = (programs: number[], promptClipIds: string[] = [], from = "clip") => ({
  ...{ promptClipIds, settings: { from } },
  piece: { notes: programs.map(note), tempos: [], meters: [] } satisfies HeardPiece,
})

it("what came of nothing begins at the playhead, on tracks of its own", () => {
  expect(placeFor(project, made([0]), 960)).toEqual({ startTicks: 960 })
})

it("what goes on from a clip follows it on its track, where there is room", () => {
  const next = { startTicks: 3 * BAR, promptClipId: "melody" }
  expect(placeFor(project, made([0], ["melody"]), 0)).toEqual({ ...next, trackId: "keys" })
  const full = after(project, [
    "clip.add",
    { clips: [aNotesClip("next", { startTicks: 3 * BAR + 960, lengthTicks: BAR })] },
  ])
  expect(placeFor(full, made([0], ["melody"]), 0)).toEqual(next)
})

it("several instruments get tracks of their own behind the clip", () => {
  expect(placeFor(project, made([0, 32], ["melody"]), 0)).toEqual({
    ...{ startTicks: 3 * BAR, promptClipId: "melody" },
  })
})

it("harmonies begin with their melody", () => {
  expect(placeFor(project, made([0], ["melody"], "harmonise"), 0)).toEqual({
    ...{ startTicks: BAR, promptClipId: "melody" },
  })
})

it("a clip that is gone meanwhile is no place", () => {
  expect(placeFor(project, made([0], ["gone"]), 480)).toEqual({ startTicks: 480 })
})
