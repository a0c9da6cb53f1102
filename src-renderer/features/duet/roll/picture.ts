/** Where a call and its answer stand on the roll. Pure. */
import type { PlayedNote } from "#shared/contract/index.ts"
import type { ShownExchange } from "../play/exchanges.ts"

export const PIANO_PX = 52
export const RULER_PX = 30
export const VELOCITY_PX = 84
/** Of the velocity lane, above its most and below its least. */
export const LANE_AIR_PX = 10

/** Of the picture: it grows by whole pages, so that nothing moves while somebody plays. */
const PAGE_SECONDS = 8
const LEAST_ROWS = 24
/** Above and below what is played. */
const AIR_ROWS = 3

export interface RollPicture {
  readonly widthPx: number
  /** To the velocity lane. */
  readonly rollBottomPx: number
  readonly heightPx: number
  readonly seconds: number
  readonly lowest: number
  readonly highest: number
  readonly rowPx: number
  xOf(seconds: number): number
  yOf(pitch: number): number
  /** In the velocity lane. @param velocity 1..127 */
  velocityYOf(velocity: number): number
}

export function pictureOf(
  shown: ShownExchange | null,
  { widthPx, heightPx, headSeconds }: { widthPx: number; heightPx: number; headSeconds: number },
): RollPicture {
  const { call = [], answer = [], afterSeconds = 0 } = shown ?? {}
  const end = Math.max(headSeconds, endOf(call), afterSeconds + endOf(answer))
  const seconds = Math.max(1, Math.ceil((end + 0.25) / PAGE_SECONDS)) * PAGE_SECONDS
  const { lowest, highest } = rangeOf([...call, ...answer])
  const rollBottomPx = Math.max(RULER_PX + 1, heightPx - VELOCITY_PX)
  const rowPx = (rollBottomPx - RULER_PX) / (highest - lowest + 1)
  return {
    ...{ widthPx, heightPx, rollBottomPx, seconds, lowest, highest, rowPx },
    xOf: (at) => PIANO_PX + (at / seconds) * (widthPx - PIANO_PX),
    yOf: (pitch) => RULER_PX + (highest - pitch) * rowPx,
    velocityYOf: (velocity) =>
      heightPx - LANE_AIR_PX - (velocity / 127) * (VELOCITY_PX - 2 * LANE_AIR_PX),
  }
}

/** Whole octaves and a half around what is there, so that few notes change nothing. */
function rangeOf(notes: readonly PlayedNote[]): { lowest: number; highest: number } {
  let [lowest, highest] = [60, 72]
  for (const { pitch } of notes) {
    lowest = Math.min(lowest, pitch)
    highest = Math.max(highest, pitch)
  }
  const missing = Math.max(0, LEAST_ROWS - (highest - lowest + 1 + 2 * AIR_ROWS))
  const below = Math.max(0, lowest - AIR_ROWS - Math.ceil(missing / 2))
  return {
    lowest: below - (below % 2),
    highest: Math.min(127, highest + AIR_ROWS + Math.floor(missing / 2)),
  }
}

export const endOf = (notes: readonly PlayedNote[]): number =>
  notes.reduce((end, note) => Math.max(end, note.startSeconds + note.lengthSeconds), 0)
