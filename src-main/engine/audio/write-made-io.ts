import { setImmediate } from "node:timers/promises"
import { createPcmWriter } from "./cache/pcm-cache-io.ts"
import type { SampleFormat } from "./cache/sample-coding.ts"

const BLOCK_FRAMES = 16_384

interface Making {
  rateHz: number
  frames: number
  sampleFormat: SampleFormat
  signal: AbortSignal
  onProgress(fraction: number): void
}

/**
 * Writes a stereo wav of sound that is made block by block; under its name it is always whole.
 * @param fill makes the next frames, as many as the arrays hold
 * @returns the frames written
 * @throws StudioError cancelled; Node's own errors (disk full, no such folder)
 */
export async function writeMade(
  path: string,
  { rateHz, frames, sampleFormat, signal, onProgress }: Making,
  fill: (left: Float32Array, right: Float32Array) => void,
): Promise<number> {
  const writer = createPcmWriter(path, { sampleRateHz: rateHz, channels: 2, sampleFormat })
  try {
    for (let from = 0; from < frames; from += BLOCK_FRAMES) {
      await setImmediate()
      signal.throwIfAborted()
      onProgress(from / frames)
      const count = Math.min(BLOCK_FRAMES, frames - from)
      const [left, right] = [new Float32Array(count), new Float32Array(count)]
      fill(left, right)
      writer.write([left, right])
    }
    return writer.finish()
  } finally {
    writer.abort()
  }
}
