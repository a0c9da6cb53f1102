import { setImmediate } from "node:timers/promises"
import { type GeneratorOptions, TimecodeGenerator } from "#shared/timecode/index.ts"
import { createPcmWriter, type SampleFormat } from "../audio/index.ts"

const BLOCK_FRAMES = 16_384

interface FileOptions extends GeneratorOptions {
  seconds: number
  sampleFormat: SampleFormat
}

/**
 * Writes a stereo wav of timecode; under its name it is always whole.
 * @returns the frames written
 * @throws StudioError cancelled; Node's own errors (disk full, no such folder)
 */
export async function generateTimecodeFile(
  path: string,
  { seconds, sampleFormat, ...options }: FileOptions,
  { signal, onProgress }: { signal: AbortSignal; onProgress(fraction: number): void },
): Promise<number> {
  const { rateHz } = options
  const frames = Math.round(seconds * rateHz)
  const generator = new TimecodeGenerator(options)
  const writer = createPcmWriter(path, { sampleRateHz: rateHz, channels: 2, sampleFormat })
  try {
    for (let from = 0; from < frames; from += BLOCK_FRAMES) {
      await setImmediate()
      signal.throwIfAborted()
      onProgress(from / frames)
      const count = Math.min(BLOCK_FRAMES, frames - from)
      const left = new Float32Array(count)
      const right = new Float32Array(count)
      generator.process(left, right)
      writer.write([left, right])
    }
    return writer.finish()
  } finally {
    writer.abort()
  }
}
