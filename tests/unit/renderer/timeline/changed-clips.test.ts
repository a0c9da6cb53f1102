import { expect, test } from "vitest"
import { changedClips } from "../../../../src-renderer/features/timeline/model/changed-clips.ts"
import { after, anEmptyProject, aNotesClip } from "../../../support/projects.ts"

const start = after(
  anEmptyProject(),
  ["track.add", { id: "keys", kind: "instrument", name: "Keys", colour: 0 }],
  [
    "clip.add",
    {
      clips: Array.from({ length: 200 }, (_, i) => aNotesClip(`c${i}`, { startTicks: i * 3840 })),
    },
  ],
)
const idsOf = (clips: readonly { id: string }[]): string[] => clips.map(({ id }) => id)

test("clips that moved and clips that are gone have changed, the earliest first", () => {
  const moves = [
    { clipId: "c150", startTicks: 7 },
    { clipId: "c3", startTicks: 9000 },
  ]
  const moved = after(start, ["clip.move", { moves }])
  expect(idsOf(changedClips(start, moved))).toEqual(["c150", "c3"])
  expect(changedClips(start, moved)[0]!.startTicks).toBe(7)
  const removed = after(start, ["clip.remove", { clipIds: ["c9"] }])
  expect(idsOf(changedClips(start, removed))).toEqual(["c9"])
  expect(idsOf(changedClips(removed, start))).toEqual(["c9"])
})

test("nothing has changed where only a track did", () => {
  const muted = after(start, ["track.mute", { trackIds: ["keys"], isMuted: true }])
  expect(changedClips(start, muted)).toEqual([])
})
