import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  clipOf,
  clipsOf,
  contentSpans,
  lengthSeconds,
  sourceSeconds,
  tempoMapOf,
  type AudioClip,
  type Project,
} from "#shared/project/index.ts"
import { after, anAudioClip, aNote, aNotesClip, aStudio } from "../../../support/projects.ts"

/** What begins when on a track: the time line's tick and pitch of every note that a clip plays. */
function heard(project: Project, trackId = "keys"): string[] {
  return clipsOf(project, trackId)
    .flatMap((clip) =>
      contentSpans(clip).flatMap(({ contentTicks, lengthTicks, atTicks }) =>
        (clip.kind === "notes" ? clip.notes : [])
          .filter(({ startTicks: at }) => at >= contentTicks && at < contentTicks + lengthTicks)
          .map(({ startTicks, pitch }) => `${startTicks - contentTicks + atTicks} ${pitch}`),
      ),
    )
    .sort()
}

/** The second of the recording that sounds at a tick. */
function sourceAt(project: Project, id: string, tick: number): number {
  const clip = clipOf(project, id) as AudioClip
  return clip.offsetSeconds + sourceSeconds(clip, clip.startTicks, tick, tempoMapOf(project))
}

/** Coarse, so that cuts and edges often fall on notes. */
const coarse = (most: number) => fc.nat(most).map((steps) => steps * 120)
const notes = fc.array(fc.record({ at: coarse(40), pitch: fc.integer({ min: 1, max: 127 }) }))
const loops = fc.option(fc.record({ lengthTicks: fc.integer({ min: 100, max: 2000 }) }))
const someClip = fc.tuple(notes, loops, coarse(8), fc.nat(90)).map(([each, loop, offset, into]) =>
  aNotesClip("c", {
    startTicks: 960,
    offsetTicks: offset,
    notes: each.map(({ at, pitch }, i) => aNote(`n${i}`, { startTicks: at, pitch })),
    ...(loop ? { loop: { ...loop, offsetTicks: into } } : {}),
  }),
)

describe("notes of a clip", () => {
  it("sound the same after cuts, and after the parts are joined again", () => {
    fc.assert(
      fc.property(someClip, fc.integer({ min: 1, max: 31 }), (clip, steps) => {
        const by = steps * 120
        const before = after(aStudio(), ["clip.add", { clips: [clip] }])
        const cuts = [{ atTicks: 960 + by, newId: "d" }]
        const cut = after(before, ["clip.split", { splits: [{ clipId: "c", cuts }] }])
        expect(clipsOf(cut, "keys").length).toBe(2)
        expect(heard(cut)).toEqual(heard(before))
        const joined = after(cut, ["clip.join", { clipIds: ["d", "c"] }])
        expect(clipsOf(joined, "keys").length).toBe(1)
        expect(heard(joined)).toEqual(heard(before))
      }),
    )
  })

  it("stay where they are when an edge is moved, as far as they are in the clip", () => {
    fc.assert(
      fc.property(someClip, fc.integer({ min: -960, max: 3000 }), (clip, by) => {
        const before = after(aStudio(), ["clip.add", { clips: [clip] }])
        const edges = [{ clipId: "c", startTicks: 960 + by, endTicks: 4800 }]
        const resized = after(before, ["clip.resize", { edges }])
        const inside = (all: string[]): string[] =>
          all.filter((note) => parseInt(note) >= Math.max(960, 960 + by))
        expect(inside(heard(resized))).toEqual(inside(heard(before)))
        // And back: nothing was lost.
        const back = after(resized, ["clip.resize", { edges: [{ clipId: "c", startTicks: 960 }] }])
        expect(heard(back)).toEqual(heard(before))
      }),
    )
  })

  it("sound later when their content is slipped later", () => {
    const clip = aNotesClip("c", { notes: [aNote("n", { startTicks: 100 })] })
    const before = after(aStudio(), ["clip.add", { clips: [clip] }])
    expect(heard(after(before, ["clip.slip", { clipIds: ["c"], byTicks: 50 }]))).toEqual(["150 60"])
    expect(heard(after(before, ["clip.slip", { clipIds: ["c"], byTicks: -200 }]))).toEqual([])
  })

  it("repeat in a loop from its place in the round", () => {
    const clip = aNotesClip("c", {
      lengthTicks: 2500,
      notes: [aNote("n", { startTicks: 0 })],
      loop: { lengthTicks: 1000, offsetTicks: 400 },
    })
    expect(heard(after(aStudio(), ["clip.add", { clips: [clip] }]))).toEqual(["1600 60", "600 60"])
  })

  it("get ids of their own where joined clips share them", () => {
    const clips = ["a", "b"].map((id, i) =>
      aNotesClip(id, { startTicks: i * 3840, notes: [aNote("n")] }),
    )
    const joined = after(aStudio(), ["clip.add", { clips }], ["clip.join", { clipIds: ["a", "b"] }])
    expect(clipOf(joined, "a")).toMatchObject({ notes: [{ id: "n" }, { id: "n.2" }] })
  })
})

