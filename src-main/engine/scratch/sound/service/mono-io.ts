/** Sound files as decks that learn need them: mono, in memory. */
import { fail } from "#shared/contract/errors.ts"
import type { TileSource } from "#shared/dsp/index.ts"
import { scratchSample } from "#shared/scratch/index.ts"
import { wholeRecord } from "../../../gestures/index.ts"
import { recordOf } from "../deck/record.ts"
import { SOUND_RATE_HZ } from "../fit/heard-take.ts"

export interface Mono {
  mono: Float32Array
  rateHz: number
}

/** @throws StudioError unreadable, not-found; invalid-input where it is too long or holds what is no number */
export async function readMono(path: string, signal: AbortSignal): Promise<Mono> {
  const source = await wholeRecord(path, signal)
  const { frames, channels, rateHz } = source
  const [mono, part] = [new Float32Array(frames), new Float32Array(frames)]
  for (let channel = 0; channel < channels; channel++) {
    source.read(channel, 0, frames, part)
    for (let i = 0; i < frames; i++) mono[i]! += part[i]! / channels
  }
  if (mono.some((value) => !Number.isFinite(value)))
    fail("invalid-input", `${path} holds samples that are no numbers`)
  return { mono, rateHz }
}

/** What lies on a record; the studio's own sample where no file is named. */
export async function readRecord(path: string | null, signal: AbortSignal): Promise<TileSource> {
  if (path === null) return recordOf(scratchSample(SOUND_RATE_HZ), SOUND_RATE_HZ)
  const { mono, rateHz } = await readMono(path, signal)
  return recordOf(mono, rateHz)
}
