import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { MODES, type Mode } from "#shared/music/index.ts"
import type { Project } from "#shared/project/index.ts"
import { headerPx, headerRows } from "../../../../src-renderer/features/timeline/model/header.ts"
import {
  TAP_PAUSE_MS,
  tappedBpm,
  withTap,
} from "../../../../src-renderer/features/timeline/model/tap-tempo.ts"
import {
  bpmPerPx,
  tempoScale,
  tempoY,
} from "../../../../src-renderer/features/timeline/model/tempo-scale.ts"
import {
  eventAt,
  eventsOf,
  moveStep,
  removeStep,
  setStep,
  type LaneKind,
} from "../../../../src-renderer/features/timeline/model/time-lanes.ts"
import type { Step } from "../../../../src-renderer/session/index.ts"
import { after, anEmptyProject } from "../../../support/projects.ts"

const done = (project: Project, step: Step): Project => after(project, [step.name, step.args])
const set = (project: Project, kind: LaneKind, tick: number, text: string): Project =>
  done(project, setStep(project, kind, { tick, text })!)

describe("the lanes of the whole piece", () => {
  const word: fc.Arbitrary<[LaneKind, string]> = fc.oneof(
    fc
      .integer({ min: 100, max: 60_000 })
      .map((n): [LaneKind, string] => ["tempo", String(n / 100)]),
    fc
      .tuple(fc.integer({ min: 1, max: 255 }), fc.constantFrom(1, 2, 4, 8, 16, 32, 64))
      .map(([above, below]): [LaneKind, string] => ["meter", `${above}/${below}`]),
    fc
      .tuple(
        fc.constantFrom("C", "Db", "F#", "B"),
        fc.constantFrom(...(Object.keys(MODES) as Mode[])),
      )
      .map(([tonic, mode]): [LaneKind, string] => ["key", `${tonic} ${mode}`]),
    fc.constantFrom("Am7", "F#/C", "N.C.", "Bbmaj7").map((s): [LaneKind, string] => ["chord", s]),
  )

  test("give the words back that were written, where they were written", () => {
    fc.assert(
      fc.property(word, fc.nat(100_000), ([kind, text], tick) => {
        const project = set(anEmptyProject(), kind, tick, text)
        expect(eventAt(project, kind, tick)).toEqual({ tick, text })
        const moved = tick > 0 ? done(project, moveStep(kind, tick, tick + 7)) : project
        if (tick > 0) {
          expect(eventAt(moved, kind, tick + 7)?.text).toBe(text)
          const removed = done(moved, removeStep(kind, tick + 7))
          expect(eventsOf(removed, kind)).toEqual(eventsOf(anEmptyProject(), kind))
        }
      }),
    )
  })

  test.each<[LaneKind, string, string]>([
    ["key", "am", "A minor"],
    ["key", "e♭", "Eb major"],
    ["key", "F# Dorian", "F# dorian"],
    ["chord", "B♭m7", "Bbm7"],
    ["tempo", "92,5", "92.5"],
    ["meter", " 6 / 8 ", "6/8"],
  ])("understand %s %s as %s", (kind, text, meant) => {
    expect(eventAt(set(anEmptyProject(), kind, 0, text), kind, 0)?.text).toBe(meant)
  })

  test.each<[LaneKind, string]>([
    ["tempo", "fast"],
    ["tempo", "0"],
    ["tempo", ""],
    ["meter", "7/5"],
    ["meter", "0/4"],
    ["key", "H major"],
    ["key", "C loud"],
    ["chord", "xyz"],
  ])("do not take %s %s", (kind, text) => {
    expect(setStep(anEmptyProject(), kind, { tick: 0, text })).toBeUndefined()
  })

  test("a tempo that is typed anew goes on to the next one as before", () => {
    const events = [{ tick: 0, bpm: 100, curve: "ramp" }]
    const ramp = after(anEmptyProject(), ["tempo.set", { events }])
    expect(set(ramp, "tempo", 0, "90").tempo[0]).toEqual({ tick: 0, bpm: 90, curve: "ramp" })
  })
})

test("the tempo's height and the drag of it are one scale", () => {
  const tempo = [80, 140].map((bpm, i) => ({ tick: i, bpm, curve: "step" as const }))
  const scale = tempoScale(tempo)
  for (const { bpm } of tempo) {
    const y = tempoY(scale, bpm, 44)
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(44)
    expect(tempoY(scale, bpm + 5 * bpmPerPx(scale, 44), 44)).toBeCloseTo(y - 5, 9)
  }
})

test("the rows above the tracks stand one under another", () => {
  for (const isUnfolded of [false, true]) {
    const rows = headerRows(isUnfolded)
    rows.forEach(({ topPx }, i) => expect(topPx).toBe(headerPx(rows.slice(0, i))))
  }
})

describe("tapping", () => {
  const taps = (...gapsMs: number[]): number[] =>
    gapsMs.reduce((all, gap) => withTap(all, all.at(-1)! + gap), withTap([], 1000))

  test("in even time gives that tempo, from the fourth tap on", () => {
    expect(tappedBpm(taps(500, 500))).toBeUndefined()
    expect(tappedBpm(taps(500, 500, 500))).toBe(120)
    expect(tappedBpm(taps(490, 510, 505, 495))).toBe(120)
  })

  test("begins anew after a rest, and follows a hand that changes its mind", () => {
    expect(tappedBpm(taps(500, 500, 500, TAP_PAUSE_MS + 1))).toBeUndefined()
    const slower = taps(...Array<number>(8).fill(500), ...Array<number>(8).fill(600))
    expect(tappedBpm(slower)).toBe(100)
  })
})
