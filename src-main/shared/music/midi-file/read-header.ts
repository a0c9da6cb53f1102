/** The first chunk of a MIDI file: format, number of tracks and the length of a tick. */
import { chunkAt, findId, startInRiff, uint16At } from "./chunks.ts"
import type { MidiDivision, SmpteRate } from "./midi-events.ts"
import { MidiFileError } from "./midi-file-error.ts"
import { inBytes, type MidiWarnings } from "./warnings.ts"

/** Wrappings such as MacBinary put some bytes before the file. */
const MAX_LEADING_BYTES = 4096
const USUAL_TICKS_PER_QUARTER = 480
const USUAL_TICKS_PER_FRAME = 40
const SMPTE_RATES: readonly SmpteRate[] = [24, 25, 29, 30]

export interface MidiHeader {
  format: 0 | 1 | 2
  /** As announced, 0..65535. */
  trackCount: number
  division: MidiDivision
  isTempoGuessed: boolean
  /** First byte after the header. */
  end: number
}

/** Throws MidiFileError where there is none. */
export function readHeader(bytes: Uint8Array, warnings: MidiWarnings): MidiHeader {
  const at = headerStart(bytes, warnings)
  const chunk = chunkAt(bytes, at)
  if (!chunk || bytes.length < chunk.start + 6) {
    throw new MidiFileError("This MIDI file ends within its header", bytes.length)
  }
  const format = uint16At(bytes, chunk.start)
  if (format > 2) warnings.add(`byte ${chunk.start}`, `unknown format ${format}: read as format 1`)
  // A header's length is 6 or, in files of the future, more; anything else is a slip of the writer.
  const isLengthRight = chunk.end >= chunk.start + 6 && chunk.end <= bytes.length
  if (!isLengthRight) warnings.add(`byte ${at + 4}`, "the header's length is wrong: read as 6")
  return {
    format: format === 0 || format === 2 ? format : 1,
    trackCount: uint16At(bytes, chunk.start + 2),
    ...readDivision(bytes, chunk.start + 4, warnings),
    end: isLengthRight ? chunk.end : chunk.start + 6,
  }
}

function headerStart(bytes: Uint8Array, warnings: MidiWarnings): number {
  const expected = startInRiff(bytes) ?? 0
  if (chunkAt(bytes, expected)?.id === "MThd") return expected
  const at = findId(bytes.subarray(0, MAX_LEADING_BYTES), "MThd", 0)
  if (at === -1) throw new MidiFileError("This is no MIDI file: it does not begin as one", 0)
  if (at > 0) warnings.add("byte 0", `${inBytes(at)} before the header: skipped`)
  return at
}

function readDivision(
  bytes: Uint8Array,
  at: number,
  warnings: MidiWarnings,
): Pick<MidiHeader, "division" | "isTempoGuessed"> {
  const high = bytes[at]!
  const low = bytes[at + 1]!
  if (high < 0x80) {
    const ticksPerQuarter = high * 0x100 + low
    if (ticksPerQuarter > 0)
      return { division: { kind: "quarters", ticksPerQuarter }, isTempoGuessed: false }
    warnings.add(`byte ${at}`, `0 ticks per quarter: read as ${USUAL_TICKS_PER_QUARTER}`)
    const division = { kind: "quarters", ticksPerQuarter: USUAL_TICKS_PER_QUARTER } as const
    return { division, isTempoGuessed: true }
  }
  const framesPerSecond = SMPTE_RATES.find((rate) => rate === 0x100 - high)
  const isTempoGuessed = !framesPerSecond || low === 0
  if (isTempoGuessed) {
    const given = `${low} ticks in a frame, ${0x100 - high} frames a second`
    warnings.add(`byte ${at}`, `${given}: what is unknown is read as 25 frames, 40 ticks`)
  }
  const division: MidiDivision = {
    kind: "smpte",
    framesPerSecond: framesPerSecond ?? 25,
    ticksPerFrame: low === 0 ? USUAL_TICKS_PER_FRAME : low,
  }
  return { division, isTempoGuessed }
}
