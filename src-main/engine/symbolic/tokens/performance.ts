/**
 * A performance as it was played (Oore et al. 2018, "This time with feeling"): key down, key up, time passing in steps of 10 ms,
 * and how hard. Bars mean nothing here; a duet needs none.
 */
import { nearestIndex } from "./nearest-index.ts"
import { range, Vocabulary, wordsOf } from "./vocabulary.ts"

export interface PerformedNote {
  startSeconds: number
  durationSeconds: number
  /** 0..127 */
  pitch: number
  /** 1..127 */
  velocity: number
}

export const STEP_SECONDS = 0.01
/** More than a second is told in several words. */
const MOST_STEPS = 100
/** Centres of 32 bins. */
const VELOCITIES = range(0, 31).map((bin) => 2 + 4 * bin)

export const performanceVocabulary = new Vocabulary([
  ...["PAD_None", "BOS_None", "EOS_None"],
  ...wordsOf("NoteOn", range(0, 127)),
  ...wordsOf("NoteOff", range(0, 127)),
  ...wordsOf("TimeShift", range(1, MOST_STEPS)),
  ...wordsOf("Velocity", VELOCITIES),
])

interface Keystroke {
  from: number
  to: number
  pitch: number
  velocity: number
}

/** Steps of 10 ms, at least one each; a key that is struck again while it is down comes up first. In the order of time and pitch. */
export function quantisePerformance(notes: readonly PerformedNote[]): PerformedNote[] {
  return keystrokes(notes).map(({ from, to, pitch, velocity }) => ({
    ...{ startSeconds: from * STEP_SECONDS, durationSeconds: (to - from) * STEP_SECONDS },
    ...{ pitch, velocity },
  }))
}

function keystrokes(notes: readonly PerformedNote[]): Keystroke[] {
  const all = notes
    .map(({ startSeconds, durationSeconds, pitch, velocity }) => {
      const from = Math.max(0, Math.round(startSeconds / STEP_SECONDS))
      const to = Math.round((startSeconds + durationSeconds) / STEP_SECONDS)
      const heard = VELOCITIES[nearestIndex(VELOCITIES, velocity)]!
      return { from, to: Math.max(from + 1, to), pitch, velocity: heard }
    })
    .sort((a, b) => a.from - b.from || a.pitch - b.pitch || a.to - b.to)
  const lastOf = new Map<number, Keystroke>()
  const kept: Keystroke[] = []
  for (const stroke of all) {
    const last = lastOf.get(stroke.pitch)
    if (last?.from === stroke.from) {
      last.to = stroke.to
      continue
    }
    if (last) last.to = Math.min(last.to, stroke.from)
    lastOf.set(stroke.pitch, stroke)
    kept.push(stroke)
  }
  return kept
}

/** @returns ids of `performanceVocabulary`, from BOS to EOS */
export function performanceEncode(notes: readonly PerformedNote[]): Uint16Array {
  const strokes = keystrokes(notes)
  const events = [
    ...strokes.map(({ from, pitch, velocity }) => ({ at: from, isOn: true, pitch, velocity })),
    ...strokes.map(({ to, pitch }) => ({ at: to, isOn: false, pitch, velocity: 0 })),
  ].sort((a, b) => a.at - b.at || Number(a.isOn) - Number(b.isOn) || a.pitch - b.pitch)
  const words = ["BOS_None"]
  let [now, loudness] = [0, 0]
  for (const { at, isOn, pitch, velocity } of events) {
    for (; now < at; now += Math.min(MOST_STEPS, at - now))
      words.push(`TimeShift_${Math.min(MOST_STEPS, at - now)}`)
    if (isOn && velocity !== loudness) words.push(`Velocity_${(loudness = velocity)}`)
    words.push(`${isOn ? "NoteOn" : "NoteOff"}_${pitch}`)
  }
  words.push("EOS_None")
  return Uint16Array.from(words, (word) => performanceVocabulary.id(word))
}

/** Reads also what a model made up: keys that never come up do so at the end, and such as were not down are passed over. */
export function performanceDecode(ids: Iterable<number>): PerformedNote[] {
  const down = new Map<number, { from: number; velocity: number }>()
  const notes: PerformedNote[] = []
  let [now, velocity] = [0, 64]
  const release = (pitch: number): void => {
    const key = down.get(pitch)
    if (!key) return
    down.delete(pitch)
    const durationSeconds = Math.max(1, now - key.from) * STEP_SECONDS
    const startSeconds = key.from * STEP_SECONDS
    notes.push({ startSeconds, durationSeconds, pitch, velocity: key.velocity })
  }
  for (const id of ids) {
    const { kind, value } = performanceVocabulary.read(id)
    if (kind === "EOS") break
    if (kind === "TimeShift") now += Number(value)
    else if (kind === "Velocity") velocity = Number(value)
    else if (kind === "NoteOff") release(Number(value))
    else if (kind === "NoteOn") {
      release(Number(value))
      down.set(Number(value), { from: now, velocity })
    }
  }
  for (const pitch of [...down.keys()]) release(pitch)
  return quantisePerformance(notes)
}
