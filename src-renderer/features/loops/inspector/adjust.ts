/** More or less of something in the chosen loop. */
import type { LoopAttribute } from "#shared/contract/index.ts"
import type { LoopsState } from "../loops-state.svelte.ts"
import { listen } from "../pad/hear.ts"

let asked = 0

/** @param by standard deviations from the loop as it lies on the pad */
export async function adjust(
  loops: LoopsState,
  attribute: LoopAttribute,
  by: number,
): Promise<void> {
  const { model, at } = loops
  const base = loops.cells[at]
  if (!model || !base) return
  const changes = { ...loops.changes, [attribute]: by }
  loops.changes = changes
  const question = (asked += 1)
  const { point } = base
  const cell = await loops.attempt(() =>
    loops.studio.engine["loops.nudge"]({ modelId: model.id, point, changes }),
  )
  if (!cell || question !== asked || loops.cells[at] !== base || loops.at !== at) return
  loops.adjusted = cell
  listen(loops)
}
