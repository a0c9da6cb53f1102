import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { clipsOf } from "#shared/project/index.ts"
import { clipHit, clipsBetween } from "../../../../src-renderer/features/timeline/model/hits.ts"
import { after, anAudioClip, aNotesClip, aStudio } from "../../../support/projects.ts"

const view = { startTicks: 0, pxPerTick: 0.1 }
const project = after(aStudio(), [
  "clip.add",
  {
    clips: [
      anAudioClip("a", { startTicks: 1000, lengthTicks: 1000 }),
      anAudioClip("b", {
        startTicks: 1500,
        lengthTicks: 1000,
        fadeIn: { lengthTicks: 200, curve: "linear" },
      }),
      aNotesClip("short", { startTicks: 0, lengthTicks: 100 }),
    ],
  },
])
const voice = clipsOf(project, "voice")
const hit = (x: number, y = 30) => {
  const found = clipHit(voice, view, x, y)
  return found && `${found.clip.id} ${found.zone}`
}

describe("what lies under the pointer", () => {
  test("is a clip, the later one on top where two overlap", () => {
    expect(hit(120)).toBe("a body")
    expect(hit(190)).toBe("b body")
    expect(hit(90)).toBeNull()
    expect(hit(251)).toBeNull()
  })

  test("is an edge near the start and the end", () => {
    expect(hit(102)).toBe("a start")
    expect(hit(248)).toBe("b end")
  })

  test("is a fade in the upper corners, and where a fade ends", () => {
    expect(hit(104, 8)).toBe("a fade-in")
    expect(hit(170, 8)).toBe("b fade-in")
    expect(hit(158, 8)).toBe("b body")
    expect(hit(246, 8)).toBe("b fade-out")
  })

  test("is always the body of a clip too narrow for edges", () => {
    expect(clipHit(clipsOf(project, "keys"), view, 1, 30)?.zone).toBe("body")
  })

  test("agrees with looking at every clip", () => {
    const spans = fc.array(fc.tuple(fc.nat(5000), fc.integer({ min: 1, max: 3000 })), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(spans, fc.nat(6000), fc.nat(2000), (places, from, length) => {
        const clips = places
          .map(([startTicks, lengthTicks], i) => ({ id: `c${i}`, startTicks, lengthTicks }))
          .sort((a, b) => a.startTicks - b.startTicks) as never as typeof voice
        const expected = clips.filter(
          (clip) => clip.startTicks < from + length && clip.startTicks + clip.lengthTicks > from,
        )
        expect(clipsBetween(clips, from, from + length)).toEqual(expected)
      }),
    )
  })
})
