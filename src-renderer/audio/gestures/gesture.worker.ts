/** Lets gestures sound beside the page. The sound to scratch with is computed when it is first needed. */
import { gestureOfNumbers } from "#shared/gesture/index.ts"
import type { TileSource } from "#shared/dsp/index.ts"
import { scratchSample } from "#shared/scratch/index.ts"
import type { FromGestures, ToGestures } from "./gesture-protocol.ts"
import { recordOfSamples, soundOfGesture } from "./gesture-sound.ts"

let sample: TileSource | undefined
const records = new Map<string, TileSource>()

self.onmessage = ({ data }: MessageEvent<ToGestures>) => {
  if (data.kind === "record") {
    records.clear()
    records.set(data.id, recordOfSamples(data.samples, data.rateHz, data.channels))
    return
  }
  const { id, numbers, rateHz, recordId } = data
  try {
    const own = recordId === null ? undefined : records.get(recordId)
    sample ??= recordOfSamples(scratchSample(rateHz), rateHz, 1)
    const sound = soundOfGesture(gestureOfNumbers(numbers), own ?? sample, rateHz)
    self.postMessage({ id, sound } satisfies FromGestures, {
      transfer: [sound.buffer as ArrayBuffer],
    })
  } catch (error) {
    self.postMessage({ id, problem: String(error) } satisfies FromGestures)
  }
}
