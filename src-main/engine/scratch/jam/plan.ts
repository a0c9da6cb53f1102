/**
 * Answers a phrase of scratching: what is known and near is varied until it is as like the call as it should be, in the
 * human's own timing, within what a hand can do (scratch.md 8). The same asking gives the same answer.
 */
import type { JamBeat } from "#shared/contract/index.ts"
import type { Gesture } from "#shared/gesture/index.ts"
import type { PhraseBank } from "./bank.ts"
import { candidates } from "./candidates.ts"
import { costOf, type Asking } from "./cost.ts"
import { distanceOf } from "./distance.ts"
import { phraseOf } from "./hear-call.ts"
import { MOST_SPEED, USUAL_ACCELERATION, withinLimits } from "./limits.ts"
import { traitsOf, type Traits } from "./liking.ts"
import { fitted, type Phrase } from "./phrase.ts"
import { gestureOfPhrase } from "./render-phrase.ts"
import { heard, onsetsOf, type Heard } from "./sounds.ts"
import { feelOf, ledBy } from "./timing.ts"

export interface Planned {
  readonly gesture: Gesture
  readonly phrase: Phrase
  /** Measured, 0 to 1. */
  readonly likeness: number
  readonly traits: Traits
}

const SECONDS_PER_TURN = 1.8

/** @returns a rest, which has no points of movement, where the call has no sound */
export function planAnswer(asking: Asking, bank: PhraseBank): Planned {
  const { beat, bars } = asking
  const beats = bars * beat.beatsPerBar
  const call = heard(fitted(phraseOf(asking.call, beat), beats), beat.beatsPerBar)
  if (call.onsets.length === 0) return played({ beats, moves: [] }, asking, call)
  // Timing and what a hand can do change them a little: the best is chosen of what would be played.
  const all = candidates(asking, call, bank).map((phrase) => inTime(phrase, asking, call))
  const costs = all.map((phrase) => {
    const one = heard(phrase, beat.beatsPerBar)
    const distance = distanceOf(one, call)
    const traits = traitsOf(phrase, one.onsets.length, 1 - distance)
    return costOf({ onsets: one.onsets, phrase, distance, traits }, call, asking)
  })
  return played(all[costs.indexOf(Math.min(...costs))]!, asking, call)
}

function played(phrase: Phrase, asking: Asking, call: Heard): Planned {
  const { beat } = asking
  const gesture = gestureOfPhrase(phrase, {
    ...{ secondsPerBeat: 60 / beat.bpm, homeSeconds: homeOf(asking.call) },
    reachSeconds: asking.sampleSeconds,
  })
  const likeness = phrase.moves.length === 0 ? 0 : 1 - distanceTo(call, gesture, beat)
  return { gesture, phrase, likeness, traits: traitsOf(phrase, onsetsOf(phrase).length, likeness) }
}

function distanceTo(call: Heard, answer: Gesture, beat: JamBeat): number {
  const phrase = fitted(phraseOf(answer, { ...beat, barSeconds: 0 }), call.phrase.beats)
  return distanceOf(heard(phrase, beat.beatsPerBar), call)
}

/** How unlike a call and an answer to it are, from 0. */
export function unlikeness(call: Gesture, answer: Gesture, beat: JamBeat, bars: number): number {
  const beats = bars * beat.beatsPerBar
  const one = heard(fitted(phraseOf(call, beat), beats), beat.beatsPerBar)
  return distanceTo(one, answer, beat)
}

/** The lowest place on the record that the call played. */
const homeOf = ({ points }: Gesture): number =>
  points.reduce((least, { positionTurns }) => Math.min(least, positionTurns), Infinity) *
  SECONDS_PER_TURN

/** Led as the human would, and as a hand can. */
function inTime(phrase: Phrase, asking: Asking, call: Heard): Phrase {
  const { beat, taste, mode, sampleSeconds } = asking
  const secondsPerBeat = 60 / beat.bpm
  const feel = feelOf(call.onsets, secondsPerBeat)
  const led = ledBy(phrase, {
    ...{ feel, secondsPerBeat, strength: taste.timing, isOwn: mode === "copy" },
    ...(mode === "tease" ? { lateness: 0.01 + 0.02 * taste.nerve } : {}),
  })
  const acceleration = USUAL_ACCELERATION * (mode === "battle" ? 1 + taste.nerve : 1)
  return withinLimits(led, secondsPerBeat, {
    ...{ speed: MOST_SPEED, acceleration, reachSeconds: sampleSeconds },
  })
}
