/** Answers that could be given: walks of small changes from the call and from what is known and near it. */
import type { JamMode } from "#shared/contract/index.ts"
import { seededRandom } from "#shared/music/random.ts"
import type { PhraseBank } from "./bank.ts"
import { costOf, leastCost, meanWay, type Asking } from "./cost.ts"
import { distanceOf, rhythmDistance } from "./distance.ts"
import { LEAST_STROKE } from "./limits.ts"
import { traitsOf } from "./liking.ts"
import type { Phrase } from "./phrase.ts"
import { heard, type Heard } from "./sounds.ts"
import { feelOf, swung } from "./timing.ts"
import { varied, type Manner, type Varying } from "./vary.ts"

/** Phrases that are kept of those that are known: scratch.md's k. */
const NEAREST = 5
/** Of which so many are looked at whole. */
const LOOKED_AT = 14
const [WALKS, STEPS] = [4, 6]
const MANNERS: Readonly<Record<JamMode, Manner>> = {
  copy: "plain",
  answer: "plain",
  tease: "tease",
  battle: "battle",
}

/** The best that was met on each walk. */
export function candidates(asking: Asking, call: Heard, bank: PhraseBank): Phrase[] {
  const { mode, taste, seed, beat } = asking
  if (mode === "copy") return [call.phrase]
  const varying: Varying = {
    ...{ random: seededRandom(seed), secondsPerBeat: 60 / beat.bpm },
    ...{ call: call.phrase, nerve: taste.nerve },
  }
  const walks = startsOf(asking, call, bank).flatMap((start) =>
    Array.from({ length: WALKS }, () => [...walkFrom(start, MANNERS[mode], varying)]),
  )
  const best = walks.flatMap((walk) => bestOf(walk, asking, call))
  return best.length > 0 ? best : [call.phrase]
}

function bestOf(walk: readonly Phrase[], asking: Asking, call: Heard): Phrase[] {
  let best: { phrase: Phrase; cost: number } | null = null
  for (const phrase of walk) {
    const one = heard(phrase, asking.beat.beatsPerBar)
    const isHopeless = best !== null && leastCost(one, call, asking.taste) >= best.cost
    if (phrase.moves.length === 0 || isHopeless) continue
    const distance = distanceOf(one, call)
    const traits = traitsOf(phrase, one.onsets.length, 1 - distance)
    const cost = costOf({ onsets: one.onsets, phrase, distance, traits }, call, asking)
    if (best === null || cost < best.cost) best = { phrase, cost }
  }
  return best ? [best.phrase] : []
}

function* walkFrom(start: Phrase, manner: Manner, varying: Varying): Generator<Phrase> {
  let phrase = start
  const steps = 2 + Math.round((STEPS - 2) * varying.random())
  for (let step = 0; step < steps; step++) {
    phrase = varied(phrase, manner, varying)
    yield phrase
  }
}

/** The call itself, and what is known and nearest to it, in its own swing and as far as it goes. */
function startsOf({ beat, bars, mode }: Asking, call: Heard, bank: PhraseBank): Phrase[] {
  if (mode === "tease") return [call.phrase]
  const secondsPerBeat = 60 / beat.bpm
  const { isTriplet } = feelOf(call.onsets, secondsPerBeat)
  const least = LEAST_STROKE / secondsPerBeat
  const known = bank
    .phrases(bars * beat.beatsPerBar, beat.beatsPerBar)
    .filter(({ phrase }) => phrase.moves.every(({ length }) => length >= least))
    .map((one) => ({ one, rhythm: rhythmDistance(one, call) }))
    .toSorted((a, b) => a.rhythm - b.rhythm)
    .slice(0, LOOKED_AT)
    .map(({ one }) => ({ one, distance: distanceOf(one, call) }))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, NEAREST)
    .map(({ one }) => asFar(one.phrase, call.phrase))
  return [call.phrase, ...(isTriplet ? known.map(swung) : known)]
}

function asFar(phrase: Phrase, call: Phrase): Phrase {
  const factor = Math.min(2.5, Math.max(0.4, meanWay(call) / Math.max(0.01, meanWay(phrase))))
  return { ...phrase, moves: phrase.moves.map((move) => ({ ...move, way: move.way * factor })) }
}
