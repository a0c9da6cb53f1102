/**
 * Reads a recording along any path: forwards, backwards, through zero, at speeds that change from frame to frame. The kernel
 * is a Kaiser-windowed sinc (J. O. Smith, "Digital Audio Resampling", ccrma.stanford.edu) that grows wider with the speed, so
 * that what would lie above the output's Nyquist frequency is taken away before it can fold back.
 */
import { besselI0, kaiser, sinc } from "../exact-math.ts"
import type { TileSource } from "../tile-source.ts"

/** Zero crossings on each side at speeds up to 1. */
const CROSSINGS = 16
/** Values between two crossings; those between them are mixed linearly, 105 dB below. */
const STEPS = 512
const KAISER_BETA = 9.5
/** Above it the kernel grows no wider, and what is faster folds. Hands do not reach half of it. */
export const MOST_SPEED = 8

const SLOPE = createSlope()

/** One side of the kernel, by distance in crossings x STEPS, and the step to the next value. */
function createSlope(): Float64Array {
  const scale = 1 / besselI0(KAISER_BETA)
  const length = CROSSINGS * STEPS
  const at = (i: number) =>
    i >= length ? 0 : sinc(i / STEPS) * kaiser(i / length, KAISER_BETA) * scale
  const slope = new Float64Array(2 * (length + 1))
  for (let i = 0; i <= length; i++) {
    slope[2 * i] = at(i)
    slope[2 * i + 1] = at(i + 1) - at(i)
  }
  return slope
}

export class RecordReader {
  /** Frames that were silent because their tile had not come. */
  underrunFrames = 0
  #window: Float32Array
  #most: number

  /** @param frames most output frames in one call */
  constructor(frames: number) {
    this.#most = frames
    this.#window = new Float32Array(Math.ceil(frames * MOST_SPEED + 2 * CROSSINGS * MOST_SPEED) + 4)
  }

  /**
   * Reads one channel.
   * @param path source frames, `count` + 1 of them; the speed at frame i is path[i + 1] - path[i], at most MOST_SPEED
   * @param count output frames, at most those of the constructor
   * @param out its first `count` values are written; silence outside the recording
   */
  read(
    source: TileSource,
    channel: number,
    path: Float64Array,
    count: number,
    out: Float32Array,
  ): void {
    if (count > this.#most) throw new RangeError(`${count} frames asked of ${this.#most}`)
    const { low, high } = extent(path, count)
    const margin = CROSSINGS * MOST_SPEED
    const base = Math.floor(low) - margin
    const end = Math.min(Math.ceil(high) + margin + 1, base + this.#window.length)
    if (base >= source.frames || end <= 0) {
      out.fill(0, 0, count)
      return
    }
    source.read(channel, base, end - base, this.#window)
    if (channel === 0 && !source.covers(base + margin, Math.max(1, end - base - 2 * margin)))
      this.underrunFrames += count
    for (let i = 0; i < count; i++)
      out[i] = this.#value(path[i]! - base, Math.abs(path[i + 1]! - path[i]!))
  }

  /** The window's band-limited value at `place`, read at a speed in source frames a frame. */
  #value(place: number, speed: number): number {
    const width = speed > 1 ? Math.min(speed, MOST_SPEED) : 1
    const scale = STEPS / width
    const reach = CROSSINGS * width
    const first = Math.max(0, Math.ceil(place - reach))
    const last = Math.min(this.#window.length - 1, Math.floor(place + reach))
    const window = this.#window
    let sum = 0
    for (let frame = first; frame <= last; frame++) {
      const distance = (frame < place ? place - frame : frame - place) * scale
      const step = distance | 0
      const value = SLOPE[2 * step]! + SLOPE[2 * step + 1]! * (distance - step)
      sum += window[frame]! * value
    }
    return sum / width
  }
}

const extents = { low: 0, high: 0 }

function extent(path: Float64Array, count: number): { low: number; high: number } {
  extents.low = path[0]!
  extents.high = path[0]!
  for (let i = 1; i < count; i++) {
    const place = path[i]!
    if (place < extents.low) extents.low = place
    else if (place > extents.high) extents.high = place
  }
  return extents
}
