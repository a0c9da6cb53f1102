/**
 * Raw recordings as a Standard MIDI File, to the microsecond: 25,000 ticks a quarter of 25 ms. What is no single channel
 * message is kept as an escape (its bytes as they are); on which port events came is said before them. Other programs' files
 * are read, too, with the tempo they say.
 */
import { fail } from "#shared/contract/errors.ts"
import {
  channelEvent,
  channelMessage,
  MAX_VARIABLE_LENGTH,
  metaEvent,
  MidiFileError,
  metaValue,
  readMidiFile,
  writeMidiFile,
  type MidiEvent,
  type ReadMidiFile,
} from "#shared/music/midi-file/index.ts"
import { dataBytesOf } from "#shared/music/index.ts"
import type { RawEvent } from "../../decode/raw-event.ts"

const TICKS_PER_QUARTER = 25_000
const MICROS_PER_QUARTER = 25_000
const USUAL_MICROS_PER_QUARTER = 500_000
/** Where the recording's clock stood at tick 0. */
const CLOCK = "slipmat-clock-microseconds:"

/** @param events in the order of time; the microseconds of the first are kept beside them */
export function midiOfEvents(events: readonly RawEvent[]): Uint8Array {
  const base = events[0]?.atMicros ?? 0
  const track: MidiEvent[] = [
    metaEvent(0, { kind: "tempo", microsecondsPerQuarter: MICROS_PER_QUARTER }),
    text(0, "text", `${CLOCK}${base}`),
  ]
  let ticks = 0
  let port = ""
  for (const event of events) {
    // A hair that a clock went back: MIDI files cannot.
    const at = Math.max(ticks, event.atMicros - base)
    for (; at - ticks > MAX_VARIABLE_LENGTH; ticks += MAX_VARIABLE_LENGTH)
      track.push(text(ticks + MAX_VARIABLE_LENGTH, "text", ""))
    ticks = at
    if ((event.port ?? "") !== port) {
      port = event.port ?? ""
      track.push(text(ticks, "deviceName", port))
    }
    track.push(midiEventOf(ticks, event.bytes))
  }
  const division = { kind: "quarters", ticksPerQuarter: TICKS_PER_QUARTER } as const
  return writeMidiFile({ format: 0, division, tracks: [{ events: track, endTicks: ticks }] })
}

const text = (ticks: number, role: "text" | "deviceName", words: string): MidiEvent =>
  metaEvent(ticks, { kind: "text", role, text: words, encoding: "utf-8" })

function midiEventOf(ticks: number, bytes: Uint8Array): MidiEvent {
  const [status = 0, first = 0, second = 0] = bytes
  const isChannel = status >= 0x80 && status < 0xf0 && bytes.length === 1 + dataBytesOf(status)
  if (isChannel && first < 0x80 && second < 0x80) return channelEvent(status, ticks, first, second)
  return { ticks, kind: "escape", bytes }
}

/** @throws StudioError unreadable where it is no MIDI file, naming `file` */
export function eventsOfMidi(bytes: Uint8Array, file: string): RawEvent[] {
  const midi = read(bytes, file)
  const microsAt = clockOf(midi)
  const all = midi.tracks.flatMap(({ events }) => {
    let port = ""
    return events.flatMap((event): RawEvent[] => {
      const value = event.kind === "meta" ? metaValue(event) : undefined
      if (value?.kind === "text" && value.role === "deviceName") port = value.text
      const raw = bytesOf(event)
      const atMicros = Math.round(microsAt(event.ticks))
      return raw ? [{ atMicros, bytes: raw, ...(port === "" ? {} : { port }) }] : []
    })
  })
  return midi.tracks.length > 1 ? all.sort((a, b) => a.atMicros - b.atMicros) : all
}

function read(bytes: Uint8Array, file: string): ReadMidiFile {
  try {
    return readMidiFile(bytes)
  } catch (error) {
    if (error instanceof MidiFileError) return fail("unreadable", `${file}: ${error.message}`)
    throw error
  }
}

function bytesOf(event: MidiEvent): Uint8Array | undefined {
  if (event.kind === "meta") return undefined
  if (event.kind === "escape") return event.bytes
  if (event.kind === "sysex") return Uint8Array.of(0xf0, ...event.bytes)
  return Uint8Array.from(channelMessage(event))
}

/** Microseconds of a tick, by all tempos of the file and the clock that we wrote. */
function clockOf({ division, tracks }: ReadMidiFile): (ticks: number) => number {
  if (division.kind === "smpte")
    return (ticks) => (ticks * 1e6) / (division.framesPerSecond * division.ticksPerFrame)
  const { ticksPerQuarter } = division
  const marks = [{ ticks: 0, micros: 0, perQuarter: USUAL_MICROS_PER_QUARTER }]
  let base = 0
  const metas = tracks
    .flatMap(({ events }) => events.filter((event) => event.kind === "meta"))
    .sort((a, b) => a.ticks - b.ticks)
  for (const meta of metas) {
    const value = metaValue(meta)
    if (value?.kind === "text" && value.text.startsWith(CLOCK))
      base = Number(value.text.slice(CLOCK.length)) || 0
    if (value?.kind !== "tempo") continue
    const last = marks.at(-1)!
    const micros = last.micros + ((meta.ticks - last.ticks) / ticksPerQuarter) * last.perQuarter
    marks.push({ ticks: meta.ticks, micros, perQuarter: value.microsecondsPerQuarter })
  }
  return (ticks) => {
    const { ticks: from, micros, perQuarter } = marks.findLast((mark) => mark.ticks <= ticks)!
    return base + micros + ((ticks - from) / ticksPerQuarter) * perQuarter
  }
}
