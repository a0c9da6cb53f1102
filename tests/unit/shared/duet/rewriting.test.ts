import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { HeardNote } from "#shared/contract/index.ts"
import {
  barsBehind,
  barsOver,
  barsText,
  continueAsk,
  continuedPiece,
  isFree,
  rewriteAsk,
  rewriteSteps,
} from "#shared/duet/index.ts"
import { entityOf, meterMapOf, type NotesClip, type Project } from "#shared/project/index.ts"
import { after, anEmptyProject, aNote, aNotesClip } from "../../../support/projects.ts"

const BAR = 3840
const QUARTERS = Array.from({ length: 16 }, (_, at) =>
  aNote(`q${at}`, { startTicks: at * 960, lengthTicks: 900, pitch: 60 + at }),
)

/** Four bars of quarters from bar 3 on, on the track t. */
function aPiece(notes = QUARTERS, bpm = 120): Project {
  const clip = aNotesClip("c", { trackId: "t", startTicks: 2 * BAR, lengthTicks: 4 * BAR, notes })
  return after(
    anEmptyProject(),
    ["track.add", { id: "t", kind: "instrument", name: "Keys", colour: 0 }],
    ["tempo.set", { events: [{ tick: 0, bpm, curve: "step" }] }],
    ["clip.add", { clips: [clip] }],
  )
}
const clipOf = (project: Project): NotesClip => entityOf(project.clips, "c") as NotesClip
const heard = (startBeats: number, pitch: number, lengthBeats = 1): HeardNote => ({
  ...{ startBeats, lengthBeats, pitch, velocity: 90, program: 0 },
})
const MADE_BY = { model: "Base", version: "1", seed: 7, settings: {} }

function rewritten(project: Project, notes: HeardNote[], bar: number): Project {
  let ids = 0
  const bars = barsOver(meterMapOf(project), bar * BAR, (bar + 1) * BAR)
  const { steps } = rewriteSteps(clipOf(project), {
    ...{ bars, toLineTicks: 2 * BAR, madeBy: MADE_BY, newId: () => `new-${++ids}` },
    piece: { notes, tempos: [], meters: [] },
  })
  return after(project, ...steps.map(({ name, args }) => [name, args] as never))
}

describe("bars that are written anew", () => {
  it("are those in which the stretch lies, told in words from 1 on", () => {
    const bars = barsOver(meterMapOf(aPiece()), BAR + 5, 3 * BAR)
    expect(bars).toEqual({ startTicks: BAR, endTicks: 3 * BAR, firstBar: 1, afterBar: 3 })
    expect(barsText(bars)).toBe("bars 2–3")
    expect(barsText(barsOver(meterMapOf(aPiece()), 0, 1))).toBe("bar 1")
  })

  it("are written only where the clip is heard, and take nothing away where nothing is left of them", () => {
    const project = aPiece()
    const ids = (piece: Project): string[] => clipOf(piece).notes.map(({ id }) => id)
    // The clip begins with bar 3: of bar 2 nothing is in it, behind its last bar neither.
    expect(ids(rewritten(project, [heard(0, 70)], 1))).toEqual(ids(project))
    expect(ids(rewritten(project, [heard(0, 70)], 6))).toEqual(ids(project))
    expect(ids(rewritten(project, [], 3))).toEqual(ids(project))
    // From its second beat on: what is written on the first is not in it.
    const edges = [{ clipId: "c", startTicks: 2 * BAR + 960 }]
    const late = after(project, ["clip.resize", { edges }])
    const { notes } = clipOf(rewritten(late, [heard(0, 70), heard(2, 71)], 2))
    expect(notes.filter(({ id }) => id.startsWith("new")).map(({ pitch }) => pitch)).toEqual([71])
    // The first beat's own note is not heard, and stays.
    expect(notes.map(({ id }) => id)).toContain("q0")
  })

  it("are asked for with the track's music on both sides, counted from a bar line", () => {
    const project = aPiece()
    const ask = rewriteAsk(project, "t", barsOver(meterMapOf(project), 3 * BAR, 4 * BAR))
    expect(ask).toMatchObject({ fromBar: 3, toBar: 4 })
    expect(ask.piece.notes[0]).toMatchObject({ startBeats: 8, pitch: 60 })
    expect(ask.piece.notes.at(-1)).toMatchObject({ startBeats: 23, pitch: 75 })
    expect(ask.piece.meters).toEqual([{ startBeats: 0, numerator: 4, denominator: 4 }])
  })

  it("take the place of what begins in them, and cut what reaches in; nothing else moves", () => {
    const long = [...QUARTERS.slice(0, 3), aNote("long", { startTicks: 2880, lengthTicks: 4000 })]
    const project = rewritten(aPiece([...long, ...QUARTERS.slice(4)]), [heard(1, 72, 9)], 3)
    const { notes, madeBy } = clipOf(project)
    expect(notes.map(({ startTicks }) => startTicks)).toEqual([
      ...[0, 960, 1920, 2880, 4800],
      ...[7680, 8640, 9600, 10_560, 11_520, 12_480, 13_440, 14_400],
    ])
    expect(notes[3]).toMatchObject({ id: "long", lengthTicks: 960 })
    // It ends with its bars.
    expect(notes[4]).toMatchObject({ pitch: 72, velocity: 90, lengthTicks: 2880 })
    expect(madeBy).toEqual(MADE_BY)
  })

  it("leave every note outside of them as it is, whatever is written", () => {
    const note = fc.record({
      startBeats: fc.double({ min: 0, max: 8, noNaN: true }),
      lengthBeats: fc.double({ min: 0.01, max: 8, noNaN: true }),
      pitch: fc.nat(127),
      velocity: fc.integer({ min: 1, max: 127 }),
      program: fc.constant(0),
    })
    fc.assert(
      fc.property(fc.array(note, { maxLength: 12 }), fc.integer({ min: 2, max: 5 }), (own, bar) => {
        const [from, until] = [(bar - 2) * BAR, (bar - 1) * BAR]
        const isOutside = ({ startTicks }: { startTicks: number }): boolean =>
          startTicks < from || startTicks >= until
        const { notes } = clipOf(rewritten(aPiece(), own, bar))
        expect(notes.filter(isOutside)).toEqual(QUARTERS.filter(isOutside))
        for (const { startTicks, lengthTicks } of notes)
          if (startTicks >= from && startTicks < until)
            expect(startTicks + lengthTicks).toBeLessThanOrEqual(until)
      }),
      { numRuns: 50 },
    )
  })
})

