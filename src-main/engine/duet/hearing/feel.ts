/** How somebody plays beyond what is written: early or late on which part of a beat, how loud, how short. An answer is played so. */
import type { PlayedNote } from "#shared/contract/duet.ts"

/** Parts of a quarter that hands treat alike, by grid steps of 12. */
const PARTS = ["beat", "half", "quarter", "triplet", "other"] as const
type Part = (typeof PARTS)[number]

export const partOf = (step: number): Part => {
  const within = ((step % 12) + 12) % 12
  if (within === 0) return "beat"
  if (within === 6) return "half"
  if (within === 3 || within === 9) return "quarter"
  return within === 4 || within === 8 ? "triplet" : "other"
}

export interface Feel {
  /** Seconds after the grid, negative where early. */
  lateSeconds: Record<Part, number>
  velocity: Record<Part, number>
  /** Velocity a semitone above the middle pitch. */
  velocitySlope: number
  middlePitch: number
  /** Of the time to the next note how much a note sounds: 1 is legato. */
  legato: number
}

/** One note tells little of a part of the beat: means are drawn towards all notes' mean as if so many stood there. */
const PRIOR_NOTES = 1.5
/** More is another place, not another feel. */
const MOST_LATE_SECONDS = 0.05
const MOST_SLOPE = 1.5

/** @param steps grid steps of the notes; `stepSeconds` long each, from `startSeconds` on */
export function feelOf(
  notes: readonly PlayedNote[],
  steps: readonly number[],
  { stepSeconds, startSeconds }: { stepSeconds: number; startSeconds: number },
): Feel {
  const parts = steps.map(partOf)
  const late = drifting(
    notes.map(({ startSeconds: at }, i) => at - startSeconds - steps[i]! * stepSeconds),
  )
  const velocities = notes.map(({ velocity }) => velocity)
  const pitches = notes.map(({ pitch }) => pitch)
  const ofParts = (values: readonly number[], bound: number): Record<Part, number> => {
    const all = mean(values)
    const entries = PARTS.map((part): [Part, number] => {
      const own = values.filter((_, i) => parts[i] === part)
      const drawn = (sum(own) + PRIOR_NOTES * all) / (own.length + PRIOR_NOTES)
      return [part, Math.max(-bound, Math.min(bound, drawn))]
    })
    return Object.fromEntries(entries) as Record<Part, number>
  }
  return {
    lateSeconds: ofParts(late, MOST_LATE_SECONDS),
    velocity: ofParts(velocities, 127),
    velocitySlope: slope(pitches, velocities),
    middlePitch: mean(pitches),
    legato: legatoOf(notes),
  }
}

/** What is off, without what all notes around are off: a player who drifts is not late. */
function drifting(late: readonly number[]): number[] {
  const AROUND = 4
  return late.map((own, i) => {
    const near = late.slice(Math.max(0, i - AROUND), i + AROUND + 1)
    return own - mean(near)
  })
}

function legatoOf(notes: readonly PlayedNote[]): number {
  const shares: number[] = []
  for (let i = 0; i + 1 < notes.length; i++) {
    const apart = notes[i + 1]!.startSeconds - notes[i]!.startSeconds
    if (apart > 0.05) shares.push(Math.min(1.2, notes[i]!.lengthSeconds / apart))
  }
  shares.sort((a, b) => a - b)
  return shares[shares.length >> 1] ?? 1
}

function slope(xs: readonly number[], ys: readonly number[]): number {
  const [x0, y0] = [mean(xs), mean(ys)]
  let [both, square] = [0, 0]
  for (const [i, x] of xs.entries()) {
    both += (x - x0) * (ys[i]! - y0)
    square += (x - x0) ** 2
  }
  // A few notes over a few semitones say nothing.
  return Math.max(-MOST_SLOPE, Math.min(MOST_SLOPE, both / (square + 100)))
}

const sum = (values: readonly number[]): number => values.reduce((so, each) => so + each, 0)
const mean = (values: readonly number[]): number => sum(values) / Math.max(1, values.length)
