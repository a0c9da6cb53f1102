/** Pieces that go round as projects that do. */
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import type { Project } from "#shared/project/index.ts"
import { partsOf, pieceProject } from "#shared/training/index.ts"
import type { HeardLoop } from "./piece-player.svelte.ts"

export function looped({ piece, beats }: HeardLoop): Project {
  const lengthTicks = beats * TICKS_PER_QUARTER
  return { ...pieceProject(piece, beats), loop: { isOn: true, startTicks: 0, lengthTicks } }
}

/** May one become the other while it plays? Of one instrument, length and tempo; from silence nothing can go on. */
export function canTakeOver(now: HeardLoop, next: HeardLoop): boolean {
  const programs = ({ piece }: HeardLoop): string =>
    partsOf(piece)
      .map(({ program }) => program)
      .join()
  const bpm = ({ piece }: HeardLoop): number | undefined => piece.tempos[0]?.bpm
  const isSilent = next.piece.notes.length === 0
  return (
    now.beats === next.beats &&
    bpm(now) === bpm(next) &&
    now.piece.notes.length > 0 &&
    (isSilent || programs(now) === programs(next))
  )
}

/** The same tracks and devices with other notes: what sounds is not built anew. */
export const withNotesOf = (project: Project, next: HeardLoop): Project => ({
  ...project,
  clips: looped(next).clips,
})

/** The same notes at another tempo. @param bpm quarters a minute */
export const retimed = (heard: HeardLoop, bpm: number): HeardLoop => ({
  ...heard,
  piece: { ...heard.piece, tempos: [{ startBeats: 0, bpm }] },
})
