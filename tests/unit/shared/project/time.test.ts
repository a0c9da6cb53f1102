import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  checkProject,
  clipOf,
  clipsOf,
  lengthSeconds,
  sourceSeconds,
  tempoMapOf,
  type AudioClip,
  type Project,
} from "#shared/project/index.ts"
import { after, anAudioClip, aNote, aNotesClip, aStudio } from "../../../support/projects.ts"

const tempo = fc.array(
  fc.record({
    tick: fc.nat(12_000),
    bpm: fc.integer({ min: 30, max: 300 }),
    curve: fc.constantFrom("step", "ramp"),
  }),
  { minLength: 1, maxLength: 6 },
)

function aPiece(events: unknown): Project {
  const notes = [aNote("n1", { startTicks: 100 }), aNote("n2", { startTicks: 3000 })]
  return after(
    aStudio(),
    ["tempo.set", { events }],
    ["clip.add", { clips: [anAudioClip("c", { startTicks: 2000, offsetSeconds: 20 })] }],
    ["clip.add", { clips: [aNotesClip("k", { startTicks: 2000, notes })] }],
    ["key.set", { events: [{ tick: 2500, tonic: "D", mode: "major" }] }],
    [
      "chord.set",
      {
        events: [
          { tick: 0, symbol: "C" },
          { tick: 4000, symbol: "G7" },
        ],
      },
    ],
    ["marker.set", { marker: { id: "m", tick: 1000, name: "A", lengthTicks: 3000 } }],
    [
      "automation.add-lane",
      { trackId: "keys", lane: { id: "l", target: { parameter: "pan" }, points: [] } },
    ],
    [
      "automation.set",
      {
        place: { trackId: "keys", laneId: "l" },
        points: [{ tick: 5000, value: 1, curve: "hold" }],
      },
    ],
  )
}

/** For each audio clip the seconds it lasts and the second of the recording at its start. */
function recordings(project: Project): { seconds: number; from: number; to: number }[] {
  const map = tempoMapOf(project)
  return clipsOf(project, "voice").map((clip) => {
    const audio = clip as AudioClip
    const end = clip.startTicks + clip.lengthTicks
    const from = audio.offsetSeconds
    return {
      seconds: lengthSeconds(clip, map),
      from,
      to: from + sourceSeconds(audio, clip.startTicks, end, map),
    }
  })
}

describe("inserting time", () => {
  it("moves all that comes after it and cuts what reaches over it", () => {
    const piece = aPiece([{ tick: 0, bpm: 120, curve: "step" }])
    const longer = after(piece, ["time.insert", { atTicks: 3000, lengthTicks: 960 }])
    expect(clipsOf(longer, "keys").map(({ id, startTicks }) => `${id} ${startTicks}`)).toEqual([
      "k 2000",
      "k.2 3960",
    ])
    expect(longer.keys[0]!.tick).toBe(2500)
    expect(longer.chords.map(({ tick }) => tick)).toEqual([0, 4960])
    expect(longer.markers.flat()).toMatchObject([{ tick: 1000, lengthTicks: 3960 }])
    expect(longer.tracks.flat().find(({ id }) => id === "keys")!.automation).toMatchObject([
      { points: [{ tick: 5960 }] },
    ])
    expect(checkProject(longer)).toEqual([])
  })

  it("leaves every second of sound before and after it as it was, in any tempo", () => {
    fc.assert(
      fc.property(tempo, fc.nat(8000), fc.integer({ min: 1, max: 4000 }), (events, at, length) => {
        const piece = aPiece(events)
        const longer = after(piece, ["time.insert", { atTicks: at, lengthTicks: length }])
        const [before, now] = [tempoMapOf(piece), tempoMapOf(longer)]
        for (const tick of [0, at / 2, at])
          expect(now.secondsAt(tick)).toBeCloseTo(before.secondsAt(tick), 8)
        const gap = now.secondsAt(at + length) - before.secondsAt(at)
        for (const tick of [at + 1, at + 3000, 13_000])
          if (tick >= at)
            expect(now.secondsAt(tick + length) - gap).toBeCloseTo(before.secondsAt(tick), 8)
        const sounds = recordings(longer)
        const total = sounds.reduce((sum, { seconds }) => sum + seconds, 0)
        expect(total).toBeCloseTo(recordings(piece)[0]!.seconds, 8)
        expect(sounds[0]!.from).toBeCloseTo(20, 9)
        if (sounds[1]) expect(sounds[1].from).toBeCloseTo(sounds[0]!.to, 8)
      }),
    )
  })
})

