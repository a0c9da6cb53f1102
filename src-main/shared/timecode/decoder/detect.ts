/** Which timecode a signal is: every definition's decoder reads it, and the one that knows its place for longest wins. */
import { TIMECODES, type TimecodeDefinition, type TimecodeName } from "../code/definitions.ts"
import { StateIndex } from "../code/state-index.ts"
import { TimecodeDecoder, type DecoderOptions } from "./decoder.ts"
import { stepFrames } from "./records.ts"
import { PLAIN, type Wiring, WIRINGS } from "./wiring.ts"

/** Less than this share of a signal read by chance, or by a definition that shares its register, is not enough. */
const LEAST_SHARE = 0.1
/** Read for so much of the time, no other wiring is tried: one a quarter of a cycle off gives up to 0.8 where a channel is quiet. */
const SURE_SHARE = 0.9

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
  return best(TIMECODES, (timecode) => readingOf(stretch, { timecode }).share)?.name ?? null
}

export interface FoundRecord {
  timecode: TimecodeName
  wiring: Wiring
}

/**
 * Which timecode, and how its channels are wired: as they should be, if that can be; else swapped or turned over. Looking for
 * those takes 4 times as long.
 */
export function findRecord(
  left: Float32Array,
  right: Float32Array,
  rateHz: number,
): FoundRecord | null {
  const stretch = { left, right, rateHz }
  const indices = new Map<TimecodeDefinition, StateIndex>()
  const read = (timecode: TimecodeDefinition, wiring: Wiring): Reading => {
    const index = indices.get(timecode) ?? new StateIndex(timecode)
    indices.set(timecode, index)
    return readingOf(stretch, { timecode, index, wiring })
  }
  const plain = TIMECODES.map((timecode) => read(timecode, PLAIN))
  const found =
    best(plain, ({ share }) => share, SURE_SHARE) ??
    best(
      [
        ...plain,
        ...TIMECODES.flatMap((timecode) => OTHERS.map((wiring) => read(timecode, wiring))),
      ],
      ({ share }) => share,
    )
  return found && { timecode: found.timecode.name as TimecodeName, wiring: trueWiring(found) }
}

/** Those that turn both channels over are read by the decoder as those that turn neither. */
const OTHERS = WIRINGS.filter(
  ({ isSwapped, invertsLeft, invertsRight }) => !invertsLeft && (isSwapped || invertsRight),
)

/** A decoder that found both channels turned over read them so. */
function trueWiring({ wiring, isUpsideDown }: Reading): Wiring {
  if (!isUpsideDown) return wiring
  const { isSwapped, invertsLeft, invertsRight } = wiring
  return { isSwapped, invertsLeft: !invertsLeft, invertsRight: !invertsRight }
}

function best<Candidate>(
  candidates: readonly Candidate[],
  shareOf: (candidate: Candidate) => number,
  least = LEAST_SHARE,
): Candidate | null {
  let found: Candidate | null = null
  let most = least
  for (const candidate of candidates) {
    const share = shareOf(candidate)
    if (share <= most) continue
    found = candidate
    most = share
  }
  return found
}

interface Reading {
  timecode: TimecodeDefinition
  wiring: Wiring
  isUpsideDown: boolean
  /** Of the time, in which the place was known. */
  share: number
}

function readingOf(
  { left, right, rateHz }: Stretch,
  options: Omit<DecoderOptions, "rateHz">,
): Reading {
  const { timecode, wiring = PLAIN } = options
  const decoder = new TimecodeDecoder({ ...options, rateHz })
  const step = stepFrames(rateHz)
  let known = 0
  for (let from = 0; from < left.length; from += step) {
    decoder.process(left, right, from, Math.min(left.length, from + step))
    if (decoder.isKnown) known += step
  }
  return { timecode, wiring, isUpsideDown: decoder.isUpsideDown, share: known / left.length }
}
