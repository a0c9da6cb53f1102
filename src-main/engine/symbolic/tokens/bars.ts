/** Bars of a quantised piece: meters change at bar lines only, and bars have lengths that positions can name. */
import { TICKS_PER_WHOLE } from "#shared/music/index.ts"
import type { PieceMeter } from "../piece.ts"
import { GRID_TICKS } from "./bins.ts"

/** Two bars of 4/4: what positions can name. */
const LONGEST_BAR_TICKS = 2 * TICKS_PER_WHOLE
export const POSITIONS = LONGEST_BAR_TICKS / GRID_TICKS

export const METERS: readonly string[] = [2, 4, 8, 16].flatMap((denominator) =>
  Array.from({ length: 16 }, (_, i) => ({ numerator: i + 1, denominator }))
    .filter((meter) => barTicksOf(meter) <= LONGEST_BAR_TICKS)
    .map(({ numerator }) => `${numerator}/${denominator}`),
)

export const meterName = ({ numerator, denominator }: Omit<PieceMeter, "startTicks">): string =>
  `${numerator}/${denominator}`

export function barTicksOf({ numerator, denominator }: Omit<PieceMeter, "startTicks">): number {
  return (numerator * TICKS_PER_WHOLE) / denominator
}

/** Meters at the nearest bar lines of those before them; one that no word names is 4/4. The first is at 0. */
export function metersAtBars(meters: readonly PieceMeter[]): PieceMeter[] {
  let last: PieceMeter = { startTicks: 0, numerator: 4, denominator: 4 }
  const all = [last]
  for (const meter of meters) {
    const { numerator, denominator } = METERS.includes(meterName(meter))
      ? meter
      : { numerator: 4, denominator: 4 }
    const bars = Math.max(0, Math.round((meter.startTicks - last.startTicks) / barTicksOf(last)))
    const startTicks = last.startTicks + bars * barTicksOf(last)
    if (startTicks === last.startTicks) all.pop()
    const before = all.at(-1)
    if (before && meterName(before) === meterName({ numerator, denominator })) {
      last = before
      continue
    }
    last = { startTicks, numerator, denominator }
    all.push(last)
  }
  return all
}

export interface PieceBar {
  startTicks: number
  lengthTicks: number
  meter: PieceMeter
}

/** Bar after bar from 0, for ever: take as many as are needed. @param meters of `metersAtBars` */
export function* barsOf(meters: readonly PieceMeter[]): Generator<PieceBar, never> {
  let startTicks = 0
  let at = 0
  for (;;) {
    while (meters[at + 1] && meters[at + 1]!.startTicks <= startTicks) at++
    const meter = meters[at]!
    const lengthTicks = barTicksOf(meter)
    yield { startTicks, lengthTicks, meter }
    startTicks += lengthTicks
  }
}
