/** The beat of a call of which nobody said it: the tempo on whose grid its sounds are, counted from the first of them. */
import type { JamBeat } from "#shared/contract/index.ts"
import { strokesOf, type Gesture } from "#shared/gesture/index.ts"

/** Where scratching is at home; the middle wins where nothing speaks against it. */
const [SLOWEST, FASTEST, STEP, USUAL] = [70, 130, 0.5, 95]
const LINES_PER_BEAT = 4
/** A tempo twice as fast or slow as usual must fit better by so much of a line. */
const HABIT = 0.08

/** @returns the usual tempo where there are not enough sounds */
export function guessBeat(gesture: Gesture): JamBeat {
  const heard = strokesOf(gesture).filter(({ openSeconds }) => openSeconds.length > 0)
  const starts = heard.map(({ startSeconds }) => startSeconds)
  const barSeconds = starts[0] ?? 0
  let best = { bpm: USUAL, cost: starts.length > 2 ? Infinity : 0 }
  for (let bpm = SLOWEST; bpm <= FASTEST && starts.length > 2; bpm += STEP) {
    const off = starts.map((at) => {
      const line = ((at - barSeconds) * bpm * LINES_PER_BEAT) / 60
      return Math.abs(line - Math.round(line))
    })
    const mean = off.reduce((sum, each) => sum + each, 0) / off.length
    const cost = mean + HABIT * Math.abs(Math.log2(bpm / USUAL))
    if (cost < best.cost) best = { bpm, cost }
  }
  return { bpm: best.bpm, beatsPerBar: 4, barSeconds }
}
