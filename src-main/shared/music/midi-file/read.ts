/**
 * Reads Standard MIDI Files (RP-001 1.0), also wrapped in RIFF (RP-029). Every file is taken for hostile: no number in it
 * decides how much memory is taken, and the time grows with its bytes only. What is broken but clear is mended with a warning.
 */
import { CHUNK_HEADER_BYTES, chunkAt, findId } from "./chunks.ts"
import type { MidiLoss, MidiTrack, ReadMidiFile } from "./midi-events.ts"
import { MidiFileError } from "./midi-file-error.ts"
import { readHeader } from "./read-header.ts"
import { readTrack, type TrackReading } from "./read-track.ts"
import { inBytes, MidiWarnings } from "./warnings.ts"

/** An event takes up to 300 bytes of memory where it may have two to five in the file. */
const DEFAULT_MAX_EVENTS = 2_000_000
const MAX_TRACKS = 0xffff

export interface ReadMidiOptions {
  /** More events than this in a file are refused. */
  maxEvents?: number
}

/**
 * The file with all its events. Throws MidiFileError where there is no header or no track, or where there are more events
 * than `maxEvents`.
 */
export function readMidiFile(
  bytes: Uint8Array,
  { maxEvents = DEFAULT_MAX_EVENTS }: ReadMidiOptions = {},
): ReadMidiFile {
  const warnings = new MidiWarnings()
  const header = readHeader(bytes, warnings)
  const lost: MidiLoss = {
    ...{ missingTracks: 0, isTempoGuessed: header.isTempoGuessed, inTracks: [] },
  }
  const tracks = readTracks(bytes, header.end, maxEvents, { warnings, lost })
  if (tracks.length === 0) throw new MidiFileError("This MIDI file holds no track", header.end)
  if (tracks.length !== header.trackCount) {
    warnings.add("header", `${header.trackCount} tracks announced, ${tracks.length} found`)
    lost.missingTracks = Math.max(0, header.trackCount - tracks.length)
  }
  const { division } = header
  let { format } = header
  if (format === 0 && tracks.length > 1) {
    warnings.add("header", "format 0 with more than one track: read as format 1")
    format = 1
  }
  return { format, division, tracks, warnings: warnings.list(), lost }
}

function readTracks(
  bytes: Uint8Array,
  from: number,
  maxEvents: number,
  { warnings, lost }: { warnings: MidiWarnings; lost: MidiLoss },
): MidiTrack[] {
  const tracks: MidiTrack[] = []
  let left = maxEvents
  let at = from
  while (at < bytes.length && tracks.length < MAX_TRACKS) {
    const chunk = chunkAt(bytes, at)
    if (chunk?.id === "MTrk") {
      const track = readTrackChunk(bytes, chunk, tracks.length + 1, left)
      tracks.push({ events: track.events, endTicks: track.endTicks })
      left -= track.events.length
      warnings.take(track.warnings)
      const { loss } = track
      if (loss.damagedEvents > 0 || loss.isCutOff)
        lost.inTracks.push({ ...loss, index: tracks.length - 1 })
      at = track.next
    } else if (chunk && chunk.end <= bytes.length) {
      warnings.add(`byte ${at}`, `unknown chunk "${chunk.id}": skipped`)
      at = chunk.end
    } else {
      const next = nextTrack(bytes, at)
      warnings.add(`byte ${at}`, `${inBytes(next - at)} outside any chunk: skipped`)
      at = next
    }
  }
  return tracks
}

interface Span {
  start: number
  end: number
}

/**
 * A chunk's length is believed where another chunk or the end of the file follows it. Elsewhere the track is read up to its
 * own end, and only where it has none by its length after all.
 */
function readTrackChunk(
  bytes: Uint8Array,
  { start, end }: Span,
  number: number,
  maxEvents: number,
): TrackReading {
  const isBelieved =
    end === bytes.length || (end < bytes.length && chunkAt(bytes, end) !== undefined)
  const limit = isBelieved ? end : nextTrack(bytes, start)
  let reading = readTrack({ bytes, start, end: limit, number }, maxEvents)
  if (!reading.ended && end < limit) reading = readTrack({ bytes, start, end, number }, maxEvents)
  const { warnings, next, ended } = reading
  const place = `track ${number}, byte ${next}`
  if (!ended) warnings.add(place, "no end of track: ends after its last event")
  if (!ended && end > bytes.length) reading.loss.isCutOff = true
  if (isBelieved && next < end) {
    const isNextTrack = chunkAt(bytes, next)?.id === "MTrk"
    warnings.add(
      place,
      `${inBytes(end - next)} after the end of track${isNextTrack ? "" : ": skipped"}`,
    )
    if (!isNextTrack) reading.next = end
  } else if (next !== end) {
    warnings.add(
      `track ${number}, byte ${start - 4}`,
      `${inBytes(end - start)} announced, ${inBytes(next - start)} read`,
    )
  }
  return reading
}

/** Where the next track's header stands, from `from` on, or the end of the file. */
function nextTrack(bytes: Uint8Array, from: number): number {
  const at = findId(bytes, "MTrk", from)
  return at === -1 || at + CHUNK_HEADER_BYTES > bytes.length ? bytes.length : at
}
