/** Which timecode a signal is: every definition's decoder reads it, and the one that knows its place for longest wins. */
import { TIMECODES, type TimecodeDefinition, type TimecodeName } from "../code/definitions.ts"
import { StateIndex } from "../code/state-index.ts"
import { TimecodeDecoder, type DecoderOptions } from "./decoder.ts"
import { stepFrames } from "./records.ts"
import { PLAIN, type Wiring, WIRINGS } from "./wiring.ts"

/** Less than this share of a signal read by chance, or by a definition that shares its register, is not enough. */
const LEAST_SHARE = 0.1

interface Stretch {
  left: Float32Array
  right: Float32Array
  rateHz: number
}

/**
 * Looks at a stretch of a signal, a second or more of movement; what it takes is about 5 % of the stretch's own time.
 * @returns null where no timecode is found
 */
export function detectTimecode(
  left: Float32Array,
  right: Float32Array,
  rateHz: number,
): TimecodeName | null {
  const stretch = { left, right, rateHz }
  return best(TIMECODES, (timecode) => knownShare(stretch, { timecode }))?.name ?? null
}

export interface FoundRecord {
  timecode: TimecodeName
  wiring: Wiring
}

/**
 * Which timecode, and how its channels are wired: as they should be, if that can be; else swapped or turned over. Looking for
 * those takes up to 8 times as long.
 */
export function findRecord(
  left: Float32Array,
  right: Float32Array,
  rateHz: number,
): FoundRecord | null {
  const stretch = { left, right, rateHz }
  const indices = new Map<TimecodeDefinition, StateIndex>()
  const read = (timecode: TimecodeDefinition, wiring: Wiring): number => {
    const index = indices.get(timecode) ?? new StateIndex(timecode)
    indices.set(timecode, index)
    return knownShare(stretch, { timecode, index, wiring })
  }
  const plain = best(TIMECODES, (timecode) => read(timecode, PLAIN))
  if (plain) return { timecode: plain.name, wiring: PLAIN }
  const pairs = TIMECODES.flatMap((timecode) => WIRINGS.map((wiring) => ({ timecode, wiring })))
  const found = best(pairs, ({ timecode, wiring }) => read(timecode, wiring))
  return found && { timecode: found.timecode.name, wiring: found.wiring }
}

function best<Candidate>(
  candidates: readonly Candidate[],
  shareOf: (candidate: Candidate) => number,
): Candidate | null {
  let found: Candidate | null = null
  let most = LEAST_SHARE
  for (const candidate of candidates) {
    const share = shareOf(candidate)
    if (share <= most) continue
    found = candidate
    most = share
  }
  return found
}

function knownShare(
  { left, right, rateHz }: Stretch,
  options: Omit<DecoderOptions, "rateHz">,
): number {
  const decoder = new TimecodeDecoder({ ...options, rateHz })
  const step = stepFrames(rateHz)
  let known = 0
  for (let from = 0; from < left.length; from += step) {
    decoder.process(left, right, from, Math.min(left.length, from + step))
    if (decoder.isKnown) known += step
  }
  return known / left.length
}
