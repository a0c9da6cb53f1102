/** Walking over the pad, and the path that is drawn on the way. */
import type { LoopsState } from "../loops-state.svelte.ts"
import { moved, wayTo, type Place } from "../model/palette.ts"
import { listen } from "./hear.ts"
import { stepNow } from "./pad-steps.ts"

/** Chooses a cell; while the path is drawn it goes there. */
export function goTo(loops: LoopsState, at: number): void {
  if (loops.isDrawing) extend(loops, at)
  if (at === loops.at && !loops.adjusted) return
  loops.at = at
  loops.forgetChanges()
  listen(loops)
}

/** By the keys; what the path gains is one step. */
export const step = (loops: LoopsState, by: Place): void =>
  stepNow(loops, DRAWN, () => goTo(loops, moved(loops.grid, loops.at, by)))

export const DRAWN = "Draw the path"

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
  if (loops.isDrawing && loops.path.length === 0 && loops.cells.length > 0)
    stepNow(loops, DRAWN, () => extend(loops, loops.at))
}

export const forgetPath = (loops: LoopsState): void =>
  stepNow(loops, "Forget the path", () => loops.forgetPath())

export function mark(loops: LoopsState, at: number): void {
  loops.marked = loops.marked.includes(at)
    ? loops.marked.filter((other) => other !== at)
    : [...loops.marked, at].slice(-2)
}
