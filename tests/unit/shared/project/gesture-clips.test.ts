import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { gesturePatch, patchedGesture, type Gesture } from "#shared/gesture/index.ts"
import { dawprojectFromProject } from "#shared/project/dawproject/index.ts"
import {
  clipOf,
  contentSeconds,
  deckOfClip,
  gestureOfClip,
  lengthSeconds,
  projectFromJson,
  projectToJson,
  salvageProject,
  tempoMapOf,
  type GestureClip,
  type Project,
} from "#shared/project/index.ts"
import { aGesture, aGestureClip, aPlayed } from "../../../support/gesture-clips.ts"
import { after, anAudioClip, aStudio, TAKE as MEDIA } from "../../../support/projects.ts"

const studio = after(aStudio(), ["track.add", { id: "hand", kind: "gesture", name: "Hand" }])
const place = { id: "g", trackId: "hand", startTicks: 960, name: "Baby", mediaId: "take" }
const played = aPlayed()
const withTake = after(studio, ["gesture.add", { ...place, played }])
const withDrawn = after(studio, ["gesture.add", { ...place, gesture: aGesture() }])

function gestureClip(project: Project, id = "g"): GestureClip {
  const clip = clipOf(project, id)
  if (clip.kind !== "gesture") throw new Error(`${id} is no gesture`)
  return clip
}
const secondsOf = (project: Project, id = "g"): number =>
  lengthSeconds(clipOf(project, id), tempoMapOf(project))

describe("a gesture on the timeline", () => {
  it("lasts as long as it was played, at every tempo", () => {
    expect(secondsOf(withTake)).toBeCloseTo(1, 9)
    const slower = after(withTake, ["tempo.set", { events: [{ tick: 0, bpm: 60, curve: "step" }] }])
    expect(secondsOf(slower)).toBeCloseTo(1, 9)
    expect(clipOf(slower, "g").lengthTicks).toBeCloseTo(clipOf(withTake, "g").lengthTicks / 2)
  })

  it("stands on tracks for gestures alone, and needs a recording that is there", () => {
    const wrong = { ...place, trackId: "voice", played }
    expect(() => after(studio, ["gesture.add", wrong])).toThrow("takes no gestures")
    expect(() => after(studio, ["gesture.add", { ...place, mediaId: "gone", played }])).toThrow(
      "no recording gone",
    )
    const audio = anAudioClip("a", { trackId: "hand" })
    expect(() => after(studio, ["clip.add", { clips: [audio] }])).toThrow("takes no audio clips")
    expect(() => after(withTake, ["media.remove", { mediaIds: ["take"] }])).toThrow("still plays")
  })

  it("holds what was played or a gesture, not both and not nothing", () => {
    for (const content of [{}, { played, gesture: aGesture() }])
      expect(() => after(studio, ["gesture.add", { ...place, ...content }])).toThrow(
        "what was played or a gesture",
      )
  })

  it("keeps what was played to the bit until it is edited, and comes back to it by undo", () => {
    const { content } = gestureClip(withTake)
    expect(content).toEqual({ kind: "played", played })
    const gesture = gestureOfClip(gestureClip(withTake))
    const still = after(withTake, ["gesture.edit", { clipId: "g", gesture }])
    expect(still).toBe(withTake)
    const edited = after(withTake, ["gesture.edit", { clipId: "g", gesture: aGesture(1) }])
    expect(gestureClip(edited).content).toMatchObject({
      ...{ kind: "drawn", gesture: aGesture(1), deck: { startSeconds: 0, hasMotor: false } },
    })
    expect(secondsOf(edited)).toBeCloseTo(1, 9)
  })

  it("shows the way of the record that was heard, in few points", () => {
    const { points, fader, touches, durationSeconds } = gestureOfClip(gestureClip(withTake))
    expect(durationSeconds).toBe(1)
    expect(points.length).toBeLessThan(400)
    expect(points[0]!.positionTurns * 1.8).toBeCloseTo(played.start.positionSeconds, 9)
    expect(fader.map(({ value }) => value)).toEqual([1, 0, 1])
    expect(touches[0]!.startSeconds).toBeCloseTo(0.2, 9)
    expect(touches[0]!.endSeconds).toBeCloseTo(0.7, 9)
  })

  it("grows and shrinks with its gesture while it ends with it", () => {
    const longer = after(withDrawn, ["gesture.edit", { clipId: "g", gesture: aGesture(3) }])
    expect(secondsOf(longer)).toBeCloseTo(secondsOf(withDrawn) + 1, 9)
    const trimmed = after(
      withDrawn,
      ["clip.resize", { edges: [{ clipId: "g", endTicks: 1920 }] }],
      ["gesture.edit", { clipId: "g", gesture: aGesture(3) }],
    )
    expect(clipOf(trimmed, "g").lengthTicks).toBe(960)
  })

  it("is cut, moved, copied, joined and faded as recordings are", () => {
    const cut = after(withTake, [
      "clip.split",
      { splits: [{ clipId: "g", cuts: [{ atTicks: 1440, newId: "right" }] }] },
    ])
    const right = gestureClip(cut, "right")
    expect(right.offsetSeconds).toBeCloseTo(0.25, 9)
    expect(right.content).toBe(gestureClip(cut).content)
    const joined = after(cut, ["clip.join", { clipIds: ["g", "right"] }])
    expect(clipOf(joined, "g").lengthTicks).toBeCloseTo(clipOf(withTake, "g").lengthTicks, 9)
    const fade = { lengthTicks: 240, curve: "linear" }
    const changed = after(
      cut,
      ["clip.move", { moves: [{ clipId: "right", startTicks: 7680 }] }],
      ["clip.duplicate", { copies: [{ clipId: "right", newId: "copy", startTicks: 0 }] }],
      ["clip.gain", { clipIds: ["right"], gainDb: -6 }],
      ["clip.fade", { clipIds: ["right"], fadeIn: fade, fadeOut: fade }],
      ["clip.loop", { clipIds: ["copy"], loop: { lengthTicks: 480, offsetTicks: 0 } }],
    )
    expect(gestureClip(changed, "right")).toMatchObject({ startTicks: 7680, gainDb: -6 })
    expect(gestureClip(changed, "right").fadeOut).toEqual(fade)
    expect(gestureClip(changed, "copy")).toMatchObject({ startTicks: 0, gainDb: 0 })
    expect(() => after(cut, ["clip.slip", { clipIds: ["g"], byTicks: 100 }])).toThrow(
      "would begin before its gesture",
    )
  })

  it("is played on another record, from another place and with another fader", () => {
    const media = { ...MEDIA, id: "other", name: "Other" }
    const curve = { lag: 0.2, cut: 0.5, contour: 1, reverse: true }
    const changed = after(
      withTake,
      ["media.add", { media: [media] }],
      ["gesture.sample", { clipIds: ["g"], mediaId: "other" }],
      ["gesture.deck", { clipIds: ["g"], deck: { startSeconds: 3, curve } }],
    )
    const clip = gestureClip(changed)
    expect(clip.mediaId).toBe("other")
    expect(clip.content.kind).toBe("played")
    expect(deckOfClip(clip)).toMatchObject({ startSeconds: 3, curve })
    const by = 3 - played.start.positionSeconds
    const [before, now] = [gestureOfClip(gestureClip(withTake)), gestureOfClip(clip)]
    expect(now.points.at(-1)!.positionTurns).toBeCloseTo(
      before.points.at(-1)!.positionTurns + by / 1.8,
      6,
    )
    expect(() => after(withTake, ["gesture.sample", { clipIds: ["g"], mediaId: "no" }])).toThrow()
  })

  it("has a start place and a motor where it was drawn", () => {
    const changed = after(withDrawn, [
      "gesture.deck",
      { clipIds: ["g"], deck: { startSeconds: 2, hasMotor: true } },
    ])
    expect(deckOfClip(gestureClip(changed))).toEqual({ startSeconds: 2, hasMotor: true })
    expect(gestureOfClip(gestureClip(changed))).toEqual(aGesture())
  })

  it("is in the project's file; of a damaged one what can be read is kept", () => {
    const json = JSON.parse(JSON.stringify(projectToJson(withTake))) as { clips: unknown[] }
    expect(projectFromJson(json)).toEqual({ project: withTake, problems: [] })
    const broken = structuredClone(projectToJson(withDrawn))
    const [clip] = broken.clips as unknown as { content: { gesture: { points: unknown[] } } }[]
    Object.assign(clip!.content, {
      gesture: {
        ...clip!.content.gesture,
        points: [{ timeSeconds: "soon" }, ...aGesture().points],
      },
    })
    const { project, lost } = salvageProject(broken)!
    expect(lost).toEqual(["1 points of Baby"])
    expect(gestureOfClip(gestureClip(project))).toEqual(aGesture())
  })

  it("is left out of a DAWproject, which says so", () => {
    const { warnings, projectXml } = dawprojectFromProject(withTake, "1")
    expect(warnings).toContain("gesture clips left out: 1")
    expect(projectXml).toContain("Hand")
  })

  it("sounds as long as its take, and a drawn one with the tail of its last cut", () => {
    expect(contentSeconds(gestureClip(withTake).content)).toBe(1)
    expect(contentSeconds(gestureClip(withDrawn).content)).toBeCloseTo(2.05)
    expect(aGestureClip("x").kind).toBe("gesture")
  })
})

