/** How a spectrum moves from frame to frame, summed by groups of bands: the second half of the onset front. */
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
    edges: number,
    groups: number,
    moves: number,
  ): void
  keep(heard: number, count: number, before: number): void
}

/** Floats before and after each row: the kernel reads four at a time, and the neighbours of the outermost bands. */
const MARGIN = 4

export function createRises({ groupOf, groups, lagFrames }: RisesOptions): Rises {
  const count = groupOf.length
  const rowBytes = Math.ceil((count + 2 * MARGIN) / 4) * 16
  const channels = 2 * groups + 2 * HALVES
  const bytes = (2 + lagFrames) * rowBytes + (groups + 1 + channels) * 4
  const { exports, memory, heapStart } = loadKernel<RisesExports>("rises", { bytes })
  const row = (index: number) => heapStart + index * rowBytes + MARGIN * 4
  const at = { bands: row(0), heard: row(1), edges: heapStart + (2 + lagFrames) * rowBytes }
  const edges = new Int32Array(memory.buffer, at.edges, groups + 1)
  for (let group = 0; group <= groups; group++) {
    edges[group] = groupOf.filter((each) => each < group).length
  }
  const movesAt = at.edges + edges.byteLength
  const floats = (offset: number, length: number) =>
    new Float32Array(memory.buffer as unknown as ArrayBuffer, offset, length)
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
      const before = row(2 + (frame % lagFrames))
      const mean = exports.hear(at.bands, count, floor, at.heard)
      // What comes first does not rise.
      if (frame++ < lagFrames) exports.keep(at.heard, count, before)
      exports.compare(at.heard, before, count, at.edges, groups, movesAt)
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
