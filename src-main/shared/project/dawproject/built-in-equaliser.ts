/** The format's Equalizer as ours of eight bands. */
import { BAND_SHAPES, type BandShape } from "../../dsp/devices/eq/design.ts"
import { childOf, childrenOf, numberOf, type XmlElement } from "../xml/xml.ts"
import { DeviceReader, gainIn, type BuiltIn } from "./device-reader.ts"
import { decibelsOf, hertzOf } from "./units.ts"

const MOST_BANDS = 8

const SHAPES: ReadonlyMap<string, BandShape> = new Map([
  ["lowShelf", "low shelf"],
  ["highShelf", "high shelf"],
  ["bell", "bell"],
  ["notch", "notch"],
])

export function equaliser(device: XmlElement): BuiltIn {
  const reader = new DeviceReader("eq")
  const bands = childrenOf(device, "Band")
  const slopes = slopesOf(bands)
  const kept = bands.flatMap((band, i) => {
    const shape = shapeOf(band, slopes[i]!)
    if (!shape) reader.lose(`bands of the type ${band.attributes["type"] ?? "?"}`)
    return shape ? [{ band, shape }] : []
  })
  for (const extra of kept.slice(MOST_BANDS))
    reader.lose(`bands beyond the eighth (${extra.shape})`)
  for (let i = 0; i < MOST_BANDS; i++) addBand(reader, `band${i + 1}`, kept[i])
  // It only makes louder or quieter: before or after is one.
  const before = gainIn(device, "InputGain")
  const output = childOf(device, "OutputGain")
  const louder = decibelsOf(output)
  reader.set("output", before + gainIn(device, "OutputGain"))
  reader.take(output, "output", (value) => louder(value) + before)
  return reader.done()
}

function addBand(
  reader: DeviceReader,
  id: string,
  found: { band: XmlElement; shape: BandShape } | undefined,
): void {
  const { band, shape = "off" } = found ?? {}
  const isOn = childOf(band, "Enabled")?.attributes["value"] !== "false"
  reader.set(`${id}.shape`, BAND_SHAPES.indexOf(isOn ? shape : "off"))
  const [frequency, gain, q] = ["Freq", "Gain", "Q"].map((name) => childOf(band, name))
  reader.take(frequency, `${id}.frequency`, hertzOf(frequency))
  reader.take(gain, `${id}.gain`, decibelsOf(gain))
  reader.take(q, `${id}.q`, (value) => value)
}

/**
 * Of cuts, in dB an octave. `order` is a filter's order for some studios and the band's place for others: places are all
 * different and follow one another.
 */
function slopesOf(bands: readonly XmlElement[]): number[] {
  const orders = bands.map((band) => numberOf(band, "order", 0))
  const isPlaces = orders.every((order, i) => order === (orders[0] ?? 0) + i)
  return orders.map((order) => (isPlaces || order < 3 ? 12 : order < 6 ? 24 : 48))
}

function shapeOf({ attributes }: XmlElement, slope: number): BandShape | undefined {
  const { type = "" } = attributes
  if (type === "highPass") return `low cut ${slope}` as BandShape
  if (type === "lowPass") return `high cut ${slope}` as BandShape
  return SHAPES.get(type)
}
