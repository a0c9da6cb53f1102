/** Colour arithmetic: CSS text in, OKLab between, bytes out. OKLab after B. Ottosson, bottosson.github.io/posts/oklab. */

/** L 0..1, a, b. */
export type Lab = readonly [number, number, number]
/** sRGB, 0..255 each. */
export type Rgb = readonly [number, number, number]

/** Reads "#f1645f" and "oklch(.95 .02 88)". @throws on any other form, which the tokens do not use. */
export function parseColour(text: string): Lab {
  const hex = /^#([0-9a-f]{6})$/i.exec(text.trim())?.[1]
  if (hex)
    return labOf([0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb)
  const oklch = /^oklch\(\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s*\)$/.exec(text.trim())
  if (!oklch) throw new Error(`Not a colour of the palette: ${text}`)
  const [lightness = 0, chroma = 0, degrees = 0] = oklch.slice(1).map(Number)
  const hue = (degrees * Math.PI) / 180
  return [lightness, chroma * Math.cos(hue), chroma * Math.sin(hue)]
}

export function labOf(rgb: Rgb): Lab {
  const [r, g, b] = rgb.map((byte) => linear(byte / 255)) as [number, number, number]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

export function rgbOf([lightness, a, b]: Lab): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    byte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

export const mixLab = (from: Lab, to: Lab, amount: number): Lab => [
  from[0] + (to[0] - from[0]) * amount,
  from[1] + (to[1] - from[1]) * amount,
  from[2] + (to[2] - from[2]) * amount,
]

/** A gradient through stops at equal distances, as `count` x 3 bytes. */
export function gradientTable(stops: readonly Lab[], count = 256): Uint8Array {
  const table = new Uint8Array(count * 3)
  for (let i = 0; i < count; i++) {
    const place = (i / (count - 1)) * (stops.length - 1)
    const at = Math.min(Math.floor(place), stops.length - 2)
    const [from, to] = [stops[at], stops[at + 1]]
    if (from && to) table.set(rgbOf(mixLab(from, to, place - at)), i * 3)
  }
  return table
}

/** Writes the colour at 0..1 of a table of `gradientTable` to `out`. */
export function sampleTable(table: Uint8Array, amount: number, out: Uint8Array, at: number): void {
  const count = table.length / 3
  const clamped = amount > 0 ? (amount < 1 ? amount : 1) : 0
  const index = Math.round(clamped * (count - 1)) * 3
  out[at] = table[index]!
  out[at + 1] = table[index + 1]!
  out[at + 2] = table[index + 2]!
}

export const cssOf = (rgb: ArrayLike<number>, at = 0): string =>
  `rgb(${rgb[at]} ${rgb[at + 1]} ${rgb[at + 2]})`

export const cssAlpha = (rgb: ArrayLike<number>, alpha: number, at = 0): string =>
  `rgb(${rgb[at]} ${rgb[at + 1]} ${rgb[at + 2]} / ${alpha})`

const linear = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4

function byte(value: number): number {
  const encoded = value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055
  return Math.round(Math.min(1, Math.max(0, encoded)) * 255)
}
