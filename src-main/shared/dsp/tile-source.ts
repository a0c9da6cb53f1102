/** Decoded sound of a part as it arrives: planar tiles of 65,536 frames, kept by number. */
export const TILE_FRAMES = 65_536

export interface TileSourceOptions {
  rateHz: number
  channels: number
  frames: number
}

const SIDE_GAIN = Math.SQRT1_2

export class TileSource {
  readonly rateHz: number
  readonly channels: number
  readonly frames: number
  /** channels x 2: how loud each channel is left and right. */
  readonly gains: Float32Array
  #tiles = new Map<number, Float32Array>()

  constructor({ rateHz, channels, frames }: TileSourceOptions) {
    this.rateHz = rateHz
    this.channels = channels
    this.frames = frames
    this.gains = stereoGains(channels)
  }

  get tileCount(): number {
    return Math.ceil(this.frames / TILE_FRAMES)
  }

  /** @param samples planar: channel after channel, all of the same length. */
  put(tile: number, samples: Float32Array): void {
    this.#tiles.set(tile, samples)
  }

  /** @returns what was there */
  drop(tile: number): Float32Array | undefined {
    const samples = this.#tiles.get(tile)
    this.#tiles.delete(tile)
    return samples
  }

  has(tile: number): boolean {
    return this.#tiles.has(tile)
  }

  /** True where every frame of from..from + count that lies in the part is here. */
  covers(from: number, count: number): boolean {
    const first = Math.max(0, Math.floor(from / TILE_FRAMES))
    const last = Math.min(this.tileCount - 1, Math.floor((from + count - 1) / TILE_FRAMES))
    for (let tile = first; tile <= last; tile++) if (!this.#tiles.has(tile)) return false
    return true
  }

  /** Copies frames from..from + count of a channel to the start of `out`; silence outside the part and where no tile is. */
  read(channel: number, from: number, count: number, out: Float32Array): void {
    let done = 0
    while (done < count) {
      const frame = from + done
      if (frame < 0) {
        const silent = Math.min(count - done, -frame)
        out.fill(0, done, done + silent)
        done += silent
        continue
      }
      const tile = Math.floor(frame / TILE_FRAMES)
      const inTile = frame - tile * TILE_FRAMES
      const span = Math.min(count - done, TILE_FRAMES - inTile)
      this.#copy(this.#tiles.get(tile), channel, inTile, span, out, done)
      done += span
    }
  }

  #copy(
    samples: Float32Array | undefined,
    channel: number,
    inTile: number,
    span: number,
    out: Float32Array,
    at: number,
  ): void {
    const length = samples ? samples.length / this.channels : 0
    const here = Math.max(0, Math.min(span, length - inTile))
    const start = channel * length + inTile
    for (let i = 0; i < here; i++) out[at + i] = samples![start + i]!
    out.fill(0, at + here, at + span)
  }
}

/** One channel plays on both sides, two as they are; of more, the third and later ones lie in the middle, all scaled. */
function stereoGains(channels: number): Float32Array {
  if (channels === 1) return Float32Array.of(1, 1)
  const scale = 1 / (1 + SIDE_GAIN * (channels - 2))
  const gains = new Float32Array(channels * 2)
  gains[0] = scale
  gains[3] = scale
  for (let channel = 2; channel < channels; channel++) {
    gains[channel * 2] = SIDE_GAIN * scale
    gains[channel * 2 + 1] = SIDE_GAIN * scale
  }
  return gains
}
