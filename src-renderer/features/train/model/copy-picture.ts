/** The histogram of the copy check as boxes, and as a sentence. */
import type { CopyCheck } from "#shared/contract/index.ts"

export interface CopyPicture {
  readonly bars: readonly { x: number; y: number; width: number; height: number }[]
  readonly ticks: readonly { x: number; label: string }[]
  /** What held-out pieces share at most. */
  readonly limitX: number
  /** Its words stand right of it, where they have room. */
  readonly isLimitLeft: boolean
  readonly words: string
}

const MOST_BARS = 32
const LEAST_BARS = 16

export function copyPicture(
  { lengths, heldOut, generated, verdict }: CopyCheck,
  width: number,
  height: number,
): CopyPicture {
  const longest = Math.max(heldOut.longest, generated.longest, LEAST_BARS - 1)
  const notesABar = Math.ceil((longest + 1) / MOST_BARS)
  const count = Math.ceil((longest + 1) / notesABar)
  const sums = new Array<number>(count).fill(0)
  lengths.forEach((pieces, length) => {
    const bar = Math.min(count - 1, Math.floor(length / notesABar))
    sums[bar] = sums[bar]! + pieces
  })
  const most = Math.max(1, ...sums)
  const pitchPx = width / count
  const bars = sums.map((sum, index) => {
    const tall = Math.max(1, (sum / most) * (height - 14))
    return { x: index * pitchPx, y: height - tall, width: pitchPx * 0.82, height: tall }
  })
  const stride = Math.max(1, Math.ceil(count / 5))
  const ticks = bars
    .map(({ x }, index) => ({ x: x + pitchPx * 0.41, label: String(index * notesABar) }))
    .filter((_, index) => index % stride === 0)
  const limitX = ((heldOut.longest + 1) / notesABar) * pitchPx
  return {
    ...{ bars, ticks, limitX, isLimitLeft: limitX < width / 2 },
    words: `${verdict === "passed" ? "It does not copy" : "It copies at times"}: the longest run of notes that it shares with what it learnt from has ${generated.longest}; real pieces that it never saw share up to ${heldOut.longest}.`,
  }
}
