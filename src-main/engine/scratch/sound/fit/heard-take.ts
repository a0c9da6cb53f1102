/** A take with what was heard of it: what a deck is learnt from. */
import type { Playing } from "../deck/learnt-deck.ts"

/** Everything is learnt and made at this rate. */
export const SOUND_RATE_HZ = 48_000

export interface HeardTake {
  /** For messages. */
  title: string
  /** Whatever says that two takes have the same record, or are of the same take. */
  takeKey: string
  recordKey: string
  playing: Playing
  /** What was heard: frame n of it is frame n of the timeline. At `SOUND_RATE_HZ`. */
  heard: Float32Array
  /** What the studio's own deck makes of it, frame by frame. */
  uncalibrated: Float32Array
}

/** Half a second of a take. */
export interface Excerpt {
  take: HeardTake
  from: number
}

export const EXCERPT_FRAMES = SOUND_RATE_HZ / 2

/** All that sound, the loudest first within each take; takes by turns, so that the first ones are of all of them. */
export function excerptsOf(takes: readonly HeardTake[]): Excerpt[] {
  const rows = takes.map((take) => {
    const count = Math.floor(take.heard.length / EXCERPT_FRAMES)
    const all = Array.from({ length: count }, (_, i) => {
      const from = i * EXCERPT_FRAMES
      return { take, from, power: powerOf(take.heard, from) }
    })
    return all.filter(({ power }) => power > SILENCE).sort((one, other) => other.power - one.power)
  })
  const longest = Math.max(0, ...rows.map((row) => row.length))
  return Array.from({ length: longest }, (_, i) => rows.flatMap((row) => row[i] ?? [])).flat()
}

/** -70 dB of full scale, as a power. */
const SILENCE = 1e-7

function powerOf(sound: Float32Array, from: number): number {
  let sum = 0
  for (let i = from; i < from + EXCERPT_FRAMES; i++) sum += sound[i]! * sound[i]!
  return sum / EXCERPT_FRAMES
}
