/**
 * Which encoding a turning platter speaks, told from its values alone. Read the right way, a hand's motion is small steps;
 * read the wrong way, every change of direction is a jump of half the range. What the values cannot tell apart is said, too.
 */
import type { Encoding } from "../profile/profile.ts"
import { RELATIVE7, type Relative7 } from "./relative7.ts"

export interface PlatterValue {
  atMicros: number
  /** 0..127, as the control change carried it. */
  value: number
}

export interface DetectedEncoding {
  encoding: Exclude<Encoding, "unknown">
  /** False where the recording would read as well in another way: it must be turned both ways, slowly and fast. */
  isCertain: boolean
  reason: string
}

const LEAST_VALUES = 8
/** More than any hand moves an encoder between two messages. */
const MOST_MEAN_STEP = 24
/** From the end of a counter to its beginning. */
const LEAST_WRAP = 100
/** Differences, however they are written, are seldom in the middle of the range; a counter is there a third of its time. */
const LEAST_IN_MIDDLE = 0.15

/**
 * @param values of one control change, in the order of time
 * @param lows how many values its partner 32 numbers above sent: about as many make it a 14-bit number
 * @returns undefined where there is too little or nothing that a platter would send
 */
export function detectEncoding(
  values: readonly PlatterValue[],
  lows = 0,
): DetectedEncoding | undefined {
  if (values.length < LEAST_VALUES) return undefined
  if (lows > values.length / 2)
    return {
      encoding: "diff14",
      isCertain: true,
      reason: "two control changes, one with the low bits",
    }
  if (isCounter(values))
    return {
      encoding: "abs7",
      isCertain: true,
      reason: "the values go round through all of their range",
    }
  const means = (["offset64", "twos7", "sign-magnitude"] as const).map((encoding) => ({
    encoding,
    step: mean(values.map(({ value }) => Math.abs(RELATIVE7[encoding](value)))),
  }))
  means.sort((a, b) => a.step - b.step)
  const [best, second] = means as [(typeof means)[0], (typeof means)[0]]
  if (best.step > MOST_MEAN_STEP && !isSpeed(values)) return undefined
  return refine(best.encoding, second.step - best.step < 1, values)
}

function refine(
  encoding: Relative7,
  isClose: boolean,
  values: readonly PlatterValue[],
): DetectedEncoding {
  const ticks = values.map(({ value }) => RELATIVE7[encoding](value))
  const isBothWays = ticks.some((tick) => tick > 0) && ticks.some((tick) => tick < 0)
  if (encoding === "offset64" && isSpeed(values))
    return {
      encoding: "speed7",
      isCertain: isBothWays,
      reason: "large values that change little and end at 64",
    }
  if (encoding === "twos7" && ticks.every((tick) => Math.abs(tick) === 1) && isCrowded(values))
    return { encoding: "sign-only", isCertain: isBothWays, reason: "only 1 and 127, however fast" }
  return {
    encoding,
    isCertain: isBothWays && !isClose,
    reason: isBothWays ? "both directions are small steps" : "turned one way only",
  }
}

/** Consecutive values of a counter differ little (around its end, too), while the values themselves are everywhere. */
function isCounter(values: readonly PlatterValue[]): boolean {
  const moves = steps(values)
  const wraps = moves.filter((step) => Math.abs(step) > LEAST_WRAP).length
  const inMiddle = values.filter(({ value }) => value > 42 && value < 86).length / values.length
  if (wraps < 2 || inMiddle < LEAST_IN_MIDDLE) return false
  return mean(moves.map((step) => Math.abs(((step + 192) % 128) - 64))) < MOST_MEAN_STEP
}

/** A speed changes little between messages, reaches far from 64 and is said to be 64 at rest. */
function isSpeed(values: readonly PlatterValue[]): boolean {
  const away = values.map(({ value }) => Math.abs(value - 64))
  if (!away.includes(0) || Math.max(...away.slice(0, 10_000)) < 12) return false
  return mean(steps(values).map(Math.abs)) < mean(away) / 2
}

/** More than one message a millisecond: a device that could say 2 would have said it. */
function isCrowded(values: readonly PlatterValue[]): boolean {
  const gaps = values.slice(1).map(({ atMicros }, i) => atMicros - values[i]!.atMicros)
  return gaps.filter((gap) => gap < 800).length > Math.max(8, values.length / 10)
}

const steps = (values: readonly PlatterValue[]): number[] =>
  values.slice(1).map(({ value }, i) => value - values[i]!.value)

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
