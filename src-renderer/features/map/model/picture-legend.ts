/** What a picture of a map says of itself: outside the studio no legend stands beside it. Pure. */
import type { ChunkMap } from "#shared/contract/index.ts"
import type { Palette } from "../../../graphics/index.ts"
import { countText, timeText } from "../../../ui/words.ts"
import { rampRange, sourceColour, sourceOf, type Colouring } from "./colouring.ts"
import type { MapLayout, MapModel } from "./map-model.ts"
import { LEAST_MEASURABLE } from "./trust.ts"
import { decibelText, hertzText, shareText } from "./words.ts"

export interface PictureLegend {
  title: string
  /** What the colours mean. */
  meaning: string
  /** A table of 256 x 3 bytes with words at its first and last colour; null where colours are names. */
  scale: { table: Uint8Array; first: string; last: string } | null
  names: readonly { colour: ArrayLike<number>; name: string }[]
  /** How the map was made, and how far to trust it. */
  source: string
}

interface Shown {
  model: MapModel
  layout: MapLayout | null
  map: ChunkMap | null
  palette: Palette
  colouring: Colouring
  dims: 2 | 3
}

const MOST_NAMES = 8

export function pictureLegend(shown: Shown): PictureLegend {
  const songs = new Map(shown.model.parts.map(({ song }) => [song.id, song.title]))
  return {
    title: [...songs.values()].join(" + "),
    ...coloursOf(shown),
    source: sourceWords(shown),
  }
}

function coloursOf({ model, layout, palette, colouring }: Shown) {
  const { mode, timeColours } = colouring
  if (mode === "time") {
    const seconds = Math.max(0, ...model.parts.map(({ part }) => part.durationSeconds))
    const table = timeColours === "ramp" ? palette.ramp : palette.rainbow
    const scale = { table, first: timeText(0), last: timeText(seconds) }
    return { meaning: "Time in the song", scale, names: [] }
  }
  if (mode === "cluster") {
    const names = (layout?.groups ?? []).map(({ label }, index) => ({
      colour: sourceColour(palette, index),
      name: label,
    }))
    return named("Groups that sound alike", names)
  }
  if (mode === "source") {
    const hasSongs = model.parts.some(({ songNumber }) => songNumber > 0)
    const bySource = new Map(
      model.parts.map(({ part, song }, number) => [
        sourceOf(model, number),
        hasSongs ? song.title : part.name,
      ]),
    )
    const names = [...bySource].map(([number, name]) => ({
      colour: sourceColour(palette, number),
      name,
    }))
    return named(hasSongs ? "Songs" : "Parts", names)
  }
  const { low, high } = rampRange(model, mode)
  const text = mode === "brightness" ? hertzText : (decibels: number) => decibelText(decibels)
  const scale = { table: palette.brightness, first: text(low), last: text(high) }
  return { meaning: mode === "brightness" ? "Brightness" : "Loudness", scale, names: [] }
}

function named(meaning: string, names: PictureLegend["names"]) {
  const more = names.length - MOST_NAMES
  const words = more > 0 ? `${meaning} (${more} more)` : meaning
  return { meaning: words, scale: null, names: names.slice(0, MOST_NAMES) }
}

function sourceWords({ model, map, dims }: Shown): string {
  const quality = dims === 3 ? map?.quality3 : map?.quality2
  const method = map?.settings.method === "umap" ? "UMAP" : "t-SNE"
  const words = [`${method} in ${dims} dimensions`, countText(model.count, "chunk")]
  if (!quality || model.count < LEAST_MEASURABLE) return words.join(" · ")
  const { trustworthiness, recall10 } = quality
  return [
    ...words,
    `trustworthiness ${shareText(trustworthiness)}`,
    `recall @ 10 ${shareText(recall10)}`,
  ].join(" · ")
}
