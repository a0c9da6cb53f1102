/** The same theme in four-four over swung drums, fretless bass and electric piano, with a hand on the record. */
import { playLine, playPattern } from "../notation.ts"
import type { ScoreHit, SectionScore } from "../song.ts"

const MELODY = `
  -:2 F#5:1 A5:1 | G5:.75 F#5:.75 C#5:.5 B4:1 C#5:.5 D5:.5 | A4:3 -:1 | F#4:2 -:2
  -:1.5 F#5:.5 A5:1 G5:.5 F#5:.5 | C#5:.75 B4:.75 C#5:.5 D5:1 A4:1 | C#5:1.5 F#5:2.5 | E5:3 -:1`

const CHORDS = `
  -:.5 B3+D4+F#4:1.5 -:.5 B3+D4+F#4:.5 A3+D4+F#4:1 | -:.5 A3+C#4+F#4:1.5 -:.5 A3+C#4+F#4:.5 A3+C#4+E4:1
  -:.5 B3+D4+F#4:1.5 -:.5 B3+D4+F#4:.5 A3+D4+F#4:1 | -:.5 A3+C#4+F#4:1.5 -:.5 A3+C#4+F#4:.5 A3+C#4+E4:1
  -:.5 B3+D4+F#4:1.5 -:.5 B3+D4+F#4:.5 A3+D4+F#4:1 | -:.5 A3+C#4+F#4:1.5 -:.5 A3+C#4+F#4:.5 A3+C#4+E4:1
  -:.5 B3+D4+G4:1.5 -:.5 B3+D4+F#4:.5 B3+D4+G4:1 | -:.5 G3+B3+D4:1.5 -:.5 G3+B3+D4:.5 G3+C#4+E4:1`

const BASS = `
  G1:1.5 G2:.5 D2:1 F#2:.5 G2:.5 | D2:1.5 A1:.5 D2:1 C#2:.5 A1:.5 | G1:1.5 G2:.5 D2:1 F#2:.5 G2:.5
  D2:1.5 A1:.5 D2:1 E2:.5 F#2:.5 | G1:1.5 G2:.5 D2:1 F#2:.5 G2:.5 | D2:1.5 A1:.5 D2:1 C#2:.5 B1:.5
  E2:1.5 E2:.5 B1:1 D2:.5 E2:.5 | A1:1.5 A1:.5 E2:1 G2:.5 A2:.5`

export function groove(start: number): SectionScore {
  return {
    notes: [
      ...playLine(MELODY, { part: "vibraphone", startBeat: start, velocity: 84, endVelocity: 92 }),
      ...playLine(CHORDS, {
        part: "electricPiano",
        startBeat: start,
        velocity: 62,
        endVelocity: 70,
      }),
      ...playLine(BASS, { part: "fretless", startBeat: start, velocity: 88, legato: 0.9 }),
    ],
    hits: [...drums(start), ...recordNoises(start)],
  }
}

function drums(start: number): ScoreHit[] {
  const kick = "X......o..x.....|X......o..x...o.|"
  const snare = "....X.......X..o|....X..o....X...|"
  const hat = "x.ox.oxox.oxx.ox|x.ox.oxox.oxx.o.|"
  const open = "................|..............x.|"
  const swung = { startBeat: start, swingBeats: 0.05 }
  return [
    ...playPattern(kick.repeat(4), { ...swung, sample: "drum_heavy_kick", gainDb: -5 }),
    ...playPattern(snare.repeat(4), {
      ...swung,
      sample: "drum_snare_soft",
      gainDb: -5,
      pan: 0.05,
      send: 0.14,
    }),
    ...playPattern(hat.repeat(4), {
      ...swung,
      sample: "drum_cymbal_closed",
      gainDb: -17,
      pan: 0.3,
      send: 0.04,
    }),
    ...playPattern(open.repeat(4), {
      ...swung,
      sample: "drum_cymbal_open",
      gainDb: -18,
      pan: 0.3,
      durationSeconds: 0.35,
      fadeOutSeconds: 0.1,
    }),
    { sample: "drum_splash_soft", startBeat: start, gainDb: -10, pan: -0.4, send: 0.2 },
  ]
}

function recordNoises(start: number): ScoreHit[] {
  const scratch = { sample: "vinyl_scratch", gainDb: -9, pan: -0.25, send: 0.12 } as const
  return [
    { ...scratch, startBeat: start + 14, speed: 1 },
    { ...scratch, startBeat: start + 14.5, speed: 1.35 },
    { ...scratch, startBeat: start + 15, speed: 0.8 },
    { ...scratch, startBeat: start + 15.5, speed: 1.2 },
    { ...scratch, startBeat: start + 30.5, speed: 1.35 },
    { ...scratch, startBeat: start + 31, speed: 0.9 },
    { sample: "vinyl_backspin", startBeat: start + 31.25, gainDb: -10, pan: 0.2, send: 0.3 },
  ]
}
