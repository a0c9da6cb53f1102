/**
 * Writes Standard MIDI Files (RP-001 1.0). What the format cannot hold is refused rather than bent: reading the bytes again
 * gives the very file that was written.
 */
import { ByteWriter } from "./byte-writer.ts"
import { channelMessage } from "./channel-events.ts"
import {
  END_OF_TRACK,
  MAX_VARIABLE_LENGTH,
  type MidiDivision,
  type MidiEvent,
  type MidiFile,
  type MidiTrack,
} from "./midi-events.ts"

export interface WriteMidiOptions {
  /** Leaves a status byte out where the one before it still holds: a third smaller, and every reader knows it. */
  runningStatus?: boolean
}

/**
 * The bytes of a file. Throws RangeError, naming track and event, where a number is outside its range, events are out of
 * order or more than 0x0fffffff ticks apart.
 */
export function writeMidiFile(
  file: MidiFile,
  { runningStatus = true }: WriteMidiOptions = {},
): Uint8Array {
  const { format, tracks } = file
  if (format === 0 && tracks.length !== 1) {
    throw new RangeError(`A MIDI file of format 0 has one track, not ${tracks.length}`)
  }
  if (tracks.length < 1 || tracks.length > 0xffff) {
    throw new RangeError(`A MIDI file has 1 to 65535 tracks, not ${tracks.length}`)
  }
  const writer = new ByteWriter()
  startChunk(writer, "MThd", 6)
  writer.uint16(format)
  writer.uint16(tracks.length)
  writer.uint16(divisionWord(file.division))
  for (const [index, track] of tracks.entries()) {
    writeTrack(writer, track, { name: `track ${index + 1}`, runningStatus })
  }
  return writer.written()
}

function startChunk(writer: ByteWriter, id: string, length: number): void {
  writer.all(Array.from(id, (letter) => letter.charCodeAt(0)))
  writer.uint32(length)
}

function divisionWord(division: MidiDivision): number {
  if (division.kind === "quarters") {
    return within(division.ticksPerQuarter, 1, 0x7fff, "ticks per quarter")
  }
  const { framesPerSecond, ticksPerFrame } = division
  return (0x100 - framesPerSecond) * 0x100 + within(ticksPerFrame, 1, 0xff, "ticks per frame")
}

interface TrackOptions {
  name: string
  runningStatus: boolean
}

function writeTrack(writer: ByteWriter, track: MidiTrack, options: TrackOptions): void {
  const { name, runningStatus } = options
  startChunk(writer, "MTrk", 0)
  const start = writer.length
  let ticks = 0
  let running = 0
  for (const [index, event] of track.events.entries()) {
    const place = `${name}, event ${index + 1}`
    writeDelta(writer, ticks, event.ticks, place)
    ticks = event.ticks
    running = writeMessage(writer, event, runningStatus ? running : 0, place)
  }
  writeDelta(writer, ticks, track.endTicks, `${name}, its end`)
  writer.all([0xff, END_OF_TRACK, 0])
  writer.setUint32(start - 4, writer.length - start)
}

function writeDelta(writer: ByteWriter, before: number, ticks: number, place: string): void {
  writer.variableLength(
    within(ticks - before, 0, MAX_VARIABLE_LENGTH, place, "ticks after the last"),
  )
}

/** Returns the running status for the next event: 0 where it has to give its own. */
function writeMessage(
  writer: ByteWriter,
  event: MidiEvent,
  running: number,
  place: string,
): number {
  if (event.kind === "meta") {
    if (event.type === END_OF_TRACK)
      throw new RangeError(`${place}: the end of track is not an event`)
    writer.byte(0xff)
    writer.byte(within(event.type, 0, 0xff, place, "type"))
    writeBytes(writer, event.bytes, place)
    return 0
  }
  if (event.kind === "sysex" || event.kind === "escape") {
    writer.byte(event.kind === "sysex" ? 0xf0 : 0xf7)
    writeBytes(writer, event.bytes, place)
    return 0
  }
  within(event.channel, 0, 15, place, "channel")
  const [status, ...data] = channelMessage(event)
  if (status !== running) writer.byte(status)
  for (const value of data) writer.byte(within(value, 0, 0x7f, place, event.kind))
  return status
}

function writeBytes(writer: ByteWriter, bytes: Uint8Array, place: string): void {
  writer.variableLength(within(bytes.length, 0, MAX_VARIABLE_LENGTH, place, "bytes"))
  writer.all(bytes)
}

function within(value: number, least: number, most: number, ...names: string[]): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new RangeError(
    `${names.join(": ")} ${value} is not a whole number from ${least} to ${most}`,
  )
}
