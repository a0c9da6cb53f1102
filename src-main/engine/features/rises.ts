/** How a spectrum moves from frame to frame, summed by groups of bands: the SIMD-free but compiled half of the onset front. */
import { loadKernel } from "#engine/kernels/index.ts"

/** Channels are counted for a low and a high half where groups say too much. */
export const HALVES = 2

export interface RisesOptions {
  /** Group of each band, ascending. */
  groupOf: Uint8Array
  groups: number
  lagFrames: number
}

export interface Rises {
  /** The frame's loudest band. `bands` is kept for `move`. */
  take(bands: Float32Array): number
  /** Returns the mean level above `floor`; `moves` then holds this frame's channels. */
  move(floor: number): number
  /** groups sums of rises, groups largest rises, plain rises (low, high half), falls (low, high half), all scaled. */
  readonly moves: Float32Array
}

interface RisesExports {
  topOf(bands: number, count: number): number
  hear(bands: number, count: number, floor: number, heard: number): number
  compare(
    heard: number,
    before: number,
    count: number,
    groupOf: number,
    groups: number,
    moves: number,
  ): void
}

export function createRises({ groupOf, groups, lagFrames }: RisesOptions): Rises {
  const count = groupOf.length
  const stride = Math.ceil(count / 4) * 16
  const channels = 2 * groups + 2 * HALVES
  const bytes = (3 + lagFrames) * stride + channels * 4
  const { exports, memory, heapStart } = loadKernel<RisesExports>("rises", { bytes })
  const floats = (offset: number, length: number) =>
    new Float32Array(memory.buffer as unknown as ArrayBuffer, offset, length)
  const at = { bands: heapStart, heard: heapStart + stride, groupOf: heapStart + 2 * stride }
  const past = heapStart + 3 * stride
  const movesAt = past + lagFrames * stride
  new Uint8Array(memory.buffer, at.groupOf, count).set(groupOf)
  const input = floats(at.bands, count)
  const moves = floats(movesAt, channels)
  let frame = 0
  return {
    moves,
    take(bands) {
      input.set(bands)
      return exports.topOf(at.bands, count)
    },
    move(floor) {
      const before = past + (frame % lagFrames) * stride
      const mean = exports.hear(at.bands, count, floor, at.heard)
      // What comes first does not rise.
      if (frame++ < lagFrames) floats(before, count).set(floats(at.heard, count))
      moves.fill(0)
      exports.compare(at.heard, before, count, at.groupOf, groups, movesAt)
      scaleMoves(moves, groups)
      return mean
    },
  }
}

/** Brings the channels to about 0..2; sums are rooted, since loud onsets need no more attention than clear ones. */
const SUM_SCALE = 1 / 8
const LARGEST_SCALE = 0.3
const HALF_SCALE = 1 / 32

export function scaleMoves(moves: Float32Array, groups: number): void {
  const plain = 2 * groups
  for (let i = 0; i < groups; i++) moves[i] = Math.sqrt((moves[i] ?? 0) * SUM_SCALE)
  for (let i = groups; i < plain; i++) moves[i] = (moves[i] ?? 0) * LARGEST_SCALE
  for (let i = plain; i < moves.length; i++) moves[i] = Math.sqrt((moves[i] ?? 0) * HALF_SCALE)
}
