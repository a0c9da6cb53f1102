/** The breakdown: bells and glass turn D major to D minor; a roll and a rewind lead into the band. */
import { playLine } from "../notation.ts"
import type { ScoreHit, SectionScore } from "../song.ts"

const CELESTA = `
  F#5:.5 A5:.5 D6:.5 A5:.5 F#6:.5 D6:.5 A5:.5 D6:.5 | F5:.5 Bb5:.5 D6:.5 Bb5:.5 F6:.5 D6:.5 Bb5:.5 D6:.5
  G5:.5 Bb5:.5 D6:.5 Bb5:.5 G6:.5 D6:.5 Bb5:.5 D6:.5 | G5:.5 A5:.5 C#6:.5 E6:.5 G6:.5 E6:.5 C#6:.5 A5:.5`
const GLOCKENSPIEL = "A6:3 -:1 | -:2 D7:2 | Bb6:3 A6:1 | G6:2 E6:2"
const TUBULAR_BELL = "D4:4 | Bb3:4 | G3:4 | A3:3 -:1"

export function bells(start: number): SectionScore {
  return {
    notes: [
      ...playLine(CELESTA, { part: "celesta", startBeat: start, velocity: 70, endVelocity: 96 }),
      ...playLine(GLOCKENSPIEL, {
        part: "glockenspiel",
        startBeat: start,
        velocity: 66,
        legato: 1.2,
      }),
      ...playLine(TUBULAR_BELL, { part: "tubularBell", startBeat: start, velocity: 84 }),
    ],
    hits: [...glass(start), ...leadIn(start)],
  }
}

function glass(start: number): ScoreHit[] {
  return [
    { sample: "elec_chime", startBeat: start, gainDb: -20, pan: 0.5, send: 0.6 },
    { sample: "elec_chime", startBeat: start + 6, gainDb: -23, pan: -0.5, speed: 1.5, send: 0.6 },
    {
      sample: "ambi_glass_rub",
      startBeat: start + 3,
      gainDb: -22,
      pan: -0.3,
      send: 0.5,
      fadeInSeconds: 0.8,
    },
    { sample: "elec_triangle", startBeat: start + 8, gainDb: -16, pan: 0.6, send: 0.6 },
    { sample: "elec_triangle", startBeat: start + 12, gainDb: -14, pan: 0.6, send: 0.6 },
  ]
}

function leadIn(start: number): ScoreHit[] {
  return [
    {
      ...{ sample: "drum_roll", startBeat: start + 10, gainDb: -17, pan: -0.1, send: 0.2 },
      ...{ fadeInSeconds: 3, fadeOutSeconds: 0.08, durationSeconds: 4.05 },
    },
    {
      sample: "vinyl_rewind",
      startBeat: start + 12,
      gainDb: -12,
      pan: 0.1,
      send: 0.15,
      fadeInSeconds: 0.4,
    },
  ]
}
