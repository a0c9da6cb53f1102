/** Bowed strings alone: after "Shenandoah" (traditional, 19th century), first the cello, then violins an octave above. */
import { playLine } from "../notation.ts"
import type { SectionScore } from "../song.ts"

const CELLO_MELODY = `
  -:3 A3:1 | D4:.5 D4:.5 D4:1 E4:.5 F#4:.5 G4:1 | B4:1 A4:2 D5:.5 C#5:.5
  B4:1 A4:1 B4:.5 A4:.5 F#4:1 | A4:3`
const VIOLIN_MELODY = `
  A4:1 | B4:.5 B4:.5 B4:1.5 F#4:.5 A4:.5 F#4:.5 | E4:1 D4:2 D4:.5 E4:.5
  F#4:1.5 D4:.5 E4:.5 F#4:.5 B4:1 | A4:3 D4:.5 E4:.5 | F#4:1 D4:.5 E4:.5 D4:2`

const INNER = `
  A3+D4+F#4:4 | A3+D4+F#4:4 | B3+D4+G4:2 A3+D4+F#4:2 | B3+D4+F#4:2 A3+C#4+F#4:2 | A3+D4+F#4:2 A3+C#4+E4:2
  B3+D4+G4:2 A3+D4+F#4:2 | A3+C#4+E4:1 B3+D4+F#4:3 | A3+D4+F#4:3 B3+D4+G4:1 | A3+D4+F#4:2 A3+C#4+E4:2
  A3+D4+F#4:1 G3+C#4+E4:1 A3+D4+F#4:2`
const LOW = `
  D2:4 | D2:4 | G2:2 F#2:2 | B1:2 F#2:2 | D2:2 A1:2
  G2:2 D2:2 | A1:1 B1:3 | D2:3 G1:1 | A1:2 A1:2 | A1:1 A1:1 D2:2`
const CELLO_COUNTER = `
  G3:2 F#3:2 | E3:1 F#3:3 | A3:3 G3:1 | F#3:2 E3:2 | A2:2 D3:2`

export function bowed(start: number): SectionScore {
  const half = start + 19
  return {
    notes: [
      ...playLine(CELLO_MELODY, {
        ...{ part: "cello", startBeat: start, velocity: 84 },
        ...{ endVelocity: 96, legato: 1.03 },
      }),
      ...playLine(VIOLIN_MELODY, {
        ...{ part: "violin", startBeat: half, velocity: 80 },
        ...{ endVelocity: 96, transpose: 12, legato: 1.03 },
      }),
      ...playLine(VIOLIN_MELODY, {
        ...{ part: "strings", startBeat: half, velocity: 74 },
        ...{ endVelocity: 90, transpose: 12, legato: 1.03 },
      }),
      ...playLine(CELLO_COUNTER, {
        part: "cello",
        startBeat: half + 1,
        velocity: 76,
        legato: 1.02,
      }),
      ...playLine(INNER, {
        ...{ part: "strings", startBeat: start, velocity: 52 },
        ...{ endVelocity: 78, legato: 1.02 },
      }),
      ...playLine(LOW, {
        part: "contrabass",
        startBeat: start,
        velocity: 62,
        endVelocity: 80,
        legato: 1,
      }),
    ],
    hits: [],
  }
}