describe("a clip that is gone on from", () => {
  it("is a call in seconds from the last four bars' line on, at whatever tempo", () => {
    for (const bpm of [60, 120, 173]) {
      const project = aPiece(QUARTERS, bpm)
      const bars = barsBehind(project, clipOf(project), "beat")
      const ask = continueAsk(project, clipOf(project), bars)!
      expect(ask.fromSeconds).toBeCloseTo((16 * 60) / bpm, 6)
      expect(ask.beat).toEqual({ bpm, barSeconds: 0, numerator: 4, denominator: 4 })
      expect(ask.startTicks).toBe(2 * BAR)
      expect(ask.call).toHaveLength(16)
      expect(ask.call[3]!.startSeconds).toBeCloseTo((3 * 60) / bpm, 6)
      expect(ask.length).toBeCloseTo(16 / (15 + 900 / 960), 6)
    }
  })

  it("is none where its last bars have no notes", () => {
    const project = aPiece([])
    expect(continueAsk(project, clipOf(project), { startTicks: 6 * BAR })).toBeNull()
  })

  it("is followed at the next beat, drums at the next bar", () => {
    const project = aPiece()
    const clip = { ...clipOf(project), lengthTicks: clipOf(project).lengthTicks - 2000 }
    const from = (line: "beat" | "bar"): number => barsBehind(project, clip, line).startTicks
    expect([from("beat"), from("bar")]).toEqual([6 * BAR - 1920, 6 * BAR])
    expect(barsBehind(project, clip, "beat").endTicks).toBe(9 * BAR)
  })

  it("is followed at the answer's own place in the beat", () => {
    const project = aPiece()
    const clip = clipOf(project)
    const bars = barsBehind(project, clip, "beat")
    expect(bars).toMatchObject({ startTicks: 6 * BAR, endTicks: 10 * BAR })
    const note = { pitch: 64, velocity: 80, startSeconds: 0.5, lengthSeconds: 0.25 }
    const ask = { startTicks: 2 * BAR }
    // The call lasts 8 s; what comes before its end is put off by beats of half a second.
    for (const [afterSeconds, startBeats] of [
      [8, 1],
      [7.5, 0],
      [7, 0],
      [7.25, 0.5],
    ] as const) {
      const piece = continuedPiece(project, clip, ask, { notes: [note], afterSeconds }, bars)
      expect(piece.notes[0]!.startBeats).toBeCloseTo(startBeats, 6)
      expect(piece.notes[0]!.lengthBeats).toBeCloseTo(0.5, 6)
    }
  })

  it("has room behind it only where nothing lies", () => {
    const project = aPiece()
    const { trackId } = clipOf(project)
    expect(isFree(project, trackId, { startTicks: 6 * BAR, endTicks: 9 * BAR })).toBe(true)
    expect(isFree(project, trackId, { startTicks: 5 * BAR, endTicks: 9 * BAR })).toBe(false)
  })
})
