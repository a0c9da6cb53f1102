/** What a gesture costs: energy and jerk of the arm, fingers that chatter, and a record that is run out of. */
import type { Performance } from "../gestures/index.ts"
import type { Sounds } from "./sounds.ts"

/** Mean square acceleration of a hand that works hard: 12 a second and a half of it (scratch.md 4.4: median 12, 90 % below 31). */
const HARD_ACCELERATION = 45
const HARD_JERK = 4000
/** Moves of the fader a second, 20 of which are the most that was ever counted. */
const [EASY_MOVES, MOST_MOVES] = [6, 20]
/** Of sound on the record. */
const SAMPLE_SECONDS = 1
const SMOOTH_MS = 10

/** 0: nothing, 1: as much as a hand can. */
export function effortOf(
  { speeds, places, barFrom }: Performance,
  { faderMoves, silentMoves }: Sounds,
): number {
  const from = Math.round(barFrom)
  let [energy, jerk, out, count, before] = [0, 0, 0, 0, 0]
  for (let ms = from + SMOOTH_MS; ms < speeds.length; ms += SMOOTH_MS) {
    const acceleration = ((speeds[ms]! - speeds[ms - SMOOTH_MS]!) / SMOOTH_MS) * 1000
    energy += acceleration * acceleration
    if (count > 0) jerk += (((acceleration - before) / SMOOTH_MS) * 1000) ** 2
    before = acceleration
    if (places[ms]! < 0 || places[ms]! > SAMPLE_SECONDS) out++
    count++
  }
  if (count === 0) return 1
  const seconds = (speeds.length - from) / 1000
  const arm = Math.min(1, Math.sqrt(energy / count) / HARD_ACCELERATION)
  const shaking = Math.min(1, Math.sqrt(jerk / count) / HARD_JERK)
  const busy = Math.max(0, (faderMoves / seconds - EASY_MOVES) / (MOST_MOVES - EASY_MOVES))
  const chatter = Math.min(1, busy + silentMoves / seconds / EASY_MOVES)
  return Math.min(1, 0.4 * arm + 0.3 * shaking + 0.3 * chatter + out / count)
}
