/** Takes the map out of the studio: picture, numbers, sounds. */
import type { ChunksOfParts } from "#shared/contract/index.ts"
import type { MenuItem } from "../../../ui/menu.ts"
import { countText } from "../../../ui/words.ts"
import type { MapState } from "../map-state.svelte.ts"
import type { MapStage } from "../stage/map-stage.ts"
import { captioned } from "../stage/captioned.ts"
import { mapCsv, mapJson } from "./export-text.ts"
import { pictureLegend } from "./picture-legend.ts"

export function exportItems(map: MapState, stage: MapStage | null): MenuItem[] {
  const isEmpty = map.data.layout === null
  const some = map.selected.length > 1
  return [
    {
      label: "Picture (PNG)",
      isDisabled: !stage || isEmpty,
      run: () => stage && savePicture(map, stage),
    },
    { label: "Map as JSON", isDisabled: isEmpty, run: () => saveText(map, "json") },
    { label: "Table as CSV", isDisabled: isEmpty, run: () => saveText(map, "csv") },
    {
      label: some ? `${countText(map.selected.length, "chunk")} as WAV` : "All chunks as WAV",
      isDisabled: !map.data.model,
      startsGroup: true,
      run: () => saveChunks(map),
    },
  ]
}

export async function savePicture(map: MapState, stage: MapStage): Promise<void> {
  try {
    const picture = withLegend(map, await stage.picture(), stage)
    const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, "image/png"))
    if (blob) await save(map, "png", new Uint8Array(await blob.arrayBuffer()))
  } catch (error) {
    map.studio.toasts.error(error, "The picture was not taken.")
  }
}

function withLegend(map: MapState, picture: HTMLCanvasElement, stage: MapStage): HTMLCanvasElement {
  const { data, palette, settings } = map
  const { model, layout } = data
  if (!model) return picture
  const colouring = { mode: map.colour, timeColours: settings.timeColours }
  const { dims } = settings
  const legend = pictureLegend({ model, layout, map: data.map, palette, colouring, dims })
  return captioned(picture, legend, { palette, ratio: picture.width / stage.scene.widthPx })
}

export async function saveText(map: MapState, kind: "json" | "csv"): Promise<void> {
  const { model, layout, map: info } = map.data
  if (!model || !layout) return
  const text = kind === "json" ? mapJson(model, layout, info) : mapCsv(model, layout)
  await save(map, kind, new TextEncoder().encode(text))
}

/** The selection, where there is more than one chunk in it; else all chunks of the map. */
export async function saveChunks(map: MapState): Promise<void> {
  const { shell, toasts } = map.studio
  const parts = chosenChunks(map)
  if (parts.length === 0) return
  try {
    const { written } = await shell["shell.exportChunks"]({ parts })
    if (written !== null) toasts.show(`${countText(written, "chunk")} written as WAV`)
  } catch (error) {
    toasts.error(error, "Not all chunks were written.")
  }
}

function chosenChunks({ data, selected }: MapState): ChunksOfParts {
  const parts = data.model?.parts ?? []
  if (selected.length < 2) return parts.map(({ part }) => ({ partId: part.id }))
  return parts.flatMap(({ part, offset, count }) => {
    const indices = selected.flatMap((index) =>
      index >= offset && index < offset + count ? [index - offset] : [],
    )
    return indices.length > 0 ? [{ partId: part.id, indices }] : []
  })
}

async function save(
  map: MapState,
  extension: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const { shell, toasts } = map.studio
  const title = (map.song?.title ?? "map").replace(/[\\/:*?"<>|]/g, "_")
  try {
    const { path } = await shell["shell.save"]({ name: `${title} map.${extension}`, bytes })
    if (path) toasts.show(`Saved ${path.split(/[\\/]/).at(-1)}`)
  } catch (error) {
    toasts.error(error, "The map was not saved.")
  }
}
