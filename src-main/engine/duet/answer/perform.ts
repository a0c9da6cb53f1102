/** An answer as it sounds: in seconds, played as the call was played. */
import type { DuetAnswer, PlayedNote } from "#shared/contract/duet.ts"
import { GRID_TICKS } from "../../symbolic/index.ts"
import { type Feel, partOf } from "../hearing/feel.ts"
import type { HeardCall } from "../hearing/hear-call.ts"
import type { AnswerPlan } from "./plan.ts"
import type { WrittenNote } from "./write-answer.ts"

const STEPS_A_QUARTER = 12
const LEAST_SECONDS = 0.03
/** Lengths follow the call's articulation where it is this far from legato. */
const LEGATO = 0.85
/** Never longer than this against the call. */
const MOST_LENGTHS = 2

/** @param answered by start; without a note nothing is played */
export function perform(plan: AnswerPlan, answered: readonly WrittenNote[]): DuetAnswer {
  const written = withoutCrowd(answered, mostTogether(plan.call.piece.notes))
  const { call, seed, isUnderCall } = plan
  const stepSeconds = 60 / call.bpm / STEPS_A_QUARTER
  const first = written[0]?.note.startTicks ?? plan.fromTicks
  // On bar lines, an answer keeps its rest before the first note; else the first note is what begins it.
  const fromTicks = isUnderCall ? 0 : plan.isOnBar ? plan.fromTicks : first
  const mostSeconds = mostSecondsOf(plan, stepSeconds)
  const origin = isUnderCall ? call.originSeconds : plan.isOnBar ? 0 : -late(call.feel, first)
  const notes = written.map(({ note }): PlayedNote => {
    const steps = (note.startTicks - fromTicks) / GRID_TICKS
    const startSeconds = Math.max(
      0,
      origin + steps * stepSeconds + late(call.feel, note.startTicks),
    )
    const whole = (note.lengthTicks / GRID_TICKS) * stepSeconds * articulation(call.feel)
    const room = isUnderCall ? Infinity : mostSeconds - startSeconds
    return {
      ...{ pitch: note.pitch, velocity: velocityOf(call.feel, note), startSeconds },
      lengthSeconds: Math.max(LEAST_SECONDS, Math.min(whole, room)),
    }
  })
  return {
    ...{ notes: struckOnce(notes), bpm: call.bpm, key: call.key, seed },
    weighed: written.map((each) => each.weighed),
    afterSeconds: isUnderCall
      ? 0
      : Math.max(0, call.originSeconds + (fromTicks / GRID_TICKS) * stepSeconds),
  }
}

/**
 * Each pitch once at a place; and a hurried answer that ran out of room does not end on a heap: at its last place no more notes
 * stand together than before it, or in the call. The highest stay.
 */
function withoutCrowd(written: readonly WrittenNote[], ofCall: number): WrittenNote[] {
  const once = written.filter(
    ({ note }, at) =>
      !written
        .slice(0, at)
        .some(
          ({ note: { pitch, startTicks } }) =>
            pitch === note.pitch && startTicks === note.startTicks,
        ),
  )
  const isBefore = ({ note }: WrittenNote): boolean =>
    note.startTicks < once.at(-1)!.note.startTicks
  const before = once.filter(isBefore)
  const most = Math.max(ofCall, mostTogether(before.map(({ note }) => note)))
  const last = once.slice(before.length).sort((a, b) => a.note.pitch - b.note.pitch)
  return [...before, ...last.slice(-most)]
}

/** Notes that begin at one place; at least one. @param notes by start */
function mostTogether(notes: readonly { startTicks: number }[]): number {
  let [most, together] = [1, 0]
  for (const [at, { startTicks }] of notes.entries()) {
    together = at > 0 && notes[at - 1]!.startTicks === startTicks ? together + 1 : 1
    most = Math.max(most, together)
  }
  return most
}

/** A pitch that is struck again has ended before. @param notes by start */
const struckOnce = (notes: readonly PlayedNote[]): PlayedNote[] =>
  notes.map((note, at) => {
    const again = notes.slice(at + 1).find(({ pitch }) => pitch === note.pitch)
    const gap = again ? again.startSeconds - note.startSeconds : Infinity
    // Two that a feel has moved onto each other still both sound.
    return gap > 0 ? { ...note, lengthSeconds: Math.min(note.lengthSeconds, gap) } : note
  })

/** An accompaniment is softer than its melody. */
const UNDER = 0.8

/** A bar of an accompaniment, in seconds from its line on. @param endTicks of the bar: nothing sounds beyond */
export function performBar(
  { bpm, feel }: Pick<HeardCall, "bpm" | "feel">,
  written: readonly WrittenNote[],
  { fromTicks, endTicks }: { fromTicks: number; endTicks: number },
): PlayedNote[] {
  const stepSeconds = 60 / bpm / STEPS_A_QUARTER
  const secondsAt = (ticks: number): number => ((ticks - fromTicks) / GRID_TICKS) * stepSeconds
  return written.map(({ note }, at): PlayedNote => {
    const { pitch, startTicks, lengthTicks } = note
    const startSeconds = Math.max(0, secondsAt(startTicks) + late(feel, startTicks))
    const again = written.slice(at + 1).find((later) => later.note.pitch === pitch)
    const until = Math.min(endTicks, again?.note.startTicks ?? Infinity, startTicks + lengthTicks)
    return {
      ...{ pitch, startSeconds, velocity: Math.ceil(UNDER * velocityOf(feel, note)) },
      lengthSeconds: Math.max(LEAST_SECONDS, secondsAt(until) - startSeconds),
    }
  })
}

/** Seconds from the answer's 0 by which its last note has ended. */
function mostSecondsOf({ call, lengthTicks, isOnBar }: AnswerPlan, stepSeconds: number): number {
  const ofPlan = (lengthTicks / GRID_TICKS) * stepSeconds
  if (isOnBar) return ofPlan
  const ofCall = ((call.endTicks - call.startTicks) / GRID_TICKS) * stepSeconds
  return Math.max(ofPlan, MOST_LENGTHS * ofCall * 0.98)
}

const late = ({ lateSeconds }: Feel, ticks: number): number =>
  lateSeconds[partOf(ticks / GRID_TICKS)]

const articulation = ({ legato }: Feel): number => (legato < LEGATO ? legato / LEGATO : 1)

function velocityOf(
  { velocity, velocitySlope, middlePitch }: Feel,
  { pitch, startTicks }: { pitch: number; startTicks: number },
): number {
  const own = velocity[partOf(startTicks / GRID_TICKS)] + velocitySlope * (pitch - middlePitch)
  return Math.round(Math.min(127, Math.max(1, own)))
}
