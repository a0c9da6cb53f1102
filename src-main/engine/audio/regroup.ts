import { BLOCK_FRAMES, type Piece } from "./audio-source.ts"

export interface RegroupOptions {
  channels: number
  skipFrames: number
  keepFrames: number
  /** The pieces hold nothing but finite samples: they are not checked. */
  finite: boolean
  /** Told how many samples were not finite and became 0. */
  onNotFinite: (count: number) => void
}

/**
 * Regroups pieces of any length into fresh blocks of BLOCK_FRAMES (the last one shorter), drops the encoder delay and
 * padding, and silences samples that are not finite.
 */
export function* regroup(
  pieces: Iterable<Piece>,
  options: RegroupOptions,
): Generator<Float32Array[]> {
  let skip = options.skipFrames
  let keep = options.keepFrames
  let block = freshBlock(options.channels)
  let filled = 0
  for (const { channels, frames } of pieces) {
    let from = Math.min(skip, frames)
    skip -= from
    const end = Math.min(frames, from + keep)
    while (from < end) {
      const count = Math.min(end - from, BLOCK_FRAMES - filled)
      copyInto(block, channels, from, count, filled)
      from += count
      filled += count
      keep -= count
      if (filled < BLOCK_FRAMES) continue
      yield checked(block, options)
      block = freshBlock(options.channels)
      filled = 0
    }
    if (keep <= 0) break
  }
  if (filled > 0)
    yield checked(
      block.map((channel) => channel.slice(0, filled)),
      options,
    )
}

function freshBlock(channels: number): Float32Array[] {
  return Array.from({ length: channels }, () => new Float32Array(BLOCK_FRAMES))
}

/** A piece with fewer channels than the stream began with repeats its last one. */
function copyInto(
  block: Float32Array[],
  channels: readonly Float32Array[],
  from: number,
  count: number,
  at: number,
): void {
  block.forEach((target, index) => {
    const source = channels[Math.min(index, channels.length - 1)]
    if (source) target.set(source.subarray(from, from + count), at)
  })
}

function checked(block: Float32Array[], options: RegroupOptions): Float32Array[] {
  if (options.finite) return block
  let count = 0
  for (const channel of block)
    for (let index = 0; index < channel.length; index++)
      if (!Number.isFinite(channel[index])) {
        channel[index] = 0
        count++
      }
  if (count > 0) options.onNotFinite(count)
  return block
}
