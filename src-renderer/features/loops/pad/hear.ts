/** What is heard of the pad. */
import type { Loop } from "#shared/contract/index.ts"
import type { LoopsState } from "../loops-state.svelte.ts"
import type { Dot } from "../own/own-map.svelte.ts"
import { beatsOfLoops, pieceOfLoops } from "../model/heard.ts"

let plays = 0
/** While a figure is drawn up or down the tempo changes with every frame: it is heard where the hand rests. */
const REST_MS = 120

function sound(loops: LoopsState, id: string, heard: readonly Loop[]): void {
  const { bpm, program } = loops.sounding()
  // What sounds anew under an old name is something else to the player.
  const own = `${id}#${(plays += 1)}`
  const piece = pieceOfLoops(heard, { bpm, program })
  loops.player.loop({ id: own, piece, beats: beatsOfLoops(heard) })
}

/** Is this what sounds? "cell", "path" or "own", with or without a number. */
export const sounds = ({ playingId }: LoopsState, id: string): boolean =>
  playingId !== null && (playingId.startsWith(`${id}#`) || playingId.startsWith(`${id}-`))

/** The chosen cell, or silence where it sounds already. */
export function toggleCell(loops: LoopsState): void {
  if (sounds(loops, "cell")) loops.player.stop()
  else playCell(loops)
}

export function playCell(loops: LoopsState): void {
  if (loops.shown) sound(loops, `cell-${loops.at}`, [loops.shown.loop])
}

/** Where a cell sounds, what is chosen now takes over. */
export function listen(loops: LoopsState): void {
  if (sounds(loops, "cell")) playCell(loops)
}

export function togglePath(loops: LoopsState): void {
  if (sounds(loops, "path")) loops.player.stop()
  else
    sound(
      loops,
      "path",
      loops.path.map(({ cell }) => cell.loop),
    )
}

export function playOwn(loops: LoopsState, dot: Dot, at: number): void {
  sound(loops, `own-${at}`, [dot.loop])
}

/** What sounds follows the song's tempo: return it from an `$effect`. */
export function followTempo(loops: LoopsState): (() => void) | undefined {
  const { bpm } = loops.sounding()
  if (!["cell", "path", "own"].some((kind) => sounds(loops, kind))) return undefined
  const timer = setTimeout(() => loops.player.retime(bpm), REST_MS)
  return () => clearTimeout(timer)
}
