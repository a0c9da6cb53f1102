import { cssOf } from "../../../graphics/index.ts"
import type { MapState } from "../map-state.svelte.ts"
import { colourAt } from "../model/colouring.ts"

/** The colour that a chunk has on the map now, as CSS. */
export function colourOf(map: MapState, index: number): string {
  const { model, layout } = map.data
  if (!model || index < 0) return "transparent"
  const { colour: mode } = map
  const { timeColours } = map.settings
  return cssOf(colourAt(model, layout, map.palette, { mode, timeColours }, index))
}
