/** Everybody on deck: verse and chorus of "Drunken Sailor" (traditional, printed before 1850) in D dorian. */
import { playLine, playPattern } from "../notation.ts"
import type { ScoreHit, ScoreNote, SectionScore } from "../song.ts"

const VERSE = `
  A4:.5 A4:.25 A4:.25 A4:.5 A4:.25 A4:.25 A4:.5 D4:.5 F4:.5 A4:.5
  G4:.5 G4:.25 G4:.25 G4:.5 G4:.25 G4:.25 G4:.5 C4:.5 E4:.5 G4:.5
  A4:.5 A4:.25 A4:.25 A4:.5 A4:.25 A4:.25 A4:.5 B4:.5 C5:.5 D5:.5
  C5:.5 A4:.5 G4:.5 E4:.5 D4:1 D4:1`
const CHORUS = `
  A4:1 A4:.75 A4:.25 A4:.5 D4:.5 F4:.5 A4:.5 | G4:1 G4:.75 G4:.25 G4:.5 C4:.5 E4:.5 G4:.5
  A4:1 A4:.75 A4:.25 A4:.5 B4:.5 C5:.5 D5:.5 | C5:.5 A4:.5 G4:.5 E4:.5 D4:1 D4:1`

const STRUM_D =
  "-:.5 A3+D4+F4:.5 -:.25 A3+D4+F4:.25 A3+D4+F4:.5 -:.5 A3+D4+F4:.5 -:.25 A3+D4+F4:.25 D4+F4+A4:.5"
const STRUM_C =
  "-:.5 G3+C4+E4:.5 -:.25 G3+C4+E4:.25 G3+C4+E4:.5 -:.5 G3+C4+E4:.5 -:.25 G3+C4+E4:.25 C4+E4+G4:.5"
const STRUM_CD = "-:.5 G3+C4+E4:.5 -:.25 G3+C4+E4:.25 G3+C4+E4:.5 A3+D4+F4:1 A3+D4+F4:1"
const GUITAR = `${STRUM_D} ${STRUM_C} ${STRUM_D} ${STRUM_CD}`

const BASS = `
  D2:.75 D2:.25 A1:1 D2:.5 D2:.5 A1:.5 B1:.5 | C2:.75 C2:.25 G1:1 C2:.5 C2:.5 G1:.5 C2:.5
  D2:.75 D2:.25 A1:1 D2:.5 A1:.5 C2:.5 D2:.5 | C2:.5 C2:.5 G1:.5 A1:.5 D2:1 D2:1`
const BRASS =
  "D4+A4+D5:.5 -:3.5 | C4+G4+C5:.5 -:3.5 | D4+A4+D5:.5 -:2.5 E4+G4+C5:.5 F4+A4+D5:.5 | -:2 D4+A4+D5:.5 -:.5 D4+F4+A4+D5:1"

export function band(start: number): SectionScore {
  return { notes: [...rhythmNotes(start), ...tuneNotes(start)], hits: drums(start) }
}

function tuneNotes(start: number): ScoreNote[] {
  const chorus = start + 16
  return [
    ...playLine(VERSE, { part: "accordion", startBeat: start, velocity: 94, legato: 0.88 }),
    ...playLine(VERSE, {
      part: "violin",
      startBeat: start,
      velocity: 84,
      transpose: 12,
      legato: 0.9,
    }),
    ...playLine(CHORUS, { part: "accordion", startBeat: chorus, velocity: 102, legato: 0.9 }),
    ...playLine(CHORUS, {
      part: "violin",
      startBeat: chorus,
      velocity: 98,
      transpose: 12,
      legato: 0.92,
    }),
    ...playLine(CHORUS, {
      part: "piano",
      startBeat: chorus,
      velocity: 92,
      transpose: 12,
      legato: 0.9,
    }),
    ...playLine(BRASS, { part: "brass", startBeat: chorus, velocity: 104, legato: 0.95 }),
  ]
}

function rhythmNotes(start: number): ScoreNote[] {
  return [0, 16].flatMap((offset) => [
    ...playLine(GUITAR, { part: "guitar", startBeat: start + offset, velocity: 78, legato: 0.8 }),
    ...playLine(BASS, { part: "bass", startBeat: start + offset, velocity: 98, legato: 0.85 }),
  ])
}

function drums(start: number): ScoreHit[] {
  const kick = "X.....x.X..x....|X.....x.X..x..x.|X.....x.X..x....|X.....x.X.x.X.x."
  const snare = "....X.......X...|....X..o....X..o|....X.......X..o|....X...XoXoX.Xx"
  const hat = "X.x.X.x.X.x.X.x.|X.x.X.x.X.x.X.x.|X.x.X.x.X.x.X.x.|X.x.X.x.X......."
  const toms = "................|................|................|..........x.x..."
  return [0, 16].flatMap((offset) => {
    const startBeat = start + offset
    return [
      ...playPattern(kick, { startBeat, sample: "drum_bass_hard", gainDb: -4 }),
      ...playPattern(snare, {
        startBeat,
        sample: "drum_snare_hard",
        gainDb: -7,
        pan: 0.05,
        send: 0.14,
      }),
      ...playPattern(hat, {
        startBeat,
        sample: "drum_cymbal_pedal",
        gainDb: -13,
        pan: 0.32,
        send: 0.05,
      }),
      ...playPattern(toms, {
        startBeat,
        sample: "drum_tom_lo_hard",
        gainDb: -6,
        pan: -0.3,
        send: 0.15,
      }),
      { sample: "drum_splash_hard" as const, startBeat, gainDb: -9, pan: -0.4, send: 0.2 },
    ]
  })
}
