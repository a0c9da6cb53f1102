/** The notes and controllers of a track as MIDI events in song time: loops unrolled, what is muted left out. */
import { DRUM_CHANNEL } from "#shared/music/general-midi.ts"
import { channelEvent, type MidiEvent } from "#shared/music/midi-file/index.ts"
import { clipsOf } from "../clips-of.ts"
import { contentSpans, type ContentSpan } from "../edit/content.ts"
import { compareNotes } from "../edit/order.ts"
import type { ControllerEvent, Note, NotesClip, Project, Track } from "../model/index.ts"

/** What comes first at one time: ends of notes begun earlier, then whatever a track has beside, controllers, beginnings. */
export const TURN = { off: 0, other: 1, controller: 2, on: 3 } as const

export interface Placed {
  /** Of the project. */
  ticks: number
  turn: (typeof TURN)[keyof typeof TURN]
  event: MidiEvent
}

/** @param channel 0..15, of messages that have no channel of their own */
export function eventsOfTrack(
  project: Project,
  track: Pick<Track, "id" | "kind">,
  channel: number,
): Placed[] {
  const playedOn = track.kind === "drum" ? DRUM_CHANNEL : 0
  const clips = clipsOf(project, track.id).filter((clip) => clip.kind === "notes" && !clip.isMuted)
  return clips.flatMap((clip) =>
    contentSpans(clip).flatMap((span) => [
      ...controllersIn(clip as NotesClip, span, { playedOn, channel }),
      ...notesIn(clip as NotesClip, span, channel),
    ]),
  )
}

const isIn = (tick: number, { contentTicks, lengthTicks }: ContentSpan): boolean =>
  tick >= contentTicks && tick < contentTicks + lengthTicks

function controllersIn(
  { controllers }: NotesClip,
  span: ContentSpan,
  { playedOn, channel }: { playedOn: number; channel: number },
): Placed[] {
  const inside = controllers.filter(([tick]) => isIn(tick, span))
  return inside.map(([tick, status, first, second]: ControllerEvent) => {
    const ticks = span.atTicks + tick - span.contentTicks
    const own = (status & 0x0f) === playedOn ? (status & 0xf0) | channel : status
    return { ticks, turn: TURN.controller, event: channelEvent(own, ticks, first, second) }
  })
}

function notesIn({ notes }: NotesClip, span: ContentSpan, channel: number): Placed[] {
  const inside = notes.filter(({ startTicks, isMuted }) => !isMuted && isIn(startTicks, span))
  // Ends of one time stand in the order of their beginnings.
  return inside.sort(compareNotes).flatMap((note) => noteIn(note, span, channel))
}

function noteIn(note: Note, span: ContentSpan, trackChannel: number): [Placed, Placed] {
  const { startTicks, lengthTicks, pitch, velocity, releaseVelocity, channel = trackChannel } = note
  const shift = span.atTicks - span.contentTicks
  const start = startTicks + shift
  const end = Math.min(startTicks + lengthTicks, span.contentTicks + span.lengthTicks) + shift
  const off = { ticks: end, channel, pitch, velocity: releaseVelocity ?? 0 }
  return [
    {
      ...{ ticks: start, turn: TURN.on },
      event: { ticks: start, kind: "noteOn", channel, pitch, velocity },
    },
    {
      // A note of no length must begin before it ends.
      ...{ ticks: end, turn: end === start ? TURN.on : TURN.off },
      event: { ...off, kind: releaseVelocity === undefined ? "noteOn" : "noteOff" },
    },
  ]
}
