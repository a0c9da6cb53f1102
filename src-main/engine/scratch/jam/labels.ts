/** What an answer is made of, stretch by stretch, as far as it is still what it was drawn from. */
import type { ScratchLabel } from "#shared/contract/index.ts"
import { endOfMove, type Phrase } from "./phrase.ts"

/** @returns stretches of one technique; those that became something else have none */
export function labelsOf({ moves }: Phrase, secondsPerBeat: number): ScratchLabel[] {
  const labels: ScratchLabel[] = []
  for (const move of moves) {
    const [startSeconds, endSeconds] = [move.start, endOfMove(move)].map((b) => b * secondsPerBeat)
    const last = labels.at(-1)
    if (last && last.technique === move.technique) {
      last.endSeconds = endSeconds!
      last.strokes += 1
    } else
      labels.push({
        ...{ startSeconds: startSeconds!, endSeconds: endSeconds!, technique: move.technique },
        ...{ confidence: move.technique ? 1 : 0, alternatives: [], strokes: 1 },
      })
  }
  return labels
}
