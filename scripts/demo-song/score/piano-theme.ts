/** Solo piano in three-four: the opening melody of Gymnopedie No. 1 (Erik Satie, 1888) over its two rocking chords. */
import { playLine } from "../notation.ts"
import type { SectionScore } from "../song.ts"

const MELODY = `
  -:3 | -:3 | -:1 F#5:1 A5:1 | G5:1 F#5:1 C#5:1 | B4:1 C#5:1 D5:1
  A4:3 | F#4:3 | C#5:3 | F#5:3 | E4:3`

const CHORDS = `
  -:1 B3+D4+F#4:2 | -:1 A3+C#4+F#4:2 | -:1 B3+D4+F#4:2 | -:1 A3+C#4+F#4:2 | -:1 B3+D4+F#4:2
  -:1 A3+C#4+F#4:2 | -:1 B3+D4:2 | -:1 A3+C#4+F#4:2 | -:1 B3+D4+G4:2 | -:1 G3+B3+D4:2`

const BASS = "G2:3 | D2:3 | G2:3 | D2:3 | G2:3 | D2:3 | G2:3 | D2:3 | E2:3 | A2:3"

export function pianoTheme(start: number): SectionScore {
  const hands = { part: "piano", startBeat: start } as const
  return {
    notes: [
      ...playLine(MELODY, { ...hands, velocity: 72, endVelocity: 80, legato: 1.02 }),
      ...playLine(CHORDS, { ...hands, velocity: 44, endVelocity: 52 }),
      ...playLine(BASS, { ...hands, velocity: 58, endVelocity: 64, legato: 0.99 }),
    ],
    hits: [],
  }
}
