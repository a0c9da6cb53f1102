/** Scale factor bands of layer III (ISO/IEC 11172-3 table 3-B.8, 13818-3 table B.2): widths in lines, rates as the header counts. */

interface RateBands {
  long: number[]
  short: number[]
}

const RATE_44 = [4, 4, 4, 4, 4, 4, 6, 6, 8, 8, 10, 12, 16, 20, 24, 28, 34, 42, 50, 54, 76, 158]
const RATE_22 = [6, 6, 6, 6, 6, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 38, 46, 52, 60, 68, 58, 54]
const RATE_16_SHORT = [4, 4, 4, 6, 8, 10, 12, 14, 18, 24, 30, 40, 18]

/** 44.1, 48, 32, 22.05, 24, 16, 11.025, 12 and 8 kHz. */
const BANDS: readonly RateBands[] = [
  { long: RATE_44, short: [4, 4, 4, 4, 6, 8, 10, 12, 14, 18, 22, 30, 56] },
  {
    long: [4, 4, 4, 4, 4, 4, 6, 6, 6, 8, 10, 12, 16, 18, 22, 28, 34, 40, 46, 54, 54, 192],
    short: [4, 4, 4, 4, 6, 6, 10, 12, 14, 16, 20, 26, 66],
  },
  {
    long: [4, 4, 4, 4, 4, 4, 6, 6, 8, 10, 12, 16, 20, 24, 30, 38, 46, 56, 68, 84, 102, 26],
    short: [4, 4, 4, 4, 6, 8, 12, 16, 20, 26, 34, 42, 12],
  },
  { long: RATE_22, short: [4, 4, 4, 6, 6, 8, 10, 14, 18, 26, 32, 42, 18] },
  {
    long: [6, 6, 6, 6, 6, 6, 8, 10, 12, 14, 16, 18, 22, 26, 32, 38, 46, 54, 62, 70, 76, 36],
    short: [4, 4, 4, 6, 8, 10, 12, 14, 18, 24, 32, 44, 12],
  },
  { long: RATE_22, short: RATE_16_SHORT },
  { long: RATE_22, short: RATE_16_SHORT },
  { long: RATE_22, short: RATE_16_SHORT },
  {
    long: [12, 12, 12, 12, 12, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 76, 90, 2, 2, 2, 2, 2],
    short: [8, 8, 8, 12, 16, 20, 24, 28, 36, 2, 2, 2, 26],
  },
]

/** The ends of the bands in transmitted order, for long, short and mixed blocks of every rate. */
export function bandEnds(): number[][][] {
  return BANDS.map(({ long, short }, rate) => {
    const windows = short.flatMap((width) => [width, width, width])
    // The lowest three short bands cover 36 lines a window: what the first long bands of a mixed block do.
    return [long, windows, [...long.slice(0, rate < 3 ? 8 : 6), ...windows.slice(9)]].map(summed)
  })
}

function summed(widths: number[]): number[] {
  let end = 0
  return widths.map((width) => (end += width))
}
