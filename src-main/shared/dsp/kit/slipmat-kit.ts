/**
 * The Slipmat Kit: drums and percussion on the keys of General MIDI, 35 to 81, computed from recipes and nothing else. The
 * sounds are given away (CC0 1.0, see resources/kit/README.md). Each has three layers, from a soft blow to a hard one.
 */
import { TILE_FRAMES, TileSource } from "../tile-source.ts"
import { cymbals } from "./cymbals.ts"
import { drums } from "./drums.ts"
import { handPercussion } from "./hand-percussion.ts"
import type { Recipe } from "./recipe.ts"
import { KIT_RATE_HZ, renderSound } from "./render-sound.ts"
import { struck } from "./struck.ts"

/** As it goes from thread to thread. */
export interface KitSound {
  channels: number
  frames: number
  /** Planar, of TILE_FRAMES frames but the last. */
  tiles: Float32Array[]
}

/** How hard the blow of each layer is, softest first. */
const HARDNESS = [0.3, 0.62, 1] as const
/** The highest velocity of each layer but the last. */
const LAYER_ENDS = [58, 98] as const

const recipes: Readonly<Record<number, Recipe>> = {
  ...drums,
  ...cymbals,
  ...handPercussion,
  ...struck,
}

/** Ascending. */
export const KIT_KEYS: readonly number[] = Object.keys(recipes).map(Number)

/** @param velocity 1..127 @returns its place among the layers of a sound */
export const layerOf = (velocity: number): number =>
  LAYER_ENDS.filter((end) => velocity > end).length

/** What a drummer sees: low toms at the right, hi-hat at the left. -1 left to 1 right. */
const PANS: Readonly<Record<number, number>> = {
  ...{ 37: -0.05, 41: 0.4, 42: -0.3, 43: 0.28, 44: -0.3, 45: 0.14, 46: -0.3, 47: 0, 48: -0.14 },
  ...{ 49: -0.35, 50: -0.26, 51: 0.35, 52: 0.45, 53: 0.35, 54: 0.2, 55: -0.15, 56: 0.15 },
  ...{ 57: 0.4, 58: -0.35, 59: 0.4, 60: 0.3, 61: 0.2, 62: -0.25, 63: -0.25, 64: -0.15, 65: 0.2 },
  ...{ 66: 0.3, 67: -0.3, 68: -0.2, 69: 0.3, 70: 0.35, 75: -0.2, 76: 0.25, 77: 0.15, 80: 0.3 },
  ...{ 81: 0.3 },
}
/** What cannot sound together: a hat is open or closed, a guiro is scraped short or long. */
const CHOKED: readonly (readonly number[])[] = [
  [42, 44, 46],
  [71, 72],
  [73, 74],
  [78, 79],
  [80, 81],
]

export const kitPan = (key: number): number => PANS[key] ?? 0

/** 1 and up; 0 where nothing ends it. */
export const kitChokeGroup = (key: number): number =>
  CHOKED.findIndex((group) => group.includes(key)) + 1

/** The layers of a key's sound, softest first; none where the kit has no sound there. Takes tens of milliseconds. */
export function makeKitSound(key: number): KitSound[] {
  const recipe = recipes[key]
  if (!recipe) return []
  return HARDNESS.map((hardness, layer) => tiled(renderSound(recipe, hardness, 16 * key + layer)))
}

function tiled(sides: readonly Float32Array[]): KitSound {
  const frames = sides[0]!.length
  const tiles = Array.from({ length: Math.ceil(frames / TILE_FRAMES) }, (_, tile) => {
    const from = tile * TILE_FRAMES
    const count = Math.min(TILE_FRAMES, frames - from)
    const samples = new Float32Array(count * sides.length)
    sides.forEach((side, channel) =>
      samples.set(side.subarray(from, from + count), channel * count),
    )
    return samples
  })
  return { channels: sides.length, frames, tiles }
}

/** To be played. */
export function sourceOfSound({ channels, frames, tiles }: KitSound): TileSource {
  const source = new TileSource({ rateHz: KIT_RATE_HZ, channels, frames })
  tiles.forEach((samples, tile) => source.put(tile, samples))
  return source
}
