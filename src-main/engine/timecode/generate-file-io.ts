import { type GeneratorOptions, TimecodeGenerator } from "#shared/timecode/index.ts"
import { writeMade, type SampleFormat } from "../audio/index.ts"

interface FileOptions extends GeneratorOptions {
  seconds: number
  sampleFormat: SampleFormat
}

/**
 * Writes a stereo wav of timecode; under its name it is always whole.
 * @returns the frames written
 * @throws StudioError cancelled; Node's own errors (disk full, no such folder)
 */
export function generateTimecodeFile(
  path: string,
  { seconds, sampleFormat, ...options }: FileOptions,
  call: { signal: AbortSignal; onProgress(fraction: number): void },
): Promise<number> {
  const { rateHz } = options
  const generator = new TimecodeGenerator(options)
  const frames = Math.round(seconds * rateHz)
  return writeMade(path, { rateHz, frames, sampleFormat, ...call }, (left, right) =>
    generator.process(left, right),
  )
}
