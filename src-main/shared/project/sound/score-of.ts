/** The notes and controllers of a track's clips as messages in song time. */
import { message, type Score } from "../../dsp/graph/index.ts"
import type { ControllerEvent, Note, NotesClip, Track } from "../model/index.ts"
import { contentOf, type ContentStretch } from "./content.ts"
import type { SongTime } from "./song-time.ts"

/** Where General MIDI has its drums. */
const DRUM_CHANNEL = 9
const USUAL_RELEASE = 64

/** What comes first of messages at one frame: ends, then controllers, then beginnings. */
const OFF = 0
const CONTROL = 1
const ON = 2

interface Event {
  frame: number
  rank: typeof OFF | typeof CONTROL | typeof ON
  message: number
}

/** @param clips of the track; muted ones and muted notes are left out */
export function scoreOf(
  track: Pick<Track, "kind">,
  clips: readonly NotesClip[],
  time: SongTime,
): Score {
  const channel = track.kind === "drum" ? DRUM_CHANNEL : 0
  const events: Event[] = []
  for (const clip of clips) if (!clip.isMuted) addClip(events, clip, channel, time)
  // Sorting is stable: messages of one frame and kind keep their order.
  events.sort((a, b) => a.frame - b.frame || a.rank - b.rank)
  return {
    frames: Float64Array.from(events, ({ frame }) => frame),
    messages: Int32Array.from(events, (event) => event.message),
  }
}

function addClip(events: Event[], clip: NotesClip, channel: number, time: SongTime): void {
  for (const stretch of contentOf(clip)) {
    // Content tick 0 as a tick of the song.
    const zero = clip.startTicks + stretch.atTicks - stretch.fromTicks
    for (const note of clip.notes) addNote(events, note, { channel, stretch, zero, time })
    for (const event of clip.controllers) addControl(events, event, { stretch, zero, time })
  }
}

interface Place {
  stretch: ContentStretch
  zero: number
  time: SongTime
}

const isIn = (tick: number, { fromTicks, lengthTicks }: ContentStretch): boolean =>
  tick >= fromTicks && tick < fromTicks + lengthTicks

function addNote(
  events: Event[],
  note: Note,
  { channel: usual, stretch, zero, time }: Place & { channel: number },
): void {
  if (note.isMuted || !isIn(note.startTicks, stretch)) return
  const { pitch, velocity, channel = usual, releaseVelocity = USUAL_RELEASE } = note
  const end = Math.min(note.startTicks + note.lengthTicks, stretch.fromTicks + stretch.lengthTicks)
  const frame = time.frameAt(zero + note.startTicks)
  // A note that ends where it begins must still be heard to begin first.
  const endFrame = Math.max(frame + 1, time.frameAt(zero + end))
  events.push({ frame, rank: ON, message: message(0x90 | channel, pitch, velocity) })
  events.push({
    frame: endFrame,
    rank: OFF,
    message: message(0x80 | channel, pitch, releaseVelocity),
  })
}

function addControl(
  events: Event[],
  [tick, status, data1, data2]: ControllerEvent,
  { stretch, zero, time }: Place,
): void {
  if (!isIn(tick, stretch)) return
  const frame = time.frameAt(zero + tick)
  events.push({ frame, rank: CONTROL, message: message(status, data1, data2) })
}
