/** The bars of one voice while they are read: notes at ticks from the bar's start, and where it is repeated. */
import type { AbcMeter, Signature } from "./fields.ts"
import type { RepeatedBar } from "./play-order.ts"

export interface AbcNote {
  atTicks: number
  lengthTicks: number
  pitch: number
  /** Goes on in the next note of its pitch. */
  isTied: boolean
}

export interface AbcBar extends RepeatedBar {
  notes: AbcNote[]
  chords: { atTicks: number; symbol: string }[]
  tempos: { atTicks: number; bpm: number }[]
  meter: AbcMeter
  lengthTicks: number
}

const COMMON: AbcMeter = { numerator: 4, denominator: 4 }
const MOST_BARS = 20_000

/** Where reading of a voice is. */
export class VoiceBars {
  readonly bars: AbcBar[] = []
  bar: AbcBar
  /** From the bar's start. */
  atTicks = 0
  meter: AbcMeter | undefined
  unitTicks: number
  signature: Signature
  program = 0
  /** Of this bar, by letter and octave. */
  readonly accidentals = new Map<string, number>()
  /** Notes of the last moment, which a broken rhythm changes. */
  last: { notes: AbcNote[]; fromTicks: number } = { notes: [], fromTicks: 0 }
  /** Of the next moment. */
  broken = 1
  tuplet = { left: 0, factor: 1 }
  /** Alterations of notes that are tied over a bar line. */
  readonly tied = new Map<string, number>()
  #endings: number[] | null = null

  constructor(settings: { meter: AbcMeter | undefined; unitTicks: number; signature: Signature }) {
    this.meter = settings.meter
    this.unitTicks = settings.unitTicks
    this.signature = settings.signature
    this.bar = this.#newBar(false)
  }

  /** A bar line: `:` before it repeats, `:` behind it begins what is repeated. */
  line({ times, isStart, isEnd }: { times: number; isStart: boolean; isEnd: boolean }): void {
    this.bar.lengthTicks = Math.max(this.bar.lengthTicks, this.atTicks)
    const isEmpty = this.bar.lengthTicks === 0 && this.bar.notes.length === 0
    const repeated = isEmpty ? this.bars.at(-1) : this.bar
    if (repeated && times > 1) repeated.times = times
    if (!isEmpty && this.bars.length < MOST_BARS) this.bars.push(this.bar)
    if (isEnd) this.#endings = null
    const begins = isStart || (isEmpty && this.bar.isStart && times === 1)
    const { chords, tempos } = this.bar
    this.bar = this.#newBar(begins)
    if (isEmpty) Object.assign(this.bar, { chords, tempos })
    this.atTicks = 0
    this.accidentals.clear()
    this.last = { notes: [], fromTicks: 0 }
  }

  /** The bars from here on are heard at these passes only. */
  ending(passes: number[]): void {
    this.#endings = passes
    this.bar.endings = passes
  }

  /** Moves on. */
  advance(ticks: number): void {
    this.atTicks += ticks
    this.bar.lengthTicks = Math.max(this.bar.lengthTicks, this.atTicks)
  }

  setMeter(meter: AbcMeter | undefined): void {
    this.meter = meter
    if (this.atTicks === 0) this.bar.meter = meter ?? COMMON
  }

  #newBar(isStart: boolean): AbcBar {
    const meter = this.meter ?? COMMON
    return {
      ...{ isStart, times: 1, endings: this.#endings, meter, lengthTicks: 0 },
      ...{ notes: [], chords: [], tempos: [] },
    }
  }
}
