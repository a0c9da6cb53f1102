/** What is done to the pad, step by step, so that it can be undone: each step is the pad before it and after it. */
import type { LoopsState } from "../loops-state.svelte.ts"
import { listen } from "./hear.ts"

const FIELDS = ["size", "corners", "cells", "path", "marked", "isInKey"] as const
/** What the pad is made of; all of it is exchanged, never changed. */
type Picture = Pick<LoopsState, (typeof FIELDS)[number] | "at" | "model">

export function pictureOf(loops: LoopsState): Picture {
  const { size, corners, cells, path, marked, isInKey, at, model } = loops
  return { size, corners, cells, path, marked, isInKey, at, model }
}

/** What was just done, if it changed anything. @param before it */
export function noteStep(loops: LoopsState, label: string, before: Picture): void {
  const after = pictureOf(loops)
  const isSame = (["model", ...FIELDS] as const).every((field) => before[field] === after[field])
  if (isSame) return
  const show = async (picture: Picture): Promise<void> => {
    await loops.busy
    restore(loops, picture)
  }
  loops.history.record({ label, undo: () => show(before), redo: () => show(after) })
}

/** One change after the other, each as one step. */
export function asStep(
  loops: LoopsState,
  label: string,
  change: () => Promise<void>,
): Promise<void> {
  const done = loops.busy.then(async () => {
    const before = pictureOf(loops)
    await change()
    noteStep(loops, label, before)
  })
  loops.busy = done.catch(() => undefined) // its caller hears of it
  return done
}

/** As one step, at once. */
export function stepNow(loops: LoopsState, label: string, change: () => void): void {
  const before = pictureOf(loops)
  change()
  noteStep(loops, label, before)
}

function restore(loops: LoopsState, { model, ...picture }: Picture): void {
  // What was asked for on the way is not wanted any more.
  loops.asked++
  if (model) loops.take({ modelId: model.id, size: picture.size })
  Object.assign(loops, picture)
  loops.forgetChanges()
  loops.problem = null
  listen(loops)
}
