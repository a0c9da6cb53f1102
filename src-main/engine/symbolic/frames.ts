/** Four voices on sixteenths as notes: a pitch that stays is one note, since the grid does not tell a note struck again. */
import { TICKS_PER_WHOLE } from "#shared/music/index.ts"
import { compareNotes, type Piece, type PieceNote } from "./piece.ts"
import { type Frame, VOICES } from "./tokens/satb.ts"

const FRAME_TICKS = TICKS_PER_WHOLE / 16
/** A choir. */
const PROGRAM = 52
const VELOCITY = 88

/** @param frames of `satbDecode`, in 4/4 at 88 beats a minute */
export function framesToPiece(frames: readonly Frame[]): Piece {
  const notes = Array.from({ length: VOICES }, (_, voice) => notesOfVoice(frames, voice)).flat()
  return {
    notes: notes.sort(compareNotes),
    meters: [{ startTicks: 0, numerator: 4, denominator: 4 }],
    tempos: [{ startTicks: 0, bpm: 88 }],
  }
}

function notesOfVoice(frames: readonly Frame[], voice: number): PieceNote[] {
  const notes: PieceNote[] = []
  for (const [at, frame] of frames.entries()) {
    const pitch = frame[voice]!
    const last = notes.at(-1)
    if (pitch < 0) continue
    if (last?.pitch === pitch && frames[at - 1]?.[voice] === pitch) last.lengthTicks += FRAME_TICKS
    else
      notes.push({
        ...{ startTicks: at * FRAME_TICKS, lengthTicks: FRAME_TICKS },
        ...{ pitch, velocity: VELOCITY, program: PROGRAM },
      })
  }
  return notes
}
