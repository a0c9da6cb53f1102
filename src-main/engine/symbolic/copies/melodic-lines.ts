/**
 * What ears follow in a piece, as steps: for every instrument its upper line and its lower one. A step is an interval and how the
 * time to the next note compares with the time from the last, so that a line in another key, or twice as slow, has the same steps.
 */
import { DRUMS, type Piece, type PieceNote } from "../piece.ts"
import { outerLine } from "../outer-line.ts"
import { quantise } from "../tokens/quantise.ts"

const RATIOS = 256
/** Twelve to an octave of tempo: 3:2 and 4:3 are apart, what a grid rounds is not. */
const RATIO_STEPS = 12
const NO_RATIO = 0

/** The part of a step that says the interval; the rest says the ratio. */
export const intervalOf = (step: number): number => Math.floor(step / RATIOS)

interface Onset {
  startTicks: number
  /** A pitch; of drums all that are struck together, as one number. */
  value: number
}

/**
 * Drums have no intervals: there a step is what is struck together.
 * @returns for every line its steps, one fewer than its notes; where both lines of an instrument are the same, one
 */
export function melodicLines(piece: Piece): Int32Array[] {
  const ofProgram = Map.groupBy(quantise(piece).notes, ({ program }) => program)
  return [...ofProgram].flatMap(([program, notes]) => {
    if (program === DRUMS) return [stepsOf(struckTogether(notes), (_, next) => next)]
    const [upper, lower] = [stepsOfLine(outerLine(notes, 1)), stepsOfLine(outerLine(notes, -1))]
    return upper.join() === lower.join() ? [upper] : [upper, lower]
  })
}

export const stepsOfLine = (line: readonly Pick<PieceNote, "startTicks" | "pitch">[]): Int32Array =>
  stepsOf(
    line.map(({ startTicks, pitch }) => ({ startTicks, value: pitch })),
    (last, next) => next - last,
  )

/** As a step has it. */
export const intervalBetween = (last: number, next: number): number => next - last + RATIOS

/** Pitches 0..127 together as one of 256 numbers. */
function struckTogether(notes: readonly PieceNote[]): Onset[] {
  const at = new Map<number, number>()
  for (const { startTicks, pitch } of notes)
    at.set(startTicks, Math.imul((at.get(startTicks) ?? 0) ^ (pitch + 1), 0x01000193) >>> 0)
  return [...at].map(([startTicks, hash]) => ({ startTicks, value: (hash ^ (hash >>> 13)) & 255 }))
}

function stepsOf(
  line: readonly Onset[],
  between: (last: number, next: number) => number,
): Int32Array {
  const steps = new Int32Array(Math.max(0, line.length - 1))
  for (let at = 0; at < steps.length; at++) {
    const [last, next, after] = [line[at]!, line[at + 1]!, line[at + 2]]
    const interval = between(last.value, next.value) + RATIOS
    const ratio = after
      ? ratioOf(after.startTicks - next.startTicks, next.startTicks - last.startTicks)
      : NO_RATIO
    steps[at] = interval * RATIOS + ratio
  }
  return steps
}

/** 1 .. RATIOS - 1, the middle where both last as long. */
function ratioOf(one: number, other: number): number {
  const steps = Math.round(Math.log2(one / other) * RATIO_STEPS)
  return RATIOS / 2 + Math.max(1 - RATIOS / 2, Math.min(RATIOS / 2 - 1, steps))
}
