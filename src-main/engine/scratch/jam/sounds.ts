/** When a phrase begins to sound, and how it goes: what phrases are compared by (scratch.md 5). */
import { isShutAt, wayAt, type Phrase } from "./phrase.ts"

export const BINS_PER_BAR = 48
/** Frames of a path: enough for a stroke of a sixteenth, however many bars there are. */
const [FRAMES_PER_BEAT, MOST_FRAMES] = [12, 64]
/** Onsets nearer than this are one. Beats at 95 bpm: 25 ms. */
const REFRACTORY = 0.04
/** The way of a usual stroke, and twice the motor's speed, are 1. */
const [USUAL_WAY, USUAL_SPEED_BEATS] = [0.3, 1.2]

export interface Heard {
  readonly phrase: Phrase
  /** Beats. */
  readonly onsets: readonly number[]
  /** Onsets' mass on the circle of the bar, 1 in all; nothing where nothing sounds. */
  readonly histogram: Float64Array
  /** Three rows of `frames`: place, speed, open. */
  readonly path: Float64Array
  readonly frames: number
}

export function heard(phrase: Phrase, beatsPerBar: number): Heard {
  const onsets = onsetsOf(phrase)
  const histogram = new Float64Array(BINS_PER_BAR)
  for (const onset of onsets) {
    const bin = Math.floor(((onset / beatsPerBar) % 1) * BINS_PER_BAR + 0.5) % BINS_PER_BAR
    histogram[bin] = histogram[bin]! + 1 / onsets.length
  }
  const frames = Math.max(1, Math.min(MOST_FRAMES, Math.round(phrase.beats * FRAMES_PER_BEAT)))
  return { phrase, onsets, histogram, path: pathOf(phrase, frames), frames }
}

/** Where it begins to sound: an open movement begins, goes on after a halt, or the fader opens in it. */
export function onsetsOf({ moves }: Phrase): number[] {
  const onsets: number[] = []
  for (const move of moves) {
    const from = onsets.length
    for (let part = 0; part <= move.halts; part++) {
      const u = part / (move.halts + 1)
      if (!isShutAt(move, u)) onsets.push(move.start + u * move.length)
    }
    for (const [, to] of move.shut) if (to < LATEST) onsets.push(move.start + to * move.length)
    if (move.halts > 0 || move.shut.length > 1 || onsets.length - from > 1) onsets.sort(rising)
  }
  return onsets.filter((onset, at) => at === 0 || onset - onsets[at - 1]! >= REFRACTORY)
}

const rising = (one: number, other: number): number => one - other
/** Of a movement: what opens after that is the next one's. */
const LATEST = 0.97

function pathOf({ moves, beats }: Phrase, frames: number): Float64Array {
  const path = new Float64Array(frames * 3)
  let [next, place] = [0, 0]
  for (let frame = 0; frame < frames; frame++) {
    const beat = ((frame + 0.5) * beats) / frames
    while (next < moves.length && beat >= moves[next]!.start + moves[next]!.length)
      place += moves[next++]!.way
    const move = moves[next]
    const u = move ? (beat - move.start) / move.length : -1
    if (!move || u < 0) {
      path[frame] = place / USUAL_WAY
      continue
    }
    const step = (0.25 * beats) / frames / move.length
    const speed = ((wayAt(move, u + step) - wayAt(move, u - step)) * move.way) / (2 * step)
    path[frame] = (place + wayAt(move, u) * move.way) / USUAL_WAY
    path[frames + frame] = speed / move.length / USUAL_SPEED_BEATS
    path[2 * frames + frame] = isShutAt(move, u) ? 0 : 1
  }
  return centred(path, frames)
}

/** Where on the record it was is nothing that is heard. */
function centred(path: Float64Array, frames: number): Float64Array {
  let sum = 0
  for (let i = 0; i < frames; i++) sum += path[i]!
  for (let i = 0; i < frames; i++) path[i] = path[i]! - sum / frames
  return path
}
