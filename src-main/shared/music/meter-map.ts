/** Ticks to bars, beats and back under changing meters. A meter begins a bar: one that is still open ends early there. */
import { lastAtOrBefore } from "../sorted.ts"
import { MusicError, TICKS_PER_WHOLE } from "./ticks.ts"

export interface MeterPoint {
  readonly tick: number
  /** Beats in a bar, 1 or more. */
  readonly numerator: number
  /** The note that is one beat: 1, 2, 4, 8, 16, 32 or 64. */
  readonly denominator: number
}

/** Bars and beats count from 0 here and from 1 on screen; `tick` counts within the beat. */
export interface BarPosition {
  readonly bar: number
  readonly beat: number
  readonly tick: number
}

/** A bar on the line: where it begins and ends, and its meter. */
export interface Bar {
  readonly bar: number
  readonly startTicks: number
  readonly endTicks: number
  readonly meter: MeterPoint
}

export interface MeterMap {
  positionAt(tick: number): BarPosition
  /** The inverse of `positionAt`; beats and ticks beyond the bar run on into the next. */
  tickAt(position: BarPosition): number
  barAt(tick: number): Bar
  /** Bars that sound between two ticks, from the first that does. */
  barsBetween(startTicks: number, endTicks: number): Bar[]
}

export function beatTicks(meter: MeterPoint): number {
  return TICKS_PER_WHOLE / meter.denominator
}

export function barTicks(meter: MeterPoint): number {
  return meter.numerator * beatTicks(meter)
}

/**
 * @param points ascending in ticks, the first at tick 0
 * @throws MusicError for no points, a late first point, points out of order or a meter that is none
 */
export function createMeterMap(points: readonly MeterPoint[]): MeterMap {
  checkPoints(points)
  const ticks = points.map(({ tick }) => tick)
  const firstBars = [0]
  for (let i = 1; i < points.length; i++) {
    const bars = Math.ceil((ticks[i]! - ticks[i - 1]!) / barTicks(points[i - 1]!))
    firstBars.push(firstBars[i - 1]! + bars)
  }
  const barAt = (tick: number): Bar => {
    const i = Math.max(0, lastAtOrBefore(ticks, tick))
    return barOf(i, Math.floor((tick - ticks[i]!) / barTicks(points[i]!)))
  }
  const barOf = (i: number, offset: number): Bar => {
    const meter = points[i]!
    const startTicks = meter.tick + offset * barTicks(meter)
    const endTicks = Math.min(startTicks + barTicks(meter), ticks[i + 1] ?? Infinity)
    return { bar: firstBars[i]! + offset, startTicks, endTicks, meter }
  }
  return {
    barAt,
    positionAt(tick) {
      const { bar, startTicks, meter } = barAt(tick)
      const beat = Math.floor((tick - startTicks) / beatTicks(meter))
      return { bar, beat, tick: tick - startTicks - beat * beatTicks(meter) }
    },
    tickAt({ bar, beat, tick }) {
      const i = Math.max(0, lastAtOrBefore(firstBars, bar))
      const { startTicks, meter } = barOf(i, bar - firstBars[i]!)
      return startTicks + beat * beatTicks(meter) + tick
    },
    barsBetween(startTicks, endTicks) {
      const bars: Bar[] = []
      for (let at = startTicks; at < endTicks;) {
        const bar = barAt(at)
        bars.push(bar)
        at = bar.endTicks
      }
      return bars
    },
  }
}

/** "5.1.120": bar, beat and tick as musicians count them. */
export function positionName({ bar, beat, tick }: BarPosition): string {
  return `${bar + 1}.${beat + 1}.${String(Math.round(tick)).padStart(3, "0")}`
}

function checkPoints(points: readonly MeterPoint[]): void {
  if (points[0]?.tick !== 0) throw new MusicError("A meter map begins with a meter at tick 0")
  points.forEach((point, i) => {
    const beat = beatTicks(point)
    if (!Number.isInteger(beat) || !Number.isInteger(point.numerator) || point.numerator < 1)
      throw new MusicError(`${point.numerator}/${point.denominator} is no meter`)
    if (i > 0 && !(point.tick > points[i - 1]!.tick))
      throw new MusicError(`The meter at tick ${point.tick} does not come after the one before it`)
  })
}
