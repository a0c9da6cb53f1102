import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { clipsOf, entityOf, tempoMapOf, type Clip, type Project } from "#shared/project/index.ts"
import { addTrackSteps } from "../../../../src-renderer/features/timeline/edit/add-track.ts"
import {
  clipsFromTo,
  duplicateSteps,
  joinSteps,
  muteSteps,
  splitSteps,
} from "../../../../src-renderer/features/timeline/edit/clip-steps.ts"
import {
  copySteps,
  moveSteps,
  placesOf,
} from "../../../../src-renderer/features/timeline/edit/move.ts"
import { afterSteps } from "../../../../src-renderer/features/timeline/edit/simulate.ts"
import { limitsOf, resizeSteps } from "../../../../src-renderer/features/timeline/edit/trim.ts"
import { after, anAudioClip, aNotesClip, aStudio } from "../../../support/projects.ts"

const ROWS = ["voice", "keys", "synth", "group"]

function aSong(): Project {
  return after(
    aStudio(),
    ["track.add", { id: "synth", kind: "instrument", name: "Synth", index: 2 }],
    [
      "clip.add",
      {
        clips: [
          aNotesClip("n1", { startTicks: 3840 }),
          aNotesClip("n2", { startTicks: 7680 }),
          anAudioClip("a1", { startTicks: 0, offsetSeconds: 1 }),
          anAudioClip("a2", { startTicks: 5760, offsetSeconds: 10 }),
        ],
      },
    ],
  )
}
const clip = (project: Project, id: string): Clip => entityOf(project.clips, id as Clip["id"])!
const some = (project: Project, ...ids: string[]): Clip[] => ids.map((id) => clip(project, id))

describe("moving clips", () => {
  test("keeps them together and after the start", () => {
    const song = aSong()
    const clips = some(song, "n1", "n2")
    fc.assert(
      fc.property(fc.integer({ min: -50_000, max: 50_000 }), (byTicks) => {
        const places = placesOf(song, clips, ROWS, { byTicks, byTracks: 0 })
        expect(places[1]!.startTicks - places[0]!.startTicks).toBe(3840)
        expect(places[0]!.startTicks).toBe(Math.max(0, 3840 + byTicks))
      }),
    )
  })

  test("goes to another track only where all of them can stand", () => {
    const song = aSong()
    const to = (ids: string[], byTracks: number) =>
      placesOf(song, some(song, ...ids), ROWS, { byTicks: 0, byTracks }).map((p) => p.trackId)
    expect(to(["n1", "n2"], 1)).toEqual(["synth", "synth"])
    expect(to(["n1"], -1)).toEqual(["keys"])
    expect(to(["n1"], 2)).toEqual(["keys"])
    expect(to(["n1"], 9)).toEqual(["keys"])
    expect(to(["n1", "a1"], 1)).toEqual(["keys", "voice"])
  })

  test("cross-fades recordings over what they share", () => {
    const song = aSong()
    const shift = { byTicks: -2880, byTracks: 0 }
    const moved = afterSteps(song, moveSteps(song, some(song, "a2"), ROWS, shift))
    const overlap = 3840 - (5760 - 2880)
    expect(clip(moved, "a1")).toMatchObject({ fadeOut: { lengthTicks: overlap } })
    expect(clip(moved, "a2")).toMatchObject({ fadeIn: { lengthTicks: overlap } })
  })

  test("fades nothing where clips do not overlap, or one lies in the other", () => {
    const song = aSong()
    const steps = moveSteps(song, some(song, "a2"), ROWS, { byTicks: -1920, byTracks: 0 })
    expect(steps.map(({ name }) => name)).toEqual(["clip.move"])
    const inside = after(song, ["clip.resize", { edges: [{ clipId: "a2", endTicks: 6720 }] }])
    const into = moveSteps(inside, some(inside, "a2"), ROWS, { byTicks: -5000, byTracks: 0 })
    expect(into.map(({ name }) => name)).toEqual(["clip.move"])
  })

  test("copies leave the originals where they are", () => {
    const song = aSong()
    const steps = copySteps(song, some(song, "n1"), ROWS, { byTicks: 960, byTracks: 1 }, ["new"])
    const copied = afterSteps(song, steps)
    expect(clip(copied, "n1")).toBe(clip(song, "n1"))
    expect(clip(copied, "new")).toMatchObject({ startTicks: 4800, trackId: "synth" })
  })
})

