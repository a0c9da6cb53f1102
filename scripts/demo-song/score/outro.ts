/** The ferry is away: the piano remembers the theme once, over the sea and the needle. */
import { playLine } from "../notation.ts"
import type { SectionScore } from "../song.ts"
import { needleNoise } from "./harbour.ts"

const MELODY = "-:1 F#5:1 A5:1 G5:1 | F#5:1 C#5:1 B4:.5 C#5:.5 D5:1 | A4:4 | F#4:4"
const CHORDS = "-:1 B3+D4+F#4:3 | -:1 A3+C#4+F#4:3 | -:1 B3+D4+F#4:3 | A2+D3:4"
const BASS = "G2:4 | D2:4 | G2:4 | D2:4"

export function outro(start: number): SectionScore {
  const hands = { part: "piano", startBeat: start } as const
  return {
    notes: [
      ...playLine(MELODY, { ...hands, velocity: 70, endVelocity: 46, legato: 1 }),
      ...playLine(CHORDS, { ...hands, velocity: 46, endVelocity: 38, legato: 1 }),
      ...playLine(BASS, { ...hands, velocity: 58, endVelocity: 44, legato: 1 }),
      ...playLine("D2+A2:3", { part: "foghorn", startBeat: start + 9, velocity: 46 }),
    ],
    hits: [
      ...needleNoise(start, 2).slice(0, 2),
      { sample: "drum_splash_soft", startBeat: start, gainDb: -8, pan: -0.4, send: 0.3 },
      {
        sample: "perc_bell",
        startBeat: start + 7.5,
        gainDb: -20,
        pan: -0.5,
        speed: 0.8,
        send: 0.6,
      },
    ],
  }
}
