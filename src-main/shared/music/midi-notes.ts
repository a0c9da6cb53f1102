/**
 * Joins the note-ons and note-offs of a MIDI track to notes, and takes them apart again. A note-off ends the note of its
 * channel and pitch that has sounded longest (first in, first out), as MIDI has no other way to tell them apart.
 */
import type { MidiEvent, MidiTrack, NoteOffEvent, NoteOnEvent } from "./midi-file/index.ts"
import { OpenNotes } from "./open-notes.ts"

export interface MidiNote {
  startTicks: number
  lengthTicks: number
  /** 0..127, 60 is middle C. */
  pitch: number
  /** 1..127 */
  velocity: number
  /** 0..127, or null where a note-on of velocity 0 ends the note, which tells no release velocity. */
  releaseVelocity: number | null
  /** 0..15 */
  channel: number
  /**
   * Places of its two events in the track that it was read from; see `joinNotes`. Whoever moves or stretches a note leaves
   * them out.
   */
  ranks?: { on: number; off: number }
}

/** An event that belongs to no note, with its place in the track that it was read from. */
export interface OtherEvent {
  event: MidiEvent
  rank?: number
}

export interface TrackNotes {
  /** In the order of their note-ons. */
  notes: MidiNote[]
  /** All other events, among them note-offs that end no note. */
  others: OtherEvent[]
  endTicks: number
}

/** Notes that never end are given the end of the track, with a warning. */
export function splitNotes(track: MidiTrack): TrackNotes & { warnings: string[] } {
  const notes: MidiNote[] = []
  const others: OtherEvent[] = []
  const open = new OpenNotes<MidiNote>()
  let strayOffs = 0
  for (const [rank, event] of track.events.entries()) {
    if (event.kind === "noteOn" && event.velocity > 0) {
      const note = startNote(event, rank)
      notes.push(note)
      open.add(note)
      continue
    }
    const isOff = event.kind === "noteOff" || event.kind === "noteOn"
    const ended = isOff ? open.take(event) : undefined
    if (ended) endNote(ended, event as NoteOnEvent | NoteOffEvent, rank)
    else others.push({ event, rank })
    if (isOff && !ended) strayOffs++
  }
  const hanging = open.all()
  for (const note of hanging) {
    note.lengthTicks = track.endTicks - note.startTicks
    delete note.ranks
  }
  const warnings: string[] = []
  if (hanging.length > 0) {
    warnings.push(`notes without an end: ${hanging.length}, ended with the track`)
  }
  if (strayOffs > 0) warnings.push(`note-offs without a note: ${strayOffs}, kept as they are`)
  return { notes, others, endTicks: track.endTicks, warnings }
}

function startNote({ ticks, pitch, velocity, channel }: NoteOnEvent, rank: number): MidiNote {
  const ranks = { on: rank, off: -1 }
  return {
    startTicks: ticks,
    lengthTicks: 0,
    pitch,
    velocity,
    releaseVelocity: null,
    channel,
    ranks,
  }
}

function endNote(note: MidiNote, event: NoteOnEvent | NoteOffEvent, rank: number): void {
  note.lengthTicks = event.ticks - note.startTicks
  note.releaseVelocity = event.kind === "noteOff" ? event.velocity : null
  note.ranks!.off = rank
}

interface Placed {
  event: MidiEvent
  rank: number | undefined
  /** Place among simultaneous events where ranks do not say: ends of notes, then others, then notes. */
  turn: 0 | 1 | 2
}

/**
 * The track of the notes and other events. `joinNotes(splitNotes(track))` is `track`, but for notes that never ended.
 *
 * Simultaneous events stand in the order of their ranks where these have no gap, that is, where all of one moment come from
 * a file and none was added, moved or taken away. Elsewhere, or without ranks, their order may differ from a file's: first the
 * ends of notes begun earlier, in the order of their beginnings; then the other events as they are listed; then the notes as
 * they are listed, each of length 0 with its end at once.
 */
export function joinNotes({ notes, others, endTicks }: TrackNotes): MidiTrack {
  const sorted = notes.toSorted((a, b) => a.startTicks - b.startTicks)
  const ends = sorted.filter((note) => note.lengthTicks > 0)
  const placed: Placed[] = [
    ...ends.map((note): Placed => ({ event: offEvent(note), rank: note.ranks?.off, turn: 0 })),
    ...others.map(({ event, rank }): Placed => ({ event, rank, turn: 1 })),
    ...sorted.flatMap(beginning),
  ]
  placed.sort((a, b) => a.event.ticks - b.event.ticks || a.turn - b.turn)
  restoreRanks(placed)
  const events = placed.map(({ event }) => event)
  return { events, endTicks: Math.max(endTicks, events.at(-1)?.ticks ?? 0) }
}

function beginning(note: MidiNote): Placed[] {
  const { startTicks: ticks, channel, pitch, velocity, ranks } = note
  const event: NoteOnEvent = { ticks, kind: "noteOn", channel, pitch, velocity }
  const on: Placed = { event, rank: ranks?.on, turn: 2 }
  return note.lengthTicks > 0 ? [on] : [on, { event: offEvent(note), rank: ranks?.off, turn: 2 }]
}

function offEvent({ startTicks, lengthTicks, channel, pitch, releaseVelocity }: MidiNote) {
  const ticks = startTicks + lengthTicks
  const velocity = releaseVelocity ?? 0
  const kind = releaseVelocity === null ? "noteOn" : "noteOff"
  return { ticks, kind, channel, pitch, velocity } satisfies MidiEvent
}

/** Puts the events of each moment back into their file's order, where they are all there and no others. */
function restoreRanks(placed: Placed[]): void {
  for (let from = 0, to = 0; from < placed.length; from = to) {
    const { ticks } = placed[from]!.event
    while (to < placed.length && placed[to]!.event.ticks === ticks) to++
    if (to - from === 1) continue
    const moment = placed.slice(from, to)
    if (moment.some(({ rank }) => rank === undefined)) continue
    const byRank = moment.sort((a, b) => a.rank! - b.rank!)
    const first = byRank[0]!.rank!
    if (byRank.every(({ rank }, index) => rank === first + index)) {
      for (const [index, event] of byRank.entries()) placed[from + index] = event
    }
  }
}
