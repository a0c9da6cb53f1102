/** Walking over the pad, and what is heard of it. */
import type { Loop } from "#shared/contract/index.ts"
import type { LoopsState } from "../loops-state.svelte.ts"
import type { Dot } from "../own/own-map.svelte.ts"
import { beatsOfLoops, pieceOfLoops } from "../model/heard.ts"
import { moved, wayTo, type Place } from "../model/palette.ts"

let plays = 0

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

/** Chooses a cell; while the path is drawn it goes there. */
export function goTo(loops: LoopsState, at: number): void {
  if (loops.isDrawing) extend(loops, at)
  if (at === loops.at && !loops.adjusted) return
  loops.at = at
  loops.forgetChanges()
  listen(loops)
}

export const step = (loops: LoopsState, by: Place): void =>
  goTo(loops, moved(loops.grid, loops.at, by))

const MOST_STEPS = 64

/** The path goes on to a cell, over those between. */
export function extend(loops: LoopsState, at: number): void {
  const last = loops.path.at(-1)?.at ?? null
  const way = last === null ? [at] : wayTo(loops.grid, last, at)
  const kept = last === null ? [] : loops.path
  const steps = way.flatMap((each) => {
    const cell = loops.cells[each]
    return cell ? { cell, at: each } : []
  })
  loops.path = [...kept, ...steps].slice(0, MOST_STEPS)
}

/** A new path begins where the pointer was pressed. */
export function beginPath(loops: LoopsState, at: number): void {
  loops.path = []
  loops.at = at
  extend(loops, at)
  listen(loops)
}

export function turnDrawing(loops: LoopsState): void {
  loops.isDrawing = !loops.isDrawing
  if (loops.isDrawing && loops.path.length === 0 && loops.cells.length > 0) extend(loops, loops.at)
}

export function mark(loops: LoopsState, at: number): void {
  loops.marked = loops.marked.includes(at)
    ? loops.marked.filter((other) => other !== at)
    : [...loops.marked, at].slice(-2)
}
