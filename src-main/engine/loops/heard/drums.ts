/** A drum pattern as a model hears it: nine kinds of drums on sixteenths, with how hard they are struck (Roberts et al. 2018). */
import type { Loop, LoopNote } from "#shared/contract/loops.ts"
import { stepsOf } from "./melody.ts"

/** Drums of General MIDI and of the kit that Groove was played on, by kind; the first of a kind is the one that is played. */
const KINDS: readonly (readonly number[])[] = [
  [36, 35],
  [38, 31, 33, 34, 37, 39, 40],
  [42, 22, 44, 54, 68, 69, 70, 71, 73, 78, 80],
  [46, 26, 67, 72, 74, 79, 81],
  [43, 41, 45, 61, 64, 84],
  [47, 58, 60, 63, 77, 86, 87],
  [50, 48, 62, 65, 66, 76, 83],
  [49, 27, 28, 30, 52, 55, 57],
  [51, 53, 56, 59, 75, 82, 85],
]
export const DRUM_KINDS = KINDS.length
const kindOf = new Map(
  KINDS.flatMap((pitches, kind) => pitches.map((pitch) => [pitch, kind] as const)),
)

/** Velocities of each kind at each step, 0 where it is not struck: [steps, kinds]. Null where nothing is. */
export function hearDrums({ bars, notes }: Pick<Loop, "bars" | "notes">): Uint8Array | null {
  const steps = stepsOf(bars)
  const velocities = new Uint8Array(steps * DRUM_KINDS)
  for (const { startStep, pitch, velocity } of notes) {
    const kind = kindOf.get(pitch)
    if (kind === undefined || startStep >= steps) continue
    const at = startStep * DRUM_KINDS + kind
    velocities[at] = Math.max(velocities[at]!, velocity)
  }
  return velocities.some((velocity) => velocity > 0) ? velocities : null
}

export function drumNotes(velocities: Uint8Array): LoopNote[] {
  const notes: LoopNote[] = []
  for (const [at, velocity] of velocities.entries()) {
    if (velocity === 0) continue
    const pitch = KINDS[at % DRUM_KINDS]![0]!
    notes.push({ startStep: Math.floor(at / DRUM_KINDS), lengthSteps: 1, pitch, velocity })
  }
  return notes
}
