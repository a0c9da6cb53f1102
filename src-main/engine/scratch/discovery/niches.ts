/**
 * What kinds of gestures there are to be found, told by what is heard and moved: sounds a beat and moves of the fader a beat,
 * which are the map that is shown; and behind each of its cells, turns of the record a beat and the share of time that sounds.
 */
import type { Sounds } from "../reward/index.ts"

export const COLUMNS = 16
export const ROWS = 16
const MOST_SOUNDS = 8
const MOST_MOVES = 12
/** Turns of the record a beat at which a layer ends. */
const TURNS = [0.75, 1.5, 2.5, 3.5, 5, 7, 10]
const SOUNDING = [0.35, 0.7]
export const LAYERS = (TURNS.length + 1) * (SOUNDING.length + 1)
export const NICHES = COLUMNS * ROWS * LAYERS

export const AXES = [
  { name: "Sounds a beat", size: COLUMNS, from: 0, to: MOST_SOUNDS },
  { name: "Fader moves a beat", size: ROWS, from: 0, to: MOST_MOVES },
] as const

/** The same as numbers of about 0..1, in which one can be near another. */
export const BEHAVIOURS = 4

export function behaviourOf({ beats, faderMoves, reversals, sounding }: Sounds, barBeats: number) {
  return Float32Array.of(
    beats.length / barBeats / MOST_SOUNDS,
    faderMoves / barBeats / MOST_MOVES,
    reversals / barBeats / TURNS.at(-1)!,
    sounding,
  )
}

export function nicheOf(behaviour: Float32Array): number {
  const [sounds, moves, turns, sounding] = behaviour as unknown as [number, number, number, number]
  const column = Math.min(COLUMNS - 1, Math.floor(sounds * COLUMNS))
  const row = Math.min(ROWS - 1, Math.floor(moves * ROWS))
  const turn = stepOf(TURNS, turns * TURNS.at(-1)!)
  const layer = turn * (SOUNDING.length + 1) + stepOf(SOUNDING, sounding)
  return (row * COLUMNS + column) * LAYERS + layer
}

const stepOf = (ends: readonly number[], value: number): number => {
  const at = ends.findIndex((end) => value < end)
  return at < 0 ? ends.length : at
}

/** Of the map that is shown. */
export const cellOf = (niche: number): { column: number; row: number } => {
  const cell = Math.floor(niche / LAYERS)
  return { column: cell % COLUMNS, row: Math.floor(cell / COLUMNS) }
}
