/** How strokes lie on the beat, in words. */
import { signedMs } from "#shared/scratch/index.ts"

export interface Grid {
  tempoBpm: number
  /** Of a bar line, in the clock of the strokes. */
  firstBeatSeconds: number
  beatsPerBar: number
}

const NOTES: readonly (readonly [beats: number, name: string])[] = [
  ...([
    [1, "quarter note"],
    [1 / 2, "eighth note"],
    [1 / 3, "eighth triplet"],
  ] as const),
  ...([
    [1 / 4, "sixteenth note"],
    [1 / 6, "sixteenth triplet"],
    [1 / 8, "thirty-second note"],
  ] as const),
]
/** Strokes that agree less than so (1: wholly) are on no note. */
const LEAST_AGREEMENT = 0.75
const LEAST_STROKES = 3
const EXACT_MS = 1.5

export interface Timing {
  note: string
  /** Late is positive. */
  ms: number
}

/** null where they are too few, or on nothing. @param starts of strokes, seconds */
export function timingOf(starts: readonly number[], grid: Grid): Timing | null {
  if (starts.length < LEAST_STROKES) return null
  const beat = 60 / grid.tempoBpm
  const gaps = starts.slice(1).map((at, i) => (at - starts[i]!) / beat)
  const usual = gaps.toSorted((a, b) => a - b)[gaps.length >> 1]!
  const off = (beats: number): number => Math.abs(Math.log(usual / beats))
  const [beats, note] = NOTES.reduce((near, each) => (off(each[0]) < off(near[0]) ? each : near))
  const step = beats * beat
  let [x, y] = [0, 0]
  for (const at of starts) {
    const angle = (2 * Math.PI * (at - grid.firstBeatSeconds)) / step
    x += Math.cos(angle)
    y += Math.sin(angle)
  }
  if (Math.hypot(x, y) / starts.length < LEAST_AGREEMENT) return null
  return { note, ms: (Math.atan2(y, x) / (2 * Math.PI)) * step * 1000 }
}

/** "On the eighth note", "+7 ms", "late": three, since the middle one is a number. */
export function timingWords({ note, ms }: Timing): { where: string; by: string; way: string } {
  const where = `On the ${note}`
  if (Math.abs(ms) < EXACT_MS) return { where, by: "", way: "" }
  return { where: `${where}, `, by: signedMs(ms), way: ms > 0 ? " late" : " early" }
}
