import {
  BASE_FRAMES,
  LEVEL_STEP,
  PEAK_SCALE,
  peaksHeaderBytes,
  writePeaksHeader,
  type PeaksLevel,
} from "./peaks-format.ts"

export interface PeaksBuilder {
  /** The mono mix, in blocks of any length. */
  push(mono: Float32Array): void
  /** The whole pyramid as one file; see peaks-format. */
  finish(): Uint8Array
}

/** Gathers peaks of the mono mix; keeps 2 bytes for every 64 frames, 50 MB for 10 hours. */
export function createPeaksBuilder(): PeaksBuilder {
  const base = new GrowingInt8()
  let frames = 0
  let low = Infinity
  let high = -Infinity
  const closePeak = () => {
    base.push(quantiseDown(low), quantiseUp(high))
    low = Infinity
    high = -Infinity
  }
  return {
    push(mono) {
      for (let index = 0; index < mono.length; index++) {
        const sample = mono[index] as number
        if (sample < low) low = sample
        if (sample > high) high = sample
        if (++frames % BASE_FRAMES === 0) closePeak()
      }
    },
    finish() {
      if (frames % BASE_FRAMES !== 0) closePeak()
      return assemble(frames, pyramidOf(base.bytes()))
    },
  }
}

function quantiseDown(value: number): number {
  return Number.isFinite(value) ? Math.max(-PEAK_SCALE, Math.floor(value * PEAK_SCALE)) : 0
}

function quantiseUp(value: number): number {
  return Number.isFinite(value) ? Math.min(PEAK_SCALE, Math.ceil(value * PEAK_SCALE)) : 0
}

function pyramidOf(base: Int8Array): Int8Array[] {
  const levels = [base]
  for (let level = base; level.length > 2; levels.push(level)) level = coarser(level)
  return levels
}

function coarser(level: Int8Array): Int8Array {
  const peaks = level.length / 2
  const out = new Int8Array(2 * Math.ceil(peaks / LEVEL_STEP))
  for (let index = 0; index < out.length / 2; index++) {
    let low = PEAK_SCALE
    let high = -PEAK_SCALE
    const end = Math.min(peaks, (index + 1) * LEVEL_STEP)
    for (let peak = index * LEVEL_STEP; peak < end; peak++) {
      low = Math.min(low, level[2 * peak] as number)
      high = Math.max(high, level[2 * peak + 1] as number)
    }
    out[2 * index] = low
    out[2 * index + 1] = high
  }
  return out
}

function assemble(frames: number, levels: Int8Array[]): Uint8Array {
  let offsetBytes = peaksHeaderBytes(levels.length)
  const table = levels.map((level, index): PeaksLevel => {
    const entry = {
      framesPerPeak: BASE_FRAMES * LEVEL_STEP ** index,
      peaks: level.length / 2,
      offsetBytes,
    }
    offsetBytes += level.length
    return entry
  })
  const bytes = new Uint8Array(offsetBytes)
  writePeaksHeader(bytes, { frames, levels: table })
  levels.forEach((level, index) =>
    bytes.set(
      new Uint8Array(level.buffer, level.byteOffset, level.length),
      table[index]?.offsetBytes,
    ),
  )
  return bytes
}

class GrowingInt8 {
  #bytes = new Int8Array(65_536)
  #length = 0

  push(one: number, other: number): void {
    if (this.#length + 2 > this.#bytes.length) {
      const grown = new Int8Array(this.#bytes.length * 2)
      grown.set(this.#bytes)
      this.#bytes = grown
    }
    this.#bytes[this.#length++] = one
    this.#bytes[this.#length++] = other
  }

  bytes(): Int8Array {
    return this.#bytes.subarray(0, this.#length)
  }
}
