/** Notes that sound together as chords, and chords as voices in which nothing overlaps. */
import type { MeterMap } from "#shared/music/index.ts"
import type { HeardNote } from "./heard-notes.ts"
import { areTold } from "./tuplets.ts"

export interface WrittenChord {
  readonly startTicks: number
  readonly endTicks: number
  /** From low to high, all from start to end. */
  readonly notes: readonly HeardNote[]
}

/** By time. */
export type Voice = readonly WrittenChord[]

/**
 * Of chords that begin together the higher ones go to the upper of the free voices. Where too few are free, those take them
 * that are nearest in pitch, and the others begin new ones. Five against four are two voices.
 */
export function voicesOf(notes: readonly HeardNote[], { barAt }: MeterMap): Voice[] {
  const voices: WrittenChord[][] = []
  const chords = chordsOf(notes)
  for (let at = 0; at < chords.length;) {
    const { startTicks } = chords[at]!
    let next = at
    while (chords[next]?.startTicks === startTicks) next++
    const together = chords.slice(at, next)
    at = next
    const bar = barAt(startTicks)
    const isFree = ({ endTicks }: WrittenChord): boolean =>
      endTicks <= bar.startTicks ||
      (endTicks <= startTicks && areTold(endTicks - bar.startTicks, startTicks - bar.startTicks))
    const free = voices.filter((voice) => isFree(voice.at(-1)!))
    const homeless = free.length < together.length ? nearestFirst(together, free) : together
    for (const [i, chord] of homeless.entries()) {
      if (free[i]) free[i].push(chord)
      else voices.push([chord])
    }
  }
  return voices
}

/** The chords that the free voices take, in the order of these; then the others. */
function nearestFirst(together: readonly WrittenChord[], free: readonly Voice[]): WrittenChord[] {
  const left = [...together]
  const taken = free.map((voice) => {
    const away = (chord: WrittenChord): number => Math.abs(topOf(chord) - topOf(voice.at(-1)!))
    const nearest = left.reduce((a, b) => (away(b) < away(a) ? b : a))
    left.splice(left.indexOf(nearest), 1)
    return nearest
  })
  return [...taken, ...left]
}

const topOf = ({ notes }: WrittenChord): number => notes.at(-1)!.pitch

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
    .sort((a, b) => a.startTicks - b.startTicks || topOf(b) - topOf(a))
}
