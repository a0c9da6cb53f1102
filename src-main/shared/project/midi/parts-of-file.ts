/** A track of a MIDI file as parts, one for each channel that has notes, and the rest. */
import {
  channelMessage,
  type ChannelEvent,
  type MidiEvent,
  type MidiTrack,
} from "#shared/music/midi-file/index.ts"
import { splitNotes, type MidiNote, type OtherEvent } from "#shared/music/midi-notes.ts"

export interface FilePart {
  /** 0..15 */
  channel: number
  notes: MidiNote[]
  /** Messages to the channel, but for those that choose the preset. */
  controllers: ChannelEvent[]
  program: number
  bank: number
}

export interface FileParts {
  parts: FilePart[]
  /** In the order of the file. */
  others: MidiEvent[]
  warnings: string[]
}

const BANK = 0
const BANK_FINE = 32

export function partsOfTrack(track: MidiTrack): FileParts {
  const split = splitNotes(track)
  const byChannel = new Map<number, MidiNote[]>()
  for (const note of split.notes) {
    const notes = byChannel.get(note.channel)
    if (notes) notes.push(note)
    else byChannel.set(note.channel, [note])
  }
  const taken = new Set<OtherEvent>()
  const parts = [...byChannel]
    .sort(([a], [b]) => a - b)
    .map(([channel, notes]) => partOf(channel, notes, split.others, taken))
  const others = split.others.filter((other) => !taken.has(other)).map(({ event }) => event)
  return { parts, others, warnings: split.warnings }
}

function partOf(
  channel: number,
  notes: MidiNote[],
  others: readonly OtherEvent[],
  taken: Set<OtherEvent>,
): FilePart {
  const own = others.filter(({ event }) => isController(event) && event.channel === channel)
  const first = firstRank(notes)
  const before = own.filter(({ rank = 0 }) => rank < first)
  const lastProgram = before.findLastIndex(({ event }) => event.kind === "programChange")
  const preset = new Set(
    before.slice(0, lastProgram + 1).filter(({ event }) => choosesPreset(event)),
  )
  const controllers = own.filter((other) => !preset.has(other))
  for (const other of controllers) taken.add(other)
  const chosen = [...preset].map(({ event }) => event as ChannelEvent)
  return {
    channel,
    notes,
    controllers: controllers.map(({ event }) => event as ChannelEvent),
    program: lastOf(chosen, (event) => event.kind === "programChange"),
    bank: lastOf(chosen, (event) => event.kind === "controlChange" && event.controller === BANK),
  }
}

/** Notes that never ended have no ranks: then the others tell. */
function firstRank(notes: readonly MidiNote[]): number {
  return notes.reduce((first, { ranks }) => Math.min(first, ranks?.on ?? Infinity), Infinity)
}

/** Programs and banks: what the instrument is set to before its first note. */
export function choosesPreset(event: MidiEvent): boolean {
  if (event.kind === "programChange") return true
  return (
    event.kind === "controlChange" && (event.controller === BANK || event.controller === BANK_FINE)
  )
}

/** What a clip's controllers can hold: note-offs that end no note are kept with the rest. */
function isController(event: MidiEvent): event is ChannelEvent {
  return "channel" in event && event.kind !== "noteOn" && event.kind !== "noteOff"
}

/** The value of the last such message, 0 where there is none. */
function lastOf(events: readonly ChannelEvent[], is: (event: ChannelEvent) => boolean): number {
  const event = events.findLast(is)
  return event ? (channelMessage(event).at(event.kind === "programChange" ? 1 : 2) ?? 0) : 0
}
