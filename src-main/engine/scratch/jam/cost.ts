/** What an answer costs that is not as it should be: too like or unlike its call, not in the manner of its mode, not liked. */
import type { JamBeat, JamMode, JamTaste } from "#shared/contract/index.ts"
import type { Gesture } from "#shared/gesture/index.ts"
import { PATH_SHARE, rhythmDistance } from "./distance.ts"
import { likingOf, type Leaning, type Traits } from "./liking.ts"
import type { Phrase } from "./phrase.ts"
import type { Heard } from "./sounds.ts"

export interface Asking {
  readonly call: Gesture
  readonly beat: JamBeat
  readonly bars: number
  readonly mode: JamMode
  readonly taste: JamTaste
  readonly seed: number
  readonly sampleSeconds: number
  readonly leaning: Leaning
}

/** At a likeness of 0 an answer is so far from its call. */
const FARTHEST = 0.72
/** What a taste can make up for. */
const LIKING = 1

/** What paths can add to a distance at most: where even that is no help they are not looked at. */
export function leastCost(one: Heard, call: Heard, { likeness }: JamTaste): number {
  const wanted = FARTHEST * (1 - likeness)
  const rhythm = rhythmDistance(one, call)
  return 3 * Math.max(0, rhythm - wanted, wanted - rhythm - PATH_SHARE) - LIKING
}

export interface Met {
  readonly phrase: Phrase
  readonly onsets: readonly number[]
  readonly distance: number
  readonly traits: Traits
}

export function costOf(met: Met, call: Heard, asking: Asking): number {
  const wanted = asking.mode === "copy" ? 0 : FARTHEST * (1 - asking.taste.likeness)
  const liking = likingOf(met.traits, asking.leaning)
  return 3 * Math.abs(met.distance - wanted) + strayed(met, call, asking) - LIKING * liking
}

export const meanWay = ({ moves }: Phrase): number =>
  moves.reduce((sum, { way }) => sum + Math.abs(way), 0) / Math.max(1, moves.length)

/** How far it is from what its mode asks for: a tease is thinner than its call, a battle denser and wider. */
function strayed({ phrase, onsets }: Met, call: Heard, { mode, taste }: Asking): number {
  if (mode === "answer" || mode === "copy") return 0
  const density = onsets.length / call.onsets.length
  if (mode === "tease") return Math.max(0, density - (0.9 - 0.35 * taste.nerve))
  const width = meanWay(phrase) / Math.max(0.01, meanWay(call.phrase))
  return Math.max(0, 1.2 + 0.5 * taste.nerve - density) + Math.max(0, 1.05 - width)
}
