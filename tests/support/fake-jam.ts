/** A jam partner in memory: it says back what it was told, a thumb up or down is taken. */
import {
  JamAnswerId,
  type Handlers,
  type scratchJam,
} from "../../src-main/shared/contract/index.ts"

export function fakeJam(): Handlers<typeof scratchJam> {
  let answers = 0
  return {
    "scratch.prepareJam": () => ({ phrases: 12 }),
    "scratch.answer": ({ numbers, seed, mode }) => {
      const id = JamAnswerId.parse(`answer-${++answers}`)
      return { id, numbers, labels: [], likeness: 1, seed, mode }
    },
    "scratch.rate": () => ({}),
  }
}
