/** The notes and controllers of a track's clips as messages in song time. */
import { message, type Score } from "../../dsp/graph/index.ts"
import { DRUM_CHANNEL } from "../../music/general-midi.ts"
import type { ControllerEvent, Note, NotesClip, Track } from "../model/index.ts"
import { contentSpans, type ContentSpan } from "../edit/content.ts"
import type { SongTime } from "./song-time.ts"

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
  for (const span of contentSpans(clip)) {
    for (const note of clip.notes) addNote(events, note, { channel, span, time })
    for (const event of clip.controllers) addControl(events, event, { span, time })
  }
}

interface Place {
  span: ContentSpan
  time: SongTime
}

const isIn = (tick: number, { contentTicks, lengthTicks }: ContentSpan): boolean =>
  tick >= contentTicks && tick < contentTicks + lengthTicks

/** Song frame of a tick of the content. */
const frameOf = (tick: number, { span, time }: Place): number =>
  time.frameAt(span.atTicks + tick - span.contentTicks)

function addNote(events: Event[], note: Note, place: Place & { channel: number }): void {
  const { span } = place
  if (note.isMuted || !isIn(note.startTicks, span)) return
  const { pitch, velocity, channel = place.channel, releaseVelocity = USUAL_RELEASE } = note
  const end = Math.min(note.startTicks + note.lengthTicks, span.contentTicks + span.lengthTicks)
  const frame = frameOf(note.startTicks, place)
  // A note that ends where it begins must still be heard to begin first.
  const endFrame = Math.max(frame + 1, frameOf(end, place))
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
  place: Place,
): void {
  if (!isIn(tick, place.span)) return
  const frame = frameOf(tick, place)
  events.push({ frame, rank: CONTROL, message: message(status, data1, data2) })
}
