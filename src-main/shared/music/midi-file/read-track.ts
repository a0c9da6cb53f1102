/**
 * Reads the events of one track chunk. Broken files are read as players read them: what is clear is kept, what is not is
 * named in a warning. Time and memory grow with the bytes only.
 */
import { CHANNEL_DATA_BYTES, channelEvent } from "./channel-events.ts"
import { END_OF_TRACK, MAX_VARIABLE_LENGTH, type MidiEvent, type TrackLoss } from "./midi-events.ts"
import { MidiFileError } from "./midi-file-error.ts"
import { TrackBytes, type TrackSource } from "./track-bytes.ts"
import type { MidiWarnings } from "./warnings.ts"

export interface TrackReading {
  events: MidiEvent[]
  endTicks: number
  /** First byte that was not read. */
  next: number
  /** Whether the track says itself that it ends here. */
  ended: boolean
  warnings: MidiWarnings
  loss: TrackLoss
}

/** Throws MidiFileError where the track has more than `maxEvents`. */
export function readTrack(source: TrackSource, maxEvents: number): TrackReading {
  const bytes = new TrackBytes(source)
  const reader = new EventReader(bytes)
  const events: MidiEvent[] = []
  let endTicks = 0
  let lastTicks = 0
  while (!reader.ended && !bytes.isAtEnd) {
    const from = bytes.at
    // Where events are left out their times add up to more than a file can hold between two events.
    const most = lastTicks + MAX_VARIABLE_LENGTH
    const ticks = Math.min(most, endTicks + bytes.variableLength("delta time"))
    bytes.ticks = ticks
    const event = reader.read(ticks)
    if (bytes.isStopped) break
    endTicks = ticks
    if (!event) continue
    if (events.length === maxEvents) {
      throw new MidiFileError("This MIDI file holds more events than can be read", from)
    }
    events.push(event)
    lastTicks = ticks
  }
  const { at: next, loss, warnings } = bytes
  return { events, endTicks, next, ended: reader.ended, warnings, loss }
}

class EventReader {
  ended = false
  #bytes: TrackBytes
  /** Status of the last channel event; 0 before the first. */
  #running = 0
  #isRunningCancelled = false

  constructor(bytes: TrackBytes) {
    this.#bytes = bytes
  }

  /** The event after a delta time, if it is one that is kept. */
  read(ticks: number): MidiEvent | undefined {
    const status = this.#bytes.byte()
    if (status < 0x80) return this.#readRunning(ticks)
    if (status < 0xf0) {
      this.#running = status
      this.#isRunningCancelled = false
      return this.#readChannelEvent(status, ticks)
    }
    this.#isRunningCancelled = true
    switch (status) {
      case 0xff:
        return this.#readMeta(ticks)
      case 0xf0:
        return { ticks, kind: "sysex", bytes: this.#bytes.block("system exclusive message") }
      case 0xf7:
        return { ticks, kind: "escape", bytes: this.#bytes.block("escape message") }
      default:
        this.#skipSystemMessage(status)
        return undefined
    }
  }

  /** The byte read last is data already. By the standard, meta and system events cancel running status; some writers forget. */
  #readRunning(ticks: number): MidiEvent | undefined {
    const bytes = this.#bytes
    const first = --bytes.at
    if (this.#running === 0) {
      bytes.damaged(first, "a data byte before any status byte: skipped")
      bytes.at++
      return undefined
    }
    if (this.#isRunningCancelled) {
      bytes.warn(first, "running status goes on after a meta or system event: taken as meant")
      this.#isRunningCancelled = false
    }
    return this.#readChannelEvent(this.#running, ticks)
  }

  #readChannelEvent(status: number, ticks: number): MidiEvent {
    const first = this.#bytes.dataByte()
    const second = CHANNEL_DATA_BYTES[(status >> 4) & 7] === 2 ? this.#bytes.dataByte() : 0
    return channelEvent(status, ticks, first, second)
  }

  #readMeta(ticks: number): MidiEvent | undefined {
    const type = this.#bytes.byte()
    const bytes = this.#bytes.block("meta event")
    if (type !== END_OF_TRACK) return { ticks, kind: "meta", type, bytes }
    if (bytes.length > 0) this.#bytes.warn(this.#bytes.at, "the end of track has data: left out")
    this.ended = !this.#bytes.isStopped
    return undefined
  }

  /** System common and real-time messages (F1..F6, F8..FE) have no place in a file. */
  #skipSystemMessage(status: number): void {
    const dataBytes = status === 0xf2 ? 2 : status === 0xf1 || status === 0xf3 ? 1 : 0
    this.#bytes.warn(this.#bytes.at - 1, `system message ${status.toString(16)}: skipped`)
    for (let i = 0; i < dataBytes; i++) this.#bytes.byte()
  }
}
