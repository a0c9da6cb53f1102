/** What a hand plays, on keys of the computer or of a MIDI device: it sounds on one track, and is recorded where that is armed. */
import { message as midiMessage } from "#shared/dsp/graph/index.ts"
import { DRUM_CHANNEL } from "#shared/music/general-midi.ts"
import { entitiesOf, trackOf, type Track } from "#shared/project/index.ts"
import type { ProjectTransport, Recorder } from "../audio/index.ts"
import type { Studio } from "../session/index.ts"

interface Options {
  studio: Studio
  transport: ProjectTransport
  recorder: Recorder
}

const ON = 0x90
const OFF = 0x80

export class NoteInput {
  #options: Options
  /** The track that each key of a device plays: it must let go of the same, whatever is armed or selected since. */
  #held = new Map<number, Track>()

  constructor(options: Options) {
    this.#options = options
  }

  /** Plays a key of a track now; velocity 0 lets it go. @param atMs when it was pressed, on the clock of `performance.now()` */
  playKey(track: Track, pitch: number, velocity: number, atMs: number): void {
    this.#play(track, midiMessage(velocity > 0 ? ON : OFF, pitch, velocity), atMs)
  }

  /** Plays what a device sends, whatever its channel. */
  hear(message: number, atMs: number): void {
    const kind = (message >> 16) & 0xf0
    const pitch = (message >> 8) & 0x7f
    const isOn = kind === ON && (message & 0x7f) > 0
    const isOff = kind === OFF || (kind === ON && !isOn)
    const track = (isOff ? this.#held.get(pitch) : undefined) ?? playedTrack(this.#options.studio)
    if (!track) return
    if (isOn) this.#held.set(pitch, track)
    if (isOff) this.#held.delete(pitch)
    this.#play(track, (kind << 16) | (message & 0xffff), atMs)
  }

  #play(track: Track, message: number, atMs: number): void {
    const channel = track.kind === "drum" ? DRUM_CHANNEL : 0
    this.#options.transport.send(track.id, message | (channel << 16))
    this.#options.recorder.hear(track.id, message, atMs)
  }
}

/** The track that is armed, selected, or first of those that play notes. */
export function playedTrack({ project: session, selection }: Studio): Track | undefined {
  if (!session.isOpen) return undefined
  const { project } = session
  const tracks = project.trackOrder.map((id) => trackOf(project, id))
  const plays = ({ kind }: Track): boolean => kind === "instrument" || kind === "drum"
  const selected = new Set(selection.of("track"))
  const clips = new Set(selection.of("clip"))
  const ofClip = entitiesOf(project.clips).find(({ id }) => clips.has(id))?.trackId
  return (
    tracks.find((track) => plays(track) && track.isArmed) ??
    tracks.find((track) => plays(track) && (selected.has(track.id) || track.id === ofClip)) ??
    tracks.find(plays)
  )
}
