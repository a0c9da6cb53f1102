/** What is typed into the transport's figures. */
import fc from "fast-check"
import { expect, test } from "vitest"
import { positionName } from "#shared/music/index.ts"
import { meterMapOf } from "#shared/project/index.ts"
import {
  meterStepAt,
  parsePosition,
  tempoStepAt,
} from "../../../../src-renderer/app/transport-entries.ts"
import { after, anEmptyProject } from "../../../support/projects.ts"

const PIECE = after(
  anEmptyProject(),
  [
    "meter.set",
    {
      events: [
        { tick: 0, numerator: 4, denominator: 4 },
        { tick: 7680, numerator: 7, denominator: 8 },
      ],
    },
  ],
  [
    "tempo.set",
    {
      events: [
        { tick: 0, bpm: 90, curve: "ramp" },
        { tick: 7680, bpm: 140, curve: "step" },
      ],
    },
  ],
)

test("a position as it is shown is the place it was read from", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500_000 }), (tick) => {
      const shown = positionName(meterMapOf(PIECE).positionAt(tick))
      expect(parsePosition(PIECE, shown)).toBe(tick)
    }),
  )
})

test("beat and tick may be left out; what is no place is not understood", () => {
  expect(parsePosition(PIECE, " 3 ")).toBe(7680)
  expect(parsePosition(PIECE, "1.3")).toBe(1920)
  for (const text of ["", "0", "-2", "1.0", "x", "1.1.1.1"])
    expect(parsePosition(PIECE, text)).toBeUndefined()
})

test("a tempo and a meter change the stretch that the playhead is in", () => {
  const faster = after(PIECE, ...[tempoStepAt(PIECE, 5000, "100,5")!].map(asCall))
  expect(faster.tempo).toMatchObject([{ tick: 0, bpm: 100.5, curve: "ramp" }, { bpm: 140 }])
  const waltz = after(PIECE, ...[meterStepAt(PIECE, 9000, "3/4")!].map(asCall))
  expect(waltz.meters[1]).toEqual({ tick: 7680, numerator: 3, denominator: 4 })
  for (const text of ["", "0", "-5", "99999", "fast"])
    expect(tempoStepAt(PIECE, 0, text)).toBeUndefined()
  for (const text of ["", "4", "0/4", "5/5", "300/4"])
    expect(meterStepAt(PIECE, 0, text)).toBeUndefined()
})

const asCall = ({ name, args }: NonNullable<ReturnType<typeof tempoStepAt>>) =>
  [name, args] as Parameters<typeof after>[1]