describe("a patch of a gesture", () => {
  const time = fc.integer({ min: 0, max: 40 }).map((i) => i / 10)
  const byTime = <P extends { timeSeconds: number }>(list: P[]): P[] =>
    list.toSorted((a, b) => a.timeSeconds - b.timeSeconds)
  const gestures: fc.Arbitrary<Gesture> = fc.record({
    durationSeconds: fc.constantFrom(4, 5),
    points: fc
      .array(fc.record({ timeSeconds: time, positionTurns: fc.integer({ min: 0, max: 2 }) }))
      .map(byTime),
    fader: fc.array(fc.record({ timeSeconds: time, value: fc.constantFrom(0, 1) })).map(byTime),
    touches: fc.constantFrom([], [{ startSeconds: 0, endSeconds: 1 }]),
  })

  it("leads from any gesture to any other", () => {
    fc.assert(
      fc.property(gestures, gestures, (one, other) => {
        const patch = gesturePatch(one, other)
        expect(patch ? patchedGesture(one, patch) : one).toEqual(other)
      }),
    )
  })

  it("of one moved point says that point alone, and is an edit of the clip", () => {
    const gesture = aGesture()
    const points = gesture.points.with(3, { timeSeconds: 0.8, positionTurns: 0.9 })
    const patch = gesturePatch(gesture, { ...gesture, points })!
    expect(patch).toEqual({ startSeconds: 0.75, endSeconds: 0.8, points: [points[3]] })
    const edited = after(withDrawn, ["gesture.edit", { clipId: "g", patch }])
    expect(gestureOfClip(gestureClip(edited)).points).toEqual(points)
    const broken = { ...patch, points: [{ timeSeconds: 1.9, positionTurns: 0 }] }
    expect(() => after(withDrawn, ["gesture.edit", { clipId: "g", patch: broken }])).toThrow(
      "in the order of time",
    )
  })
})
