/** Selection and path go with the chunks when boundaries are moved, split or joined, and come back with an undo. */
import type { MapState } from "../map-state.svelte.ts"
import { Anchors } from "./anchors.ts"

export function followEdits(map: MapState): void {
  const [path, selected] = [new Anchors(), new Anchors()]
  const { selection } = map.studio
  map.data.onModel = (before, now) => {
    map.path = path.follow(map.path, before, now)
    path.keep(map.path)
    const chunks = selected.follow(selection.of("chunk"), before, now)
    if (selection.kind === "chunk") selection.set("chunk", chunks)
    selected.keep(selection.of("chunk"))
  }
}
