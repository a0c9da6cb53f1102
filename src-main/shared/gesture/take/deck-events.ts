/** A gesture as what happens on a deck: so a take sounds again, on any record. */
import type { DeckEvent } from "#shared/dsp/deck/index.ts"
import { SECONDS_PER_TURN } from "../motion/motion-estimator.ts"
import { turnsAlong, turnsAt } from "./gesture-at.ts"
import type { Gesture } from "./gesture.ts"
import { jumpsOf, withoutJumps } from "./jumps.ts"

/** The record is told where it is so often; between, it moves evenly. */
const REPORT_SECONDS = 0.001

export interface DeckPlan {
  /** Of the deck's output. */
  rateHz: number
  /** Where on the record the gesture's turn 0 lies. By default as early as it can without going before the beginning. */
  startSeconds?: number
  /** Where no hand is on the record, the motor turns it. Otherwise it stays in the hand. */
  hasMotor?: boolean
}

/** In the order of their frames; the first one is at frame 0. */
export function deckEventsOf(
  gesture: Gesture,
  { rateHz, startSeconds = earliestStart(gesture), hasMotor = false }: DeckPlan,
): DeckEvent[] {
  const frameOf = (seconds: number): number => Math.max(0, Math.round(seconds * rateHz))
  const events: DeckEvent[] = [
    { kind: "motor", frame: 0, isOn: hasMotor },
    { kind: "needle", frame: 0, seconds: startSeconds + turnsAt(gesture, 0) * SECONDS_PER_TURN },
  ]
  // The hand counts what it turns; a needle that is put elsewhere is none of it.
  const turned = { ...gesture, points: withoutJumps(gesture.points) }
  const [turnsNow, turnsNext] = [turnsAlong(turned), turnsAlong(turned)]
  const count = Math.ceil(gesture.durationSeconds / REPORT_SECONDS)
  for (let i = 0; i <= count; i++) {
    const seconds = i * REPORT_SECONDS
    const position = turnsNow(seconds) * SECONDS_PER_TURN
    const next = turnsNext(seconds + REPORT_SECONDS) * SECONDS_PER_TURN
    const velocity = i === count ? 0 : (next - position) / REPORT_SECONDS
    events.push({ kind: "platter", frame: frameOf(seconds), position, velocity })
    if (i === 0 && !hasMotor) events.push({ kind: "touch", frame: 0, isHeld: true })
  }
  for (const { startSeconds: from, endSeconds: to } of hasMotor ? gesture.touches : [])
    events.push(
      { kind: "touch", frame: frameOf(from), isHeld: true },
      { kind: "touch", frame: frameOf(to), isHeld: false },
    )
  for (const { timeSeconds, toTurns } of jumpsOf(gesture.points)) {
    const seconds = startSeconds + toTurns * SECONDS_PER_TURN
    if (timeSeconds > 0) events.push({ kind: "needle", frame: frameOf(timeSeconds), seconds })
  }
  for (const { timeSeconds, value } of gesture.fader)
    events.push({ kind: "fader", frame: frameOf(timeSeconds), place: value })
  return events.sort((one, other) => one.frame - other.frame)
}

/** So that the lowest place of the gesture is the beginning of the record, and none lies before it. */
export function earliestStart({ points }: Gesture): number {
  const lowest = points.reduce((least, { positionTurns }) => Math.min(least, positionTurns), 0)
  return -lowest * SECONDS_PER_TURN
}
