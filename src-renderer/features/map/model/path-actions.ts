/** What can be done with a path: order it, make it a song of the library. */
import { countText } from "../../../ui/words.ts"
import { parseChunkKey } from "../../../session/index.ts"
import type { MapState } from "../map-state.svelte.ts"
import { shortestWay } from "./path.ts"

/** The shortest way through the same chunks on the map, from the first one. */
export function reorderPath(map: MapState): void {
  const { layout } = map.data
  const { pathIndices, path } = map
  if (!layout) return
  const at = layout.positions3
  const distance = (a: number, b: number): number => {
    const [i, j] = [(pathIndices[a] ?? 0) * 3, (pathIndices[b] ?? 0) * 3]
    return Math.hypot(at[i]! - at[j]!, at[i + 1]! - at[j + 1]!, at[i + 2]! - at[j + 2]!)
  }
  map.path = shortestWay(pathIndices.length, distance).flatMap((i) => path[i] ?? [])
  map.hearing.playAll(map.pathIndices)
}

export async function bouncePath(map: MapState): Promise<void> {
  const { engine, toasts, navigation } = map.studio
  const path = map.path
    .map(parseChunkKey)
    .map(({ partId, index }) => ({ partId: partId as never, index }))
  const title = `${map.song?.title ?? "Map"}, path of ${countText(path.length, "chunk")}`
  if (path.length === 0) return
  try {
    const { songId } = await engine["chunks.bounce"]({ title, path })
    toasts.show(`“${title}” is in the library`, {
      action: { label: "Show", run: () => showSong(map, songId, navigation) },
    })
  } catch (error) {
    toasts.error(error, "The path was not bounced.")
  }
}

function showSong(
  map: MapState,
  songId: string,
  navigation: MapState["studio"]["navigation"],
): void {
  map.studio.selection.set("song", [songId])
  navigation.go("library")
}
