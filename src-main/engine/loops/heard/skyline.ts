/** One voice of several: the highest notes, or the lowest, each ending where the next begins. */
import type { LoopNote } from "#shared/contract/loops.ts"

export type Voice = "highest" | "lowest"

/**
 * At every step the outermost note that begins there; one within a longer outer one is passed over. Notes are cut at the next
 * one's beginning, so that there is one at a time.
 * @param notes in any order
 */
export function skyline(notes: readonly LoopNote[], voice: Voice = "highest"): LoopNote[] {
  const outwards = voice === "highest" ? 1 : -1
  const ordered = notes.toSorted(
    (a, b) => a.startStep - b.startStep || outwards * (b.pitch - a.pitch),
  )
  const kept: LoopNote[] = []
  for (const note of ordered) {
    const before = kept.at(-1)
    if (before?.startStep === note.startStep) continue
    const isWithin =
      before !== undefined &&
      before.startStep + before.lengthSteps > note.startStep + 1 &&
      (before.pitch - note.pitch) * outwards > 0
    if (isWithin) continue
    if (before) cut(kept, before, note.startStep)
    kept.push(note)
  }
  return kept
}

function cut(kept: LoopNote[], last: LoopNote, at: number): void {
  const lengthSteps = Math.min(last.lengthSteps, at - last.startStep)
  kept[kept.length - 1] = { ...last, lengthSteps }
}
