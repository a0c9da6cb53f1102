/** Numbers of AAC that depend on the sample rate (ISO/IEC 14496-3 tables 4.129 to 4.147 and 4.155). */

export const RATES_HZ = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
  7_350,
] as const

/** Band widths as runs, "width x count"; one line for each class of sample rates. */
const LONG_BANDS = [
  "4x14 8x5 12x5 16x2 24 28 36 44 64x11",
  "4x14 8x4 12x3 16x3 20 24x2 28 36 40x18",
  "4x10 8x7 12x4 16x2 20x2 24x2 28x2 32x19 96",
  "4x10 8x7 12x4 16x2 20x2 24x2 28x2 32x22",
  "4x11 8x10 12x4 16x3 20x2 24x2 28x2 32 36x2 40 44 48 52x2 64x5",
  "8x11 12x9 16x4 20x3 24x2 28x2 32 36 40x2 44 48 52 56 60 64x3",
  "12x13 16x7 20x4 24x3 28x2 32 36x2 40 44 48 52 56 60 64 80",
].map(edgesOf)

const SHORT_BANDS = [
  "4x6 8x3 16 28 36",
  "4x5 8x3 12x3 16x3",
  "4x7 8x3 12x2 16x2 20",
  "4x8 8x2 12x2 16 20x2",
  "4x7 8x4 12 16 20x2",
].map(edgesOf)

const LONG_CLASS = [0, 0, 1, 2, 2, 3, 4, 4, 5, 5, 5, 6, 6]
const SHORT_CLASS = [0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 4, 4]
const TNS_LONG = [31, 31, 34, 40, 42, 51, 46, 46, 42, 42, 42, 39, 39]
const TNS_SHORT = [9, 9, 10, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14]

export interface RateTables {
  /** Edges of the scale factor bands in spectral lines, from 0 to 1024 and to 128. */
  longEdges: Uint16Array
  shortEdges: Uint16Array
  /** Bands that TNS may reach. */
  tnsLongBands: number
  tnsShortBands: number
}

export function tablesFor(rateIndex: number): RateTables {
  const longEdges = LONG_BANDS[LONG_CLASS[rateIndex] ?? -1]
  const shortEdges = SHORT_BANDS[SHORT_CLASS[rateIndex] ?? -1]
  if (!longEdges || !shortEdges) throw new RangeError("AAC: unknown sample rate")
  return {
    longEdges,
    shortEdges,
    tnsLongBands: TNS_LONG[rateIndex] ?? 0,
    tnsShortBands: TNS_SHORT[rateIndex] ?? 0,
  }
}

function edgesOf(runs: string): Uint16Array {
  const edges = [0]
  for (const run of runs.split(" ")) {
    const [width = 0, count = 1] = run.split("x").map(Number)
    for (let index = 0; index < count; index++) edges.push((edges.at(-1) ?? 0) + width)
  }
  return Uint16Array.from(edges)
}
