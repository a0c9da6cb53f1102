/** What a score says beyond its notes, and a project has no place for: told by name, once each. */
import type { DirectionEntry, NoteEntry, Score } from "musicxml-io"
import type { LeftOut } from "./read-notes.ts"

const NOTATIONS: Readonly<Record<string, string>> = {
  articulation: "articulations",
  ornament: "ornaments",
  technical: "playing instructions",
  slur: "slurs",
  fermata: "fermatas",
  arpeggiate: "arpeggios",
  "non-arpeggiate": "arpeggios",
  glissando: "glissandi",
  slide: "glissandi",
}
const DIRECTIONS: Readonly<Record<string, string>> = {
  wedge: "hairpins",
  words: "words",
  pedal: "pedal marks",
  "octave-shift": "octave lines",
  image: "images",
}

/** @returns sentences without their full stop */
export function notKept(score: Score, { graceNotes, tooFar }: LeftOut): string[] {
  const found = new Set<string>()
  for (const { measures } of score.parts)
    for (const { entries } of measures)
      for (const entry of entries) {
        if (entry.type === "note") addOfNote(found, entry)
        else if (entry.type === "direction") addOfDirection(found, entry)
        else if (entry.type === "figured-bass") found.add("figured bass")
      }
  return [
    ...(found.size > 0 ? [`not kept: ${[...found].sort().join(", ")}`] : []),
    ...(graceNotes > 0 ? [`grace notes that are left out: ${graceNotes}`] : []),
    ...(tooFar > 0 ? [`notes beyond MIDI's pitches that are left out: ${tooFar}`] : []),
  ]
}

function addOfNote(found: Set<string>, { lyrics, notations, cue, pitch }: NoteEntry): void {
  if ((lyrics?.length ?? 0) > 0) found.add("lyrics")
  if (cue === true) found.add("cue notes")
  if (pitch?.alter !== undefined && !Number.isInteger(pitch.alter)) found.add("quarter tones")
  for (const { type } of notations ?? []) if (NOTATIONS[type]) found.add(NOTATIONS[type])
}

function addOfDirection(found: Set<string>, { directionTypes }: DirectionEntry): void {
  for (const { kind } of directionTypes) if (DIRECTIONS[kind]) found.add(DIRECTIONS[kind])
}
