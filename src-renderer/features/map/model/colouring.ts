/** What a dot's colour, shape and size say. Pure; writes bytes that go to the GPU as they are. */
import { sampleTable, SHAPES, type Palette } from "../../../graphics/index.ts"
import { partAt, quantile, type MapLayout, type MapModel } from "./map-model.ts"

/** "source": by song, or by part where one song is shown. */
export const COLOUR_MODES = ["time", "cluster", "brightness", "loudness", "source"] as const
export type ColourMode = (typeof COLOUR_MODES)[number]
export const SIZE_MODES = ["length", "loudness", "even"] as const
export type SizeMode = (typeof SIZE_MODES)[number]
export type TimeColours = "rainbow" | "ramp"

export interface Colouring {
  mode: ColourMode
  timeColours: TimeColours
}

/** Ends of a bone ramp: the 2nd and 98th percentile, so that one odd chunk does not flatten the rest. */
export interface RampRange {
  low: number
  high: number
}

/** Writes count x 4 bytes (r, g, b, 255). */
export function writeColours(
  model: MapModel,
  layout: MapLayout | null,
  palette: Palette,
  { mode, timeColours }: Colouring,
  out: Uint8Array,
): void {
  for (let i = 0; i < model.count; i++) out[i * 4 + 3] = 255
  if (mode === "time")
    writeTime(model, timeColours === "ramp" ? palette.ramp : palette.rainbow, out)
  else if (mode === "cluster") writeClusters(model, layout, palette, out)
  else if (mode === "source") writeSources(model, palette, out)
  else writeRamp(model, mode, palette.brightness, out)
}

/** The colour of one chunk, r, g, b. */
export function colourAt(
  model: MapModel,
  layout: MapLayout | null,
  palette: Palette,
  { mode, timeColours }: Colouring,
  index: number,
): Uint8Array {
  const out = new Uint8Array(3)
  if (mode === "cluster") out.set(clusterColour(layout, palette, index))
  else if (mode === "source") out.set(sourceColour(palette, sourceAt(model, index)))
  else if (mode === "time") {
    const duration = Math.max(1e-6, partAt(model, index)?.part.durationSeconds ?? 0)
    const table = timeColours === "ramp" ? palette.ramp : palette.rainbow
    sampleTable(table, (model.startSeconds[index] ?? 0) / duration, out, 0)
  } else sampleTable(palette.brightness, rampOf(model, mode)(index), out, 0)
  return out
}

function clusterColour(
  layout: MapLayout | null,
  palette: Palette,
  index: number,
): readonly number[] {
  const group = layout?.groupOf[index] ?? -1
  return palette.clusters[group < 0 ? -1 : group % SHAPES.length] ?? palette.text3
}

/** Number of a part's song, or of the part itself where there is but one song. */
export function sourceOf(model: MapModel, part: number): number {
  const hasSongs = model.parts.some(({ songNumber }) => songNumber > 0)
  return hasSongs ? (model.parts[part]?.songNumber ?? 0) : part
}

function sourceAt(model: MapModel, index: number): number {
  const part = partAt(model, index)
  return part ? sourceOf(model, model.parts.indexOf(part)) : 0
}

export const sourceColour = (palette: Palette, source: number): readonly number[] =>
  palette.clusters[source % SHAPES.length] ?? palette.text3

/** Number of the shape of a point: of its group, or of its source, where groups do not use the shapes. */
export function shapeOf(
  model: MapModel,
  layout: MapLayout | null,
  mode: ColourMode,
  index: number,
): number {
  const group = layout?.groupOf[index] ?? -1
  if (mode === "cluster") return group < 0 ? 0 : group % SHAPES.length
  return sourceAt(model, index) % SHAPES.length
}

export const isOutlined = (layout: MapLayout | null, mode: ColourMode, index: number): boolean =>
  mode === "cluster" && (layout?.groupOf[index] ?? -1) >= SHAPES.length

/** World radius of a dot; the cloud scales all by how many there are. */
export function radiusOf(model: MapModel, mode: SizeMode, index: number): number {
  if (mode === "even") return 0.0115
  if (mode === "length") {
    const seconds = (model.endSeconds[index] ?? 0) - (model.startSeconds[index] ?? 0)
    return 0.0062 + 0.0145 * Math.sqrt(Math.min(1.2, seconds))
  }
  const loudness = ((model.loudnessDb[index] ?? -60) + 60) / 50
  return 0.005 + 0.0125 * Math.min(1, Math.max(0, loudness)) ** 1.5
}

/** The more dots, the smaller: they shall not hide each other. */
export const crowdScale = (count: number): number =>
  Math.min(1.25, Math.max(0.22, (750 / Math.max(1, count)) ** 0.32))

export function rampRange(model: MapModel, mode: "brightness" | "loudness"): RampRange {
  const values = Float32Array.from(valuesOf(model, mode)).sort()
  const low = quantile(values, 0.02)
  return { low, high: Math.max(quantile(values, 0.98), low + 1e-3) }
}

const valuesOf = (model: MapModel, mode: "brightness" | "loudness"): Float32Array =>
  mode === "brightness" ? model.brightnessHz : model.loudnessDb

function writeTime(model: MapModel, table: Uint8Array, out: Uint8Array): void {
  for (const { offset, count, part } of model.parts)
    for (let i = offset; i < offset + count; i++)
      sampleTable(table, model.startSeconds[i]! / (part.durationSeconds || 1), out, i * 4)
}

function writeClusters(
  { count }: MapModel,
  layout: MapLayout | null,
  palette: Palette,
  out: Uint8Array,
): void {
  for (let i = 0; i < count; i++) out.set(clusterColour(layout, palette, i), i * 4)
}

function writeSources(model: MapModel, palette: Palette, out: Uint8Array): void {
  for (const [number, { offset, count }] of model.parts.entries()) {
    const colour = sourceColour(palette, sourceOf(model, number))
    for (let i = offset; i < offset + count; i++) out.set(colour, i * 4)
  }
}

function writeRamp(
  model: MapModel,
  mode: "brightness" | "loudness",
  table: Uint8Array,
  out: Uint8Array,
): void {
  const share = rampOf(model, mode)
  for (let i = 0; i < model.count; i++) sampleTable(table, share(i), out, i * 4)
}

/** Where a chunk lies on the ramp: brightness by octaves, as it is heard; loudness in decibels. */
function rampOf(model: MapModel, mode: "brightness" | "loudness"): (index: number) => number {
  const values = valuesOf(model, mode)
  const scale = (value: number): number =>
    mode === "brightness" ? Math.log2(Math.max(20, value)) : value
  const { low, high } = rampRange(model, mode)
  const from = scale(low)
  const span = Math.max(1e-6, scale(high) - from)
  return (index) => (scale(values[index] ?? low) - from) / span
}
