/** Clips cut or copied, and pasted elsewhere. */
import fc from "fast-check"
import { expect, test } from "vitest"
import { clipsOf, entityOf, type Clip, type Project } from "#shared/project/index.ts"
import { copied, pasteSteps } from "../../../../src-renderer/features/timeline/edit/paste.ts"
import { afterSteps } from "../../../../src-renderer/features/timeline/edit/simulate.ts"
import { after, anAudioClip, aNotesClip, aStudio } from "../../../support/projects.ts"

const ROWS = ["voice", "keys", "synth", "group"]
const SONG = after(
  aStudio(),
  ["track.add", { id: "synth", kind: "instrument", name: "Synth", index: 2 }],
  [
    "clip.add",
    {
      clips: [
        aNotesClip("n1", { startTicks: 3840 }),
        anAudioClip("a1", { startTicks: 960, offsetSeconds: 1 }),
      ],
    },
  ],
)
const clip = (project: Project, id: string): Clip => entityOf(project.clips, id as Clip["id"])!
const board = (...ids: string[]) =>
  copied(
    ids.map((id) => clip(SONG, id)),
    ROWS,
  )
const paste = (project: Project, ids: string[], atTicks: number, trackId?: string) =>
  pasteSteps(project, board(...ids), { atTicks, trackId, trackIds: ROWS, newIds: ["x", "y"] })

test("what is pasted keeps its distances, the earliest at the playhead", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500_000 }), (atTicks) => {
      const pasted = afterSteps(SONG, paste(SONG, ["n1", "a1"], atTicks)!)
      expect(clip(pasted, "y").startTicks).toBe(atTicks)
      expect(clip(pasted, "x").startTicks).toBe(atTicks + 2880)
      expect(clip(pasted, "x")).toMatchObject({
        ...clip(SONG, "n1"),
        id: "x",
        startTicks: atTicks + 2880,
      })
    }),
  )
})

test("what was cut is pasted though it is gone", () => {
  const cut = after(SONG, ["clip.remove", { clipIds: ["n1"] }])
  const pasted = afterSteps(cut, paste(cut, ["n1"], 0)!)
  expect(clipsOf(pasted, "keys").map(({ id }) => id)).toEqual(["x"])
})

test("a selected track takes it, and its own where that cannot stand there", () => {
  const trackOf = (trackId: string) =>
    clip(afterSteps(SONG, paste(SONG, ["n1"], 0, trackId)!), "x").trackId
  expect(trackOf("synth")).toBe("synth")
  expect(trackOf("voice")).toBe("keys")
  expect(trackOf("group")).toBe("keys")
})

test("a recording keeps its seconds where the tempo is another", () => {
  const slow = after(SONG, ["tempo.set", { events: [{ tick: 96_000, bpm: 60, curve: "step" }] }])
  const pasted = afterSteps(slow, paste(slow, ["a1"], 96_000)!)
  expect(clip(pasted, "x").lengthTicks).toBeCloseTo(clip(SONG, "a1").lengthTicks / 2)
})

test("nothing is pasted into a project without its track or its recording", () => {
  const without = after(SONG, ["track.remove", { trackIds: ["keys"] }])
  expect(paste(without, ["n1"], 0)).toBeUndefined()
  expect(paste(without, ["n1"], 0, "synth")).toBeDefined()
  const bare = after(aStudio(), ["track.remove", { trackIds: ["voice"] }])
  expect(paste(bare, ["a1"], 0)).toBeUndefined()
})

test("a take that was kept silently sounds where it is pasted", () => {
  const take = { ...clip(SONG, "a1"), takeLane: 2 } as Clip
  const steps = pasteSteps(SONG, copied([take], ROWS), {
    ...{ atTicks: 0, trackIds: ROWS, newIds: ["x"] },
  })
  expect(clip(afterSteps(SONG, steps!), "x").takeLane).toBeUndefined()
})
