/** Meters as pieces have them: every bar has a meter that is as long as it is, also upbeats and other short bars. */
import { TICKS_PER_WHOLE } from "#shared/music/index.ts"
import type { PieceMeter } from "../../symbolic/index.ts"

type Meter = Omit<PieceMeter, "startTicks">

const DENOMINATORS: readonly number[] = [2, 4, 8, 16]
const MOST_BEATS = 255
const MOST_METERS = 20_000
const COMMON: Meter = { numerator: 4, denominator: 4 }

export const ticksOfMeter = ({ numerator, denominator }: Meter): number =>
  (numerator * TICKS_PER_WHOLE) / denominator

const isSame = (one: Meter | undefined, other: Meter): boolean =>
  one?.numerator === other.numerator && one.denominator === other.denominator

/** A bar as it is written, in the order in which bars are heard. */
export interface WrittenBar extends PieceMeter {
  lengthTicks: number
}

/** Where the meter changes, or a bar is not as long as its meter says. Two short ones that make a whole one are one bar. */
export function metersOfBars(bars: readonly WrittenBar[]): PieceMeter[] {
  const meters: PieceMeter[] = []
  let isBroken = true
  for (let at = 0; at < bars.length; at++) {
    const { startTicks, numerator, denominator, lengthTicks } = bars[at]!
    const meter = { numerator, denominator }
    if (lengthTicks === 0) continue
    if (isBroken || !isSame(meters.at(-1), meter)) meters.push({ startTicks, ...meter })
    const nominal = ticksOfMeter(meter)
    const next = bars[at + 1]
    const isOneOfTwo =
      at > 0 && next && isSame(next, meter) && near(lengthTicks + next.lengthTicks, nominal)
    if (isOneOfTwo) at++
    isBroken = !isOneOfTwo && !near(lengthTicks, nominal)
  }
  return meters
}

const near = (one: number, other: number): boolean => Math.abs(one - other) < 1

/**
 * In time, each on a bar line of the one before it: a bar that ends early has a meter of its own length. What changes nothing
 * is left out, and what cannot be told in halves, quarters, eighths or sixteenths.
 */
export function tidyMeters(meters: readonly PieceMeter[], endTicks: number): PieceMeter[] {
  const tidy: PieceMeter[] = []
  const add = (startTicks: number, meter: Meter): void => {
    if (tidy.at(-1)?.startTicks === startTicks) tidy.pop()
    if (!isSame(tidy.at(-1), meter)) tidy.push({ startTicks, ...meter })
  }
  for (const { startTicks, ...written } of meters.toSorted((a, b) => a.startTicks - b.startTicks)) {
    const start = Math.max(0, Math.round(startTicks))
    const meter = toldIn(written)
    if (!meter || (start >= endTicks && start > 0) || tidy.length >= MOST_METERS) continue
    const last = tidy.at(-1) ?? { startTicks: 0, ...COMMON }
    const rest = (start - last.startTicks) % ticksOfMeter(last)
    const short = rest > 0 ? meterOfTicks(rest) : undefined
    if (short) add(start - rest, short)
    add(start, meter)
  }
  return tidy
}

/** With a denominator that pieces have, as long as it was. */
function toldIn({ numerator, denominator }: Meter): Meter | undefined {
  if (!Number.isInteger(numerator) || numerator < 1 || numerator > MOST_BEATS) return undefined
  if (DENOMINATORS.includes(denominator)) return { numerator, denominator }
  return denominator > 0 ? meterOfTicks((numerator * TICKS_PER_WHOLE) / denominator) : undefined
}

/** In quarters where that will do, else in ever finer beats. */
function meterOfTicks(ticks: number): Meter | undefined {
  for (const denominator of [4, 8, 16]) {
    const numerator = (ticks * denominator) / TICKS_PER_WHOLE
    if (Number.isInteger(numerator) && numerator >= 1 && numerator <= MOST_BEATS)
      return { numerator, denominator }
  }
  return undefined
}
