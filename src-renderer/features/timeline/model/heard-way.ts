/** What is heard of a gesture clip: where on the record the needle is, and how far the fader lets it through. Pure. */
import { faderGain, SHARP_CUT, type FaderCurve } from "#shared/dsp/deck/index.ts"
import { SECONDS_PER_TURN, turnsAt, type Gesture } from "#shared/gesture/index.ts"
import { deckOfClip, gestureOfClip, type GestureClip } from "#shared/project/index.ts"
import { firstIndexWhere } from "#shared/sorted.ts"

export interface HeardWay {
  /** Of the record, between which the needle goes. */
  readonly least: number
  readonly most: number
  /** Where turn 0 of the gesture lies. */
  readonly turn0: number
  /** Seconds of the record. */
  recordAt(seconds: number): number
  /** The least that the fader lets through in a time, 0..1: a cut is seen however short. */
  gainBetween(from: number, to: number): number
  /** A record that turns slower than this gives less. @param speed record seconds a second */
  softness(speed: number): number
}

const SOFT_SPEED = 0.3
const ways = new WeakMap<GestureClip["content"], HeardWay>()

/** Read once for a content. */
export function heardWay(clip: GestureClip): HeardWay {
  const known = ways.get(clip.content) ?? readWay(clip)
  ways.set(clip.content, known)
  return known
}

function readWay(clip: GestureClip): HeardWay {
  const gesture = gestureOfClip(clip)
  const { startSeconds, curve = SHARP_CUT } = deckOfClip(clip)
  const turns = gesture.points.map(({ positionTurns }) => positionTurns)
  const least = turns.reduce((one, other) => Math.min(one, other), turns[0] ?? 0)
  const most = turns.reduce((one, other) => Math.max(one, other), turns[0] ?? 0)
  // What was played says itself where on the record it was.
  const isPlayed = clip.content.kind === "played"
  const start = isPlayed ? 0 : (startSeconds ?? -Math.min(0, least) * SECONDS_PER_TURN)
  return {
    turn0: start,
    least: start + least * SECONDS_PER_TURN,
    most: start + most * SECONDS_PER_TURN,
    recordAt: (seconds) => start + turnsAt(gesture, seconds) * SECONDS_PER_TURN,
    gainBetween: gainsOf(gesture, curve),
    softness: (speed) => {
      const part = Math.min(1, Math.abs(speed) / SOFT_SPEED)
      return part * (2 - part)
    },
  }
}

function gainsOf({ fader }: Gesture, curve: FaderCurve): HeardWay["gainBetween"] {
  const gains = fader.map(({ value }) => faderGain(value, curve))
  return (from, to) => {
    const next = firstIndexWhere(fader.length, (i) => fader[i]!.timeSeconds > from)
    let least = gains[Math.max(0, next - 1)] ?? 1
    for (let i = next; i < fader.length && fader[i]!.timeSeconds < to; i++)
      least = Math.min(least, gains[i]!)
    return least
  }
}
