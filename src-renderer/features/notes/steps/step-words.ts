/** A step in words. */
import type { StepColumn, StepHit } from "./step-cells.ts"

/** "Acoustic Snare, bar 9 beat 2, velocity 104"; further steps of a beat are counted. */
export function spokenStep(
  piece: string,
  { bar, beat, step }: StepColumn,
  hit: StepHit | undefined,
): string {
  const place = `bar ${bar + 1} beat ${beat + 1}${step === 0 ? "" : ` step ${step + 1}`}`
  const muted = hit?.note.isMuted === true ? ", muted" : ""
  return `${piece}, ${place}, ${hit ? `velocity ${hit.note.velocity}${muted}` : "empty"}`
}
