/** Notes in beats as loops, and loops as notes in beats. */
import type { Loop, LoopBars, LoopKind, LoopNote } from "../contract/loops.ts"

interface BeatNote {
  startBeats: number
  lengthBeats: number
  pitch: number
  velocity: number
}

const STEPS_A_BEAT = 4
const BEATS_A_BAR = 4

/** A loop and the beat at which it begins. */
export interface PlacedLoop {
  startBeats: number
  loop: Loop
}

/**
 * Every so many bars a loop, from `fromBeats` on; those without a note are left out. Starts go to the nearest sixteenth; what sounds
 * longer than its loop is cut.
 * @param notes in any order
 */
export function loopsOfNotes(
  notes: readonly BeatNote[],
  { kind, bars, fromBeats = 0 }: { kind: LoopKind; bars: LoopBars; fromBeats?: number },
): PlacedLoop[] {
  const steps = bars * BEATS_A_BAR * STEPS_A_BEAT
  const loops = new Map<number, LoopNote[]>()
  for (const { startBeats, lengthBeats, pitch, velocity } of notes) {
    const step = Math.round((startBeats - fromBeats) * STEPS_A_BEAT)
    if (step < 0) continue
    const [at, startStep] = [Math.floor(step / steps), step % steps]
    const wanted = Math.max(1, Math.round(lengthBeats * STEPS_A_BEAT))
    const note = { startStep, lengthSteps: Math.min(wanted, steps - startStep), pitch, velocity }
    loops.set(at, [...(loops.get(at) ?? []), note])
  }
  return [...loops]
    .sort(([one], [other]) => one - other)
    .map(([at, found]) => ({
      startBeats: fromBeats + at * bars * BEATS_A_BAR,
      loop: { kind, bars, notes: found },
    }))
}

/** @param startBeats where the loop begins */
export function notesOfLoop({ notes }: Loop, startBeats = 0): BeatNote[] {
  return notes.map(({ startStep, lengthSteps, pitch, velocity }) => ({
    ...{ pitch, velocity },
    startBeats: startBeats + startStep / STEPS_A_BEAT,
    lengthBeats: lengthSteps / STEPS_A_BEAT,
  }))
}

/** Beats that a loop takes. */
export const loopBeats = ({ bars }: Pick<Loop, "bars">): number => bars * BEATS_A_BAR