describe("drawing edges", () => {
  test("stops where the recording begins and ends", () => {
    const song = aSong()
    // 120 bpm: a second is 1920 ticks. a2 begins 10 s into 60 s.
    expect(limitsOf(song, clip(song, "a2"), tempoMapOf(song))).toEqual({
      earliest: 0,
      latest: 5760 + 50 * 1920,
    })
    expect(limitsOf(song, clip(song, "a1"), tempoMapOf(song)).latest).toBe(59 * 1920)
    const later = after(song, ["clip.move", { moves: [{ clipId: "a1", startTicks: 96_000 }] }])
    const long = afterSteps(later, resizeSteps(later, some(later, "a1"), "start", -9600))
    expect(clip(long, "a1")).toMatchObject({ startTicks: 96_000 - 1920, offsetSeconds: 0 })
  })

  test("never makes a clip shorter than a sixty-fourth, whatever the hand does", () => {
    const song = aSong()
    fc.assert(
      fc.property(
        fc.constantFrom("start" as const, "end" as const),
        fc.integer({ min: -200_000, max: 200_000 }),
        (edge, byTicks) => {
          const ids = ["n1", "n2", "a1"]
          const after = afterSteps(song, resizeSteps(song, some(song, ...ids), edge, byTicks))
          for (const id of ids) {
            const [was, is] = [clip(song, id), clip(after, id)]
            expect(is.lengthTicks).toBeGreaterThanOrEqual(60)
            expect(is.startTicks).toBeGreaterThanOrEqual(0)
            if (edge === "end") expect(is.startTicks).toBe(was.startTicks)
            else
              expect(is.startTicks + is.lengthTicks).toBeCloseTo(
                was.startTicks + was.lengthTicks,
                6,
              )
          }
        },
      ),
    )
  })
})

describe("edits by keys", () => {
  test("split what lies under a tick, and nothing else", () => {
    const song = aSong()
    const all = some(song, "n1", "n2", "a1", "a2")
    let count = 0
    const steps = splitSteps(all, 6000, () => `part-${++count}`)
    const split = afterSteps(song, steps)
    expect(clipsOf(split, "keys").map(({ id }) => id)).toEqual(["n1", "part-1", "n2"])
    expect(clipsOf(split, "voice").map(({ id }) => id)).toEqual(["a1", "a2", "part-2"])
    expect(splitSteps(all, 3840, () => "none")).toEqual([])
  })

  test("duplicate a selection right behind itself", () => {
    const song = aSong()
    const steps = duplicateSteps(song, some(song, "n1", "n2"), (length) => length, ["x", "y"])
    const doubled = afterSteps(song, steps)
    expect(clip(doubled, "x").startTicks).toBe(11_520)
    expect(clip(doubled, "y").startTicks).toBe(15_360)
  })

  test("join only what is on one track and of one kind", () => {
    const song = aSong()
    const steps = joinSteps(some(song, "n1", "n2", "a1"))
    expect(steps).toHaveLength(1)
    expect(clipsOf(afterSteps(song, steps), "keys")).toHaveLength(1)
  })

  test("mute all, then let all sound", () => {
    const song = after(aSong(), ["clip.mute", { clipIds: ["n1"], isMuted: true }])
    const muted = afterSteps(song, muteSteps(some(song, "n1", "n2")))
    expect(some(muted, "n1", "n2").every(({ isMuted }) => isMuted)).toBe(true)
    const again = afterSteps(muted, muteSteps(some(muted, "n1", "n2")))
    expect(some(again, "n1", "n2").some(({ isMuted }) => isMuted)).toBe(false)
  })

  test("take in a range of clips over tracks and time", () => {
    const song = aSong()
    const range = clipsFromTo(song, ROWS, clip(song, "a1"), clip(song, "n1"))
    expect(range.map(({ id }) => id)).toEqual(["a1", "a2", "n1"])
  })

  test("add an instrument with what makes it sound, and a name of its own", () => {
    const song = aSong()
    const track = { kind: "instrument" as const, name: "Keys", program: 48 }
    const made = afterSteps(song, addTrackSteps(song, track, { trackId: "t", deviceId: "d" }))
    expect(entityOf(made.tracks, "t")).toMatchObject({ name: "Keys 2", devices: ["d"] })
    expect(entityOf(made.devices, "d")).toMatchObject({
      kind: "soundfont",
      role: "instrument",
      state: { program: 48, bank: 0, isDrums: false },
    })
  })
})
