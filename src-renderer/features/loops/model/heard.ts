/** Loops one after the other as a piece that can be played and placed. */
import type { HeardPiece, Loop } from "#shared/contract/index.ts"
import { loopBeats, notesOfLoop } from "#shared/loops/index.ts"

interface Sounding {
  readonly bpm: number
  /** General MIDI's; 128 is a kit. */
  readonly program: number
}

export function pieceOfLoops(loops: readonly Loop[], { bpm, program }: Sounding): HeardPiece {
  let startBeats = 0
  const notes = loops.flatMap((loop) => {
    const own = notesOfLoop(loop, startBeats).map((note) => ({ ...note, program }))
    startBeats += loopBeats(loop)
    return own
  })
  return {
    notes,
    tempos: [{ startBeats: 0, bpm }],
    meters: [{ startBeats: 0, numerator: 4, denominator: 4 }],
  }
}

export const beatsOfLoops = (loops: readonly Loop[]): number =>
  loops.reduce((beats, loop) => beats + loopBeats(loop), 0)
