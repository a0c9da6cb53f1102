/** The bars of a score in the order in which they are played, and the meters that this takes. */
import type { Score, TimeSignature } from "musicxml-io"
import { generatePlaybackSequence, hasPlaybackControls } from "musicxml-io/query"
import { TICKS_PER_WHOLE } from "#shared/music/index.ts"
import { fail } from "#shared/contract/errors.ts"
import { MOST_TICKS, type MeterEvent } from "../model/index.ts"
import type { ReadMeasure } from "./read-measure.ts"

export interface PlayedBar {
  /** Of the bar as it is written. */
  readonly index: number
  readonly startTicks: number
  readonly lengthTicks: number
}

export interface PlayedBars {
  readonly bars: readonly PlayedBar[]
  readonly meters: readonly MeterEvent[]
  readonly endTicks: number
}

type Meter = Omit<MeterEvent, "tick">

interface WrittenBar {
  readonly meter: Meter
  readonly lengthTicks: number
}

const MOST_BARS = 100_000
/** Beyond so many, repeats are played once: no piece is as long. */
const MOST_REPEATED_BARS = 2000
const COMMON: Meter = { numerator: 4, denominator: 4 }

/** @throws StudioError unreadable where the piece is longer than a project can be */
export function playedBars(
  score: Score,
  parts: readonly (readonly ReadMeasure[])[],
  warnings: string[],
): PlayedBars {
  const written = writtenBars(score, parts, warnings)
  const bars: PlayedBar[] = []
  const meters: MeterEvent[] = []
  let at = 0
  let isBroken = true
  for (const index of playOrder(score, written.length, warnings)) {
    const { meter, lengthTicks } = written[index]!
    const last = meters.at(-1)
    if (isBroken || !last || !isSameMeter(last, meter)) meters.push({ tick: at, ...meter })
    isBroken = lengthTicks !== ticksOf(meter)
    bars.push({ index, startTicks: at, lengthTicks })
    at += lengthTicks
    if (at > MOST_TICKS / 2) fail("unreadable", "This score lasts longer than a project can")
  }
  if (meters.length === 0) meters.push({ tick: 0, ...COMMON })
  return { bars, meters, endTicks: at }
}

function playOrder(score: Score, count: number, warnings: string[]): number[] {
  const asWritten = Array.from({ length: count }, (_, index) => index)
  if (!hasPlaybackControls(score)) return asWritten
  if (count > MOST_REPEATED_BARS) {
    warnings.push("repeats of so long a piece are played once")
    return asWritten
  }
  const order = generatePlaybackSequence(score).map(({ measureIndex }) => measureIndex)
  warnings.push(`repeats are written out: ${count} bars became ${order.length}`)
  return order.filter((index) => index < count)
}

function writtenBars(
  score: Score,
  parts: readonly (readonly ReadMeasure[])[],
  warnings: string[],
): WrittenBar[] {
  const measures = score.parts[0]?.measures ?? []
  if (measures.length > MOST_BARS) fail("unreadable", `It has more than ${MOST_BARS} bars`)
  let meter = COMMON
  return measures.map(({ implicit, barlines }, index) => {
    const times = parts.flatMap((part) => part[index]?.attributes ?? [])
    const time = times.find(({ entry }) => entry.time)?.entry.time
    if (time) meter = meterOf(time, warnings) ?? meter
    const content = Math.max(0, ...parts.map((part) => part[index]?.contentTicks ?? 0))
    const repeats = [...(barlines ?? []), ...(measures[index + 1]?.barlines ?? [])]
    const mayBeShort =
      implicit === true || index === 0 || repeats.some(({ repeat }) => repeat !== undefined)
    return writtenBar(meter, content, { mayBeShort, isFree: time?.senzaMisura === true })
  })
}

function writtenBar(
  meter: Meter,
  contentTicks: number,
  { mayBeShort, isFree }: { mayBeShort: boolean; isFree: boolean },
): WrittenBar {
  const nominal = ticksOf(meter)
  const isShort = contentTicks > 0 && contentTicks < nominal && (mayBeShort || isFree)
  if (isShort) return { meter, lengthTicks: contentTicks }
  if (contentTicks <= nominal) return { meter, lengthTicks: nominal }
  const longer = meterOfTicks(contentTicks, meter.denominator)
  return { meter: longer, lengthTicks: ticksOf(longer) }
}

/** A bar as long as its content, or a little longer. */
function meterOfTicks(ticks: number, denominator: Meter["denominator"]): Meter {
  const beats = Math.ceil((ticks * denominator) / TICKS_PER_WHOLE)
  const isWhole = (ticks * denominator) % TICKS_PER_WHOLE === 0
  const finer = denominator * 2
  if (!isWhole && finer <= 64) return meterOfTicks(ticks, finer as Meter["denominator"])
  return { numerator: Math.min(MOST_BEATS, beats), denominator }
}

const MOST_BEATS = 255
const DENOMINATORS: readonly number[] = [1, 2, 4, 8, 16, 32, 64]

function meterOf(
  { beats, beatsStrList, beatType, beatTypeList, senzaMisura }: TimeSignature,
  warnings: string[],
): Meter | undefined {
  if (senzaMisura === true) return undefined
  const numerator = beats.split("+").reduce((sum, each) => sum + Number(each), 0)
  const isOne = (beatsStrList?.length ?? 1) < 2 && (beatTypeList?.length ?? 1) < 2
  const isMeter = Number.isInteger(numerator) && numerator >= 1 && numerator <= MOST_BEATS
  if (isOne && isMeter && DENOMINATORS.includes(beatType))
    return { numerator, denominator: beatType as Meter["denominator"] }
  warnings.push(`a meter of ${beats}/${beatType} is left out`)
  return undefined
}

function ticksOf({ numerator, denominator }: Meter): number {
  return (numerator * TICKS_PER_WHOLE) / denominator
}

function isSameMeter(a: Meter, b: Meter): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator
}
