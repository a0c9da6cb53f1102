/** Which timecode a signal is: every definition's decoder reads it, and the one that knows its place for longest wins. */
import { TIMECODES, type TimecodeName } from "../code/definitions.ts"
import { TimecodeDecoder } from "./decoder.ts"
import { stepFrames } from "./records.ts"

/** Less than this share of a signal read by chance, or by a definition that shares its register, is not enough. */
const LEAST_SHARE = 0.1

/**
 * Looks at a stretch of a signal, a second or more of movement; what it takes is about 5 % of the stretch's own time.
 * @returns null where no timecode is found
 */
export function detectTimecode(
  left: Float32Array,
  right: Float32Array,
  rateHz: number,
): TimecodeName | null {
  const step = stepFrames(rateHz)
  let best: TimecodeName | null = null
  let bestShare = LEAST_SHARE
  for (const timecode of TIMECODES) {
    const decoder = new TimecodeDecoder({ timecode, rateHz })
    let known = 0
    for (let from = 0; from < left.length; from += step) {
      decoder.process(left, right, from, Math.min(left.length, from + step))
      if (decoder.isKnown) known += step
    }
    if (known / left.length <= bestShare) continue
    best = timecode.name
    bestShare = known / left.length
  }
  return best
}