describe("deleting time", () => {
  it("takes out what was inserted, as far as it is heard", () => {
    fc.assert(
      fc.property(tempo, fc.nat(8000), fc.integer({ min: 1, max: 4000 }), (events, at, length) => {
        const piece = aPiece(events)
        const back = after(
          piece,
          ["time.insert", { atTicks: at, lengthTicks: length }],
          ["time.delete", { fromTicks: at, lengthTicks: length }],
        )
        expect(back.chords).toEqual(piece.chords)
        expect(back.keys).toEqual(piece.keys)
        expect(back.markers).toEqual(piece.markers)
        expect(back.loop).toEqual(piece.loop)
        const [before, now] = [tempoMapOf(piece), tempoMapOf(back)]
        // One tick before the cut may last a little differently: see tempoAfterDelete.
        for (const tick of [500, 5000, 13_000])
          expect(Math.abs(now.secondsAt(tick) - before.secondsAt(tick))).toBeLessThan(1e-3)
        expect(checkProject(back)).toEqual([])
      }),
    )
  })

  it("keeps the seconds of a recording before the cut, and its place in the recording after it", () => {
    fc.assert(
      fc.property(tempo, fc.integer({ min: 2100, max: 3000 }), (events, from) => {
        const piece = aPiece(events)
        const map = tempoMapOf(piece)
        const clip = clipOf(piece, "c") as AudioClip
        const short = after(piece, ["time.delete", { fromTicks: from, lengthTicks: 500 }])
        const [left, right] = recordings(short)
        const seconds = map.secondsAt(from) - map.secondsAt(2000)
        expect(left!.seconds).toBeCloseTo(seconds, 8)
        const skipped = 20 + sourceSeconds(clip, 2000, from + 500, map)
        expect(right?.from ?? skipped).toBeCloseTo(skipped, 8)
        expect(checkProject(short)).toEqual([])
      }),
    )
  })

  it("lets the key and tempo that were reached go on", () => {
    const piece = aPiece([{ tick: 2600, bpm: 99, curve: "step" }])
    const short = after(piece, ["time.delete", { fromTicks: 2400, lengthTicks: 400 }])
    expect(short.keys).toEqual([{ tick: 2400, tonic: "D", mode: "major" }])
    expect(short.tempo).toEqual([
      { tick: 0, bpm: 120, curve: "step" },
      { tick: 2400, bpm: 99, curve: "step" },
    ])
  })

  it("takes markers and clips inside it away", () => {
    const piece = aPiece([{ tick: 0, bpm: 120, curve: "step" }])
    const short = after(piece, ["time.delete", { fromTicks: 900, lengthTicks: 9000 }])
    expect([...short.markers.flat(), ...short.clips.flat()]).toEqual([])
  })
})

describe("the lanes of the piece", () => {
  it.each([
    ["tempo.remove", { ticks: [0] }, "stays at the start"],
    ["tempo.move", { tick: 0, toTick: 5 }, "stays at the start"],
    ["meter.remove", { ticks: [7] }, "no meter at tick 7"],
    ["tempo.set", { events: [{ tick: -5, bpm: 120, curve: "step" }] }, "tick of events 1"],
    ["meter.set", { events: [{ tick: 0, numerator: 4, denominator: 3 }] }, "denominator"],
    ["chord.set", { events: [{ tick: 0, symbol: "H7" }] }, "is no chord symbol"],
    ["marker.remove", { markerIds: ["x"] }, "no marker x"],
  ] as const)("refuse %s %j", (name, args, reason) => {
    expect(() => after(aStudio(), [name, args])).toThrow(reason)
  })

  it("replace what stands at the same tick", () => {
    const set = (symbol: string): ["chord.set", unknown] => [
      "chord.set",
      { events: [{ tick: 960, symbol }] },
    ]
    expect(after(aStudio(), set("Am"), set("N.C.")).chords).toEqual([{ tick: 960, symbol: "N.C." }])
  })
})
