import { describe, expect, test } from "vitest"
import {
  findRecord,
  TimecodeGenerator,
  timecodeOf,
  type Impairments,
  type TimecodeName,
  type Wiring,
} from "#shared/timecode/index.ts"
import { PLAYED, speeds } from "../../../support/timecode-runs.ts"

const RATE_HZ = 48_000

function played(name: TimecodeName, speed: number, impairments: Impairments = PLAYED) {
  const [left, right] = [new Float32Array(0.15 * RATE_HZ), new Float32Array(0.15 * RATE_HZ)]
  const trajectory = speeds([0, speed])
  const made = { timecode: timecodeOf(name), rateHz: RATE_HZ, trajectory, impairments }
  new TimecodeGenerator({ ...made, startSeconds: 50 }).process(left, right)
  return { left, right }
}

/** The channels as cables bring them that are wired so. */
function through(
  { isSwapped, invertsLeft, invertsRight }: Wiring,
  heard: ReturnType<typeof played>,
) {
  const [left, right] = isSwapped ? [heard.right, heard.left] : [heard.left, heard.right]
  return {
    left: left.map((value) => (invertsLeft ? -value : value)),
    right: right.map((value) => (invertsRight ? -value : value)),
  }
}

describe("finding out which record plays", () => {
  const plain: Wiring = { isSwapped: false, invertsLeft: false, invertsRight: false }
  test.each([
    plain,
    { ...plain, isSwapped: true },
    { ...plain, invertsLeft: true },
    { ...plain, invertsLeft: true, invertsRight: true },
  ])("tells channels that are swapped or turned over: %o", (wiring) => {
    const { left, right } = through(wiring, played("traktor_a", 1))
    expect(findRecord(left, right, RATE_HZ)).toEqual({ timecode: "traktor_a", wiring })
  })

  test("tells them too where one channel is half as loud and the phase is off", () => {
    const wiring: Wiring = { isSwapped: true, invertsLeft: true, invertsRight: false }
    const heard = played("serato_2a", 1.35, { ...PLAYED, imbalance: -0.5, skewRadians: 0.1 })
    const { left, right } = through(wiring, heard)
    expect(findRecord(left, right, RATE_HZ)).toEqual({ timecode: "serato_2a", wiring })
  })

  test("finds nothing in silence", () => {
    expect(findRecord(new Float32Array(9600), new Float32Array(9600), RATE_HZ)).toBeNull()
  })
})
