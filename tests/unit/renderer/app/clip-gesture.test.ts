import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { meterMapOf, tempoMapOf, type GestureClip, type Project } from "#shared/project/index.ts"
import {
  beatsOfClip,
  secondsInClip,
  ticksInSong,
} from "../../../../src-renderer/app/clip-gesture.ts"
import { aGesture } from "../../../support/gesture-clips.ts"
import { nightFerry } from "../../../support/night-ferry.ts"
import { after } from "../../../support/projects.ts"

const BAR = 3840

/** Four bars at 120, from the third on; half a second of the gesture is left out before it. */
function aPiece(changes: Partial<GestureClip> = {}): { project: Project; clip: GestureClip } {
  const [media] = nightFerry().media.flat()
  const project = after(
    nightFerry(),
    ["track.add", { id: "hand", kind: "gesture", name: "Hand", index: 0 }],
    [
      "gesture.add",
      { id: "baby", trackId: "hand", mediaId: media!.id, name: "Baby", ...where, ...gesture },
    ],
  )
  const clip = project.clips.flat().find(({ id }) => id === "baby") as GestureClip
  return { project, clip: { ...clip, lengthTicks: 4 * BAR, offsetSeconds: 0.5, ...changes } }
}
const where = { startTicks: 2 * BAR }
const gesture = { gesture: aGesture() }

const tempoOf = (bpm: number, later?: number) => [
  { tick: 0, bpm, curve: "step" as const },
  ...(later ? [{ tick: 3 * BAR, bpm: later, curve: "step" as const }] : []),
]

describe("a gesture clip in its song", () => {
  it("hears what its gesture is at that time, and nothing outside", () => {
    const { clip } = aPiece()
    const tempo = tempoMapOf({ tempo: tempoOf(120) })
    expect(secondsInClip(clip, 2 * BAR, tempo)).toBeCloseTo(0.5, 9)
    expect(secondsInClip(clip, 3 * BAR, tempo)).toBeCloseTo(2.5, 9)
    expect(secondsInClip(clip, 2 * BAR - 1, tempo)).toBeNull()
    expect(secondsInClip(clip, 6 * BAR, tempo)).toBeNull()
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 8.49, noNaN: true }), (seconds) => {
        const ticks = ticksInSong(clip, seconds, tempo)
        expect(secondsInClip(clip, ticks, tempo)).toBeCloseTo(seconds, 6)
      }),
    )
  })

  it("is played from its beginning where the clip leaves that out", () => {
    const { clip } = aPiece()
    const tempo = tempoMapOf({ tempo: tempoOf(120) })
    expect(ticksInSong(clip, 0.2, tempo)).toBe(2 * BAR)
    expect(ticksInSong(clip, 99, tempo)).toBe(2 * BAR)
  })

  it("has the song's beats, its bars counted as the song's", () => {
    const { clip, project } = aPiece()
    const grid = (bpm: number, later?: number) => {
      const points = tempoOf(bpm, later)
      return { points, tempo: tempoMapOf({ tempo: points }), meters: meterMapOf(project) }
    }
    const beats = beatsOfClip(clip, grid(120))!
    expect(beats).toMatchObject({ tempoBpm: 120, beatsPerBar: 4 })
    // Its third bar begins with the clip, half a second into the gesture.
    expect(beats.firstBeatSeconds + 2 * 4 * 0.5).toBeCloseTo(0.5, 9)
    expect(beatsOfClip(clip, grid(120, 90))).toBeNull()
  })
})
