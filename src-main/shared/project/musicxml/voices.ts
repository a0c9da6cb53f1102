/** Notes that sound together as chords, and chords as voices in which nothing overlaps. */
import type { HeardNote } from "./heard-notes.ts"

export interface WrittenChord {
  readonly startTicks: number
  readonly endTicks: number
  /** From low to high, all from start to end. */
  readonly notes: readonly HeardNote[]
}

/** By time. */
export type Voice = readonly WrittenChord[]

/**
 * Each chord goes to the first voice that is free; of chords that begin together the higher one goes first, so that the
 * upper voice comes out on top.
 */
export function voicesOf(notes: readonly HeardNote[]): Voice[] {
  const voices: WrittenChord[][] = []
  for (const chord of chordsOf(notes)) {
    const free = voices.find((voice) => voice.at(-1)!.endTicks <= chord.startTicks)
    if (free) free.push(chord)
    else voices.push([chord])
  }
  return voices
}

/** Chords of a voice that sound in [fromTicks, toTicks). */
export function chordsBetween(voice: Voice, fromTicks: number, toTicks: number): WrittenChord[] {
  let low = 0
  let high = voice.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (voice[middle]!.endTicks <= fromTicks) low = middle + 1
    else high = middle
  }
  let end = low
  while (end < voice.length && voice[end]!.startTicks < toTicks) end++
  return voice.slice(low, end)
}

function chordsOf(notes: readonly HeardNote[]): WrittenChord[] {
  const chords = new Map<string, HeardNote[]>()
  for (const note of notes) {
    const key = `${note.startTicks}:${note.endTicks}`
    const chord = chords.get(key)
    if (chord) chord.push(note)
    else chords.set(key, [note])
  }
  return [...chords.values()]
    .map((together) => {
      const sorted = together.toSorted((a, b) => a.pitch - b.pitch || a.velocity - b.velocity)
      const { startTicks, endTicks } = sorted[0]!
      return { startTicks, endTicks, notes: sorted }
    })
    .sort((a, b) => a.startTicks - b.startTicks || b.notes.at(-1)!.pitch - a.notes.at(-1)!.pitch)
}
