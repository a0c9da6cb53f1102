/** What is counted of a piece when it is read, and the statistics of many that follow from it. */
import type { DatasetStatistics } from "#shared/contract/datasets.ts"
import { TICKS_PER_QUARTER, TICKS_PER_WHOLE } from "#shared/music/index.ts"
import { DRUMS, type Piece } from "../../symbolic/index.ts"

export interface Tally {
  notes: number
  bars: number
  beats: number
  seconds: number
  /** Pitches of all but drums, with how many notes each has. */
  pitches: [pitch: number, notes: number][]
  programs: [program: number, notes: number][]
  /** With how many bars each has. */
  meters: [meter: string, bars: number][]
  /** Over its whole length; null where it does not say. */
  bpm: number | null
}

const DEFAULT_BPM = 120

export function tallyOf(piece: Piece): Tally {
  const { notes, tempos } = piece
  const endTicks = notes.reduce((end, note) => Math.max(end, note.startTicks + note.lengthTicks), 0)
  const beats = endTicks / TICKS_PER_QUARTER
  const seconds = secondsOf(piece, endTicks)
  const meters = barsByMeter(piece, endTicks)
  return {
    ...{ notes: notes.length, beats, seconds },
    bars: meters.reduce((sum, [, bars]) => sum + bars, 0),
    pitches: counted(notes.filter(({ program }) => program !== DRUMS).map(({ pitch }) => pitch)),
    programs: counted(notes.map(({ program }) => program)),
    meters,
    bpm: tempos.length === 0 || seconds === 0 ? null : (beats * 60) / seconds,
  }
}

function secondsOf({ tempos }: Piece, endTicks: number): number {
  let [seconds, from, bpm] = [0, 0, DEFAULT_BPM]
  const until = (ticks: number): number => ((ticks - from) / TICKS_PER_QUARTER) * (60 / bpm)
  for (const tempo of tempos) {
    seconds += until(tempo.startTicks)
    ;[from, bpm] = [tempo.startTicks, tempo.bpm]
  }
  return seconds + until(endTicks)
}

/** Begun bars count as whole ones. */
function barsByMeter({ meters }: Piece, endTicks: number): [string, number][] {
  const [first] = meters
  const common = { startTicks: 0, numerator: 4, denominator: 4 }
  const all = first?.startTicks === 0 ? meters : [common, ...meters]
  const bars = new Map<string, number>()
  for (const [at, { startTicks, numerator, denominator }] of all.entries()) {
    const end = Math.min(endTicks, all[at + 1]?.startTicks ?? endTicks)
    const count = Math.ceil(((end - startTicks) * denominator) / (numerator * TICKS_PER_WHOLE))
    const name = `${numerator}/${denominator}`
    if (count > 0) bars.set(name, (bars.get(name) ?? 0) + count)
  }
  return [...bars]
}

function counted(values: readonly number[]): [number, number][] {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => a - b)
}

/** A tenth of the music is slower than `low`, a tenth faster than `high`. */
const LOW = 0.1
const HIGH = 0.9

export function statisticsOf(tallies: readonly Tally[]): DatasetStatistics {
  const pitches = new Array<number>(128).fill(0)
  const classes = new Array<number>(12).fill(0)
  const programs = new Map<number, number>()
  const meters = new Map<string, number>()
  for (const tally of tallies) {
    for (const [pitch, notes] of tally.pitches) {
      pitches[pitch]! += notes
      classes[pitch % 12]! += notes
    }
    for (const [program, notes] of tally.programs)
      programs.set(program, (programs.get(program) ?? 0) + notes)
    for (const [meter, bars] of tally.meters) meters.set(meter, (meters.get(meter) ?? 0) + bars)
  }
  const beats = sumOf(tallies.map((tally) => tally.beats))
  return {
    pitches: shares(pitches),
    pitchClasses: shares(classes),
    instruments: ranked(programs).map(([program, share]) => ({ program, share })),
    meters: ranked(meters).map(([meter, share]) => ({ meter, share })),
    tempoBpm: temposOf(tallies),
    notesPerBeat: beats === 0 ? 0 : sumOf(tallies.map(({ notes }) => notes)) / beats,
  }
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

function shares(counts: readonly number[]): number[] {
  const sum = sumOf(counts)
  return counts.map((count) => (sum === 0 ? 0 : count / sum))
}

/** Shares, most first; what is as frequent in its own order. */
function ranked<T extends string | number>(counts: ReadonlyMap<T, number>): [T, number][] {
  const sum = sumOf([...counts.values()])
  return [...counts]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .map(([key, count]) => [key, count / sum])
}

function temposOf(tallies: readonly Tally[]): DatasetStatistics["tempoBpm"] {
  const told = tallies
    .flatMap(({ bpm, seconds }) => (bpm === null ? [] : [{ bpm, seconds }]))
    .sort((a, b) => a.bpm - b.bpm)
  const all = sumOf(told.map(({ seconds }) => seconds))
  const at = (share: number): number => {
    let left = share * all
    return (told.find(({ seconds }) => (left -= seconds) <= 0) ?? told.at(-1))!.bpm
  }
  return told.length === 0 ? null : { low: at(LOW), middle: at(0.5), high: at(HIGH) }
}