describe("a recording", () => {
  const bpm = fc.integer({ min: 30, max: 300 })
  const tempo = fc.array(
    fc.record({ tick: fc.nat(8000), bpm, curve: fc.constantFrom("step", "ramp") }),
    { minLength: 1, maxLength: 5 },
  )

  it("keeps its seconds at any tempo, wherever it is moved", () => {
    fc.assert(
      fc.property(tempo, tempo, fc.nat(9000), (first, second, startTicks) => {
        const before = after(aStudio(), ["clip.add", { clips: [anAudioClip("c")] }])
        const seconds = lengthSeconds(clipOf(before, "c"), tempoMapOf(before))
        const changed = after(
          before,
          ["tempo.set", { events: first }],
          ["clip.move", { moves: [{ clipId: "c", startTicks }] }],
          ["tempo.set", { events: second }],
        )
        const clip = clipOf(changed, "c")
        expect(Math.abs(lengthSeconds(clip, tempoMapOf(changed)) - seconds)).toBeLessThan(1e-9)
      }),
    )
  })

  it("that follows the tempo keeps its bars", () => {
    const stretch = { mode: "tempo" as const, ratio: 1, semitones: 0, sourceBpm: 100 }
    const before = after(aStudio(), ["clip.add", { clips: [anAudioClip("c", { stretch })] }])
    const changed = after(before, ["tempo.set", { events: [{ tick: 0, bpm: 77, curve: "step" }] }])
    expect(clipOf(changed, "c")).toBe(clipOf(before, "c"))
  })

  it("plays the same second at the same tick when it is trimmed or cut", () => {
    fc.assert(
      fc.property(tempo, fc.integer({ min: 1, max: 900 }), (events, by) => {
        const before = after(
          aStudio(),
          ["tempo.set", { events }],
          ["clip.add", { clips: [anAudioClip("c", { startTicks: 500, lengthTicks: 1000 })] }],
        )
        const trimmed = after(before, [
          "clip.resize",
          { edges: [{ clipId: "c", startTicks: 500 + by }] },
        ])
        expect(sourceAt(trimmed, "c", 1400)).toBeCloseTo(sourceAt(before, "c", 1400), 9)
        const cuts = [{ atTicks: 500 + by, newId: "d" }]
        const cut = after(before, ["clip.split", { splits: [{ clipId: "c", cuts }] }])
        expect(sourceAt(cut, "d", 1400)).toBeCloseTo(sourceAt(before, "c", 1400), 9)
        const joined = after(cut, ["clip.join", { clipIds: ["c", "d"] }])
        expect(clipOf(joined, "c")).toEqual(clipOf(before, "c"))
      }),
    )
  })

  it("lasts half as long again when it is stretched by one and a half, and plays no more", () => {
    const before = after(aStudio(), ["clip.add", { clips: [anAudioClip("c")] }])
    const stretch = { mode: "ratio", ratio: 1.5, semitones: 0 }
    const changed = after(before, ["clip.stretch", { clipIds: ["c"], stretch }])
    expect(clipOf(changed, "c").lengthTicks).toBeCloseTo(3840 * 1.5, 9)
    expect(sourceAt(changed, "c", 3840 * 1.5)).toBeCloseTo(sourceAt(before, "c", 3840), 9)
  })

  it("cannot begin before itself", () => {
    const clips = [anAudioClip("c", { startTicks: 3840, offsetSeconds: 0.5 })]
    const before = after(aStudio(), ["clip.add", { clips }])
    const to = (startTicks: number) => () =>
      after(before, ["clip.resize", { edges: [{ clipId: "c", startTicks }] }])
    expect(to(3840 - 960)()).toBeDefined()
    expect(to(3840 - 961)).toThrow("“c” (c) would begin before its recording")
  })

  it("has fades that end where it ends", () => {
    const fadeIn = { lengthTicks: 3000, curve: "linear" }
    const before = after(
      aStudio(),
      ["clip.add", { clips: [anAudioClip("c")] }],
      ["clip.fade", { clipIds: ["c"], fadeIn, fadeOut: { ...fadeIn, lengthTicks: 3000 } }],
    )
    expect(clipOf(before, "c")).toMatchObject({ fadeOut: { lengthTicks: 840 } })
    const short = after(before, ["clip.resize", { edges: [{ clipId: "c", endTicks: 1000 }] }])
    expect(clipOf(short, "c")).toMatchObject({ fadeIn: { lengthTicks: 1000 } })
  })

  it("is joined only to what follows on", () => {
    const clips = [anAudioClip("a"), anAudioClip("b", { startTicks: 3840, offsetSeconds: 9 })]
    const before = after(aStudio(), ["clip.add", { clips }])
    expect(() => after(before, ["clip.join", { clipIds: ["a", "b"] }])).toThrow("does not go on")
  })
})

describe("clips", () => {
  it.each([
    [["clip.add", { clips: [aNotesClip("c", { trackId: "nowhere" })] }], "no track nowhere"],
    [["clip.add", { clips: [aNotesClip("c", { trackId: "voice" })] }], "takes no notes"],
    [["clip.add", { clips: [anAudioClip("c", { mediaId: "gone" })] }], "no recording gone"],
    [["clip.add", { clips: [aNotesClip("c"), aNotesClip("c")] }], "The id c is taken"],
    [["clip.add", { clips: [aNotesClip("c", { startTicks: -1 })] }], "startTicks"],
    [["clip.remove", { clipIds: ["c"] }], "no clip c"],
  ] as const)("refuse %j", (call, reason) => {
    expect(() => after(aStudio(), [call[0], call[1]])).toThrow(reason)
  })

  it("stay where they are if only one of many cannot move", () => {
    const before = after(aStudio(), ["clip.add", { clips: [aNotesClip("a"), aNotesClip("b")] }])
    const moves = [
      { clipId: "a", startTicks: 5 },
      { clipId: "b", startTicks: 5, trackId: "voice" },
    ]
    expect(() => after(before, ["clip.move", { moves }])).toThrow("takes no notes")
    expect(clipOf(before, "a").startTicks).toBe(0)
  })
})
