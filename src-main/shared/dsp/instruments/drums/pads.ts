/** What each key of a drum sampler plays. Comes from a document, which may hold anything. */

export interface PadPlan {
  /** 0..127 */
  key: number
  /** The kit's sound of this key; -1: a recording. */
  kitKey: number
  /** The graph's number of the recording; -1: a sound of the kit. */
  source: number
  /** Of the recording. */
  startSeconds: number
  endSeconds: number
  /** Linear. */
  gain: number
  /** -1 left to 1 right. */
  pan: number
  semitones: number
  /** Until it is 60 dB lower than it would be; Infinity (or absent): it dies away by itself. */
  decaySeconds?: number
  /** Its sounds end when another of the group begins; 0: none. */
  chokeGroup: number
}

const NUMBERS = [
  ...["key", "kitKey", "source", "startSeconds", "endSeconds", "gain", "pan"],
  ...["semitones", "chokeGroup"],
] as readonly (keyof PadPlan)[]

/** What cannot be a pad is left out. */
export function padsOf(state: unknown): PadPlan[] {
  const { pads } = (state ?? {}) as { pads?: unknown }
  return Array.isArray(pads) ? pads.filter(isPad) : []
}

function isPad(value: unknown): value is PadPlan {
  const pad = value as Partial<Record<keyof PadPlan, unknown>> | null
  if (!NUMBERS.every((name) => Number.isFinite(pad?.[name]))) return false
  const { source, startSeconds, endSeconds } = pad as PadPlan
  return source < 0 || endSeconds > startSeconds
}
