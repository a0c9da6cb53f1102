/** Renders pieces one after the other through the player that is heard in the window, for the bounce. */
import { ChunkPlayer } from "./chunk-player.ts"
import { TILE_FRAMES, type TileSource } from "./tile-source.ts"

const BLOCK_FRAMES = 4096
const MARGIN_FRAMES = 1024
/** Pieces are put on the time line when they come this near. */
const AHEAD_FRAMES = 2 * BLOCK_FRAMES

export interface PathPiece {
  source: TileSource
  startSeconds: number
  endSeconds: number
}

export interface RenderOptions {
  rateHz: number
  pieces: readonly PathPiece[]
  /** Planar samples of a tile: channel after channel, fewer frames in the last one. */
  readTile(source: TileSource, tile: number): Promise<Float32Array> | Float32Array
  /** Takes the next block; both arrays are used again afterwards. */
  write(left: Float32Array, right: Float32Array): Promise<void> | void
  signal?: AbortSignal | undefined
  onProgress?(fraction: number): void
}

/**
 * The output frame at which each piece begins, and the length: rounded from the running sum, so that a long path does not
 * drift.
 * @returns pieces + 1 values
 */
export function pathFrames(
  pieces: readonly { startSeconds: number; endSeconds: number }[],
  rateHz: number,
): Float64Array {
  const frames = new Float64Array(pieces.length + 1)
  let seconds = 0
  pieces.forEach(({ startSeconds, endSeconds }, i) => {
    seconds += endSeconds - startSeconds
    frames[i + 1] = Math.round(seconds * rateHz)
  })
  return frames
}

/** @returns frames written. @throws what `readTile`, `write` or the signal throw. */
export async function renderPath(options: RenderOptions): Promise<number> {
  const { rateHz, pieces, signal } = options
  const player = new ChunkPlayer({ rateHz })
  const starts = pathFrames(pieces, rateHz)
  const total = starts[pieces.length] ?? 0
  const left = new Float32Array(BLOCK_FRAMES)
  const right = new Float32Array(BLOCK_FRAMES)
  const kept = new Map<TileSource, Set<number>>()
  let next = 0
  while (player.frame < total) {
    signal?.throwIfAborted()
    const from = next
    while (next < pieces.length && (starts[next] ?? 0) < player.frame + AHEAD_FRAMES) {
      await load(options, pieces[next]!, kept)
      schedule(player, pieces[next]!, starts[next] ?? 0, starts[next + 1] ?? 0)
      next += 1
    }
    if (next > from) forget(pieces.slice(Math.max(0, from - 64), next), kept)
    const count = Math.min(BLOCK_FRAMES, total - player.frame)
    player.process(left, right, count)
    await options.write(left.subarray(0, count), right.subarray(0, count))
    options.onProgress?.(player.frame / total)
  }
  return total
}

function schedule(player: ChunkPlayer, piece: PathPiece, start: number, end: number): void {
  if (end > start) player.schedule({ ...piece, bus: 0, atFrame: start, frames: end - start })
}

/** First and last tile that a piece sounds from, with room for the interpolation. */
function tilesOf({ source, startSeconds, endSeconds }: PathPiece): [number, number] {
  const first = Math.floor((startSeconds * source.rateHz - MARGIN_FRAMES) / TILE_FRAMES)
  const last = Math.floor((endSeconds * source.rateHz + MARGIN_FRAMES) / TILE_FRAMES)
  return [Math.max(0, first), Math.min(source.tileCount - 1, last)]
}

type Kept = Map<TileSource, Set<number>>

async function load(options: RenderOptions, piece: PathPiece, kept: Kept): Promise<void> {
  const { source } = piece
  const have = kept.get(source) ?? new Set()
  kept.set(source, have)
  const [first, last] = tilesOf(piece)
  for (let tile = first; tile <= last; tile++) {
    if (have.has(tile)) continue
    source.put(tile, await options.readTile(source, tile))
    have.add(tile)
  }
}

/** Drops the tiles that none of the last pieces needs: memory stays bounded however long the path. */
function forget(recent: readonly PathPiece[], kept: Kept): void {
  const needed = new Map<TileSource, Set<number>>()
  for (const piece of recent) {
    const tiles = needed.get(piece.source) ?? new Set()
    needed.set(piece.source, tiles)
    const [first, last] = tilesOf(piece)
    for (let tile = first; tile <= last; tile++) tiles.add(tile)
  }
  for (const [source, tiles] of kept)
    for (const tile of tiles) {
      if (needed.get(source)?.has(tile)) continue
      source.drop(tile)
      tiles.delete(tile)
    }
}
