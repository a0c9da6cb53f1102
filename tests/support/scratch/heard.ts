/** Takes with what a rig made of them, small enough for a test. */
import { recordOf } from "#engine/scratch/sound/deck/record.ts"
import type { HeardTake } from "#engine/scratch/sound/fit/heard-take.ts"
import { hearTake } from "#engine/scratch/sound/fit/hear-take.ts"
import { scratchSample } from "#shared/scratch/index.ts"
import { handwork } from "./scratch-hands.ts"
import { recordRig, RIG_RATE_HZ } from "./virtual-rig.ts"

const RECORD_RATE_HZ = 44_100

export function aHeardTake({
  seconds = 2,
  seed = 1,
  takeKey = "a",
  recordKey = "ahh",
} = {}): HeardTake {
  const sample = scratchSample(RECORD_RATE_HZ)
  const { done, told } = handwork(seconds, seed)
  return hearTake({
    ...{ title: "A take", takeKey, recordKey, gesture: told },
    record: recordOf(sample, RECORD_RATE_HZ),
    recordingTitle: "A recording",
    recording: { mono: recordRig(done, sample, seed).sound, rateHz: RIG_RATE_HZ },
  })
}
