/** What a hand plays, on keys of the computer or of a MIDI device: it sounds on one track, and is recorded where that is armed. */
import { message as midiMessage } from "#shared/dsp/graph/index.ts"
import { DRUM_CHANNEL } from "#shared/music/general-midi.ts"
import { entitiesOf, trackOf, type Track } from "#shared/project/index.ts"
import type { ProjectTransport, Recorder } from "../audio/index.ts"
import { hearsMidi, playsNotes } from "../control/index.ts"
import type { Studio } from "../session/index.ts"

/** Somebody who plays along while they listen. */
export interface NoteListener {
  /** The track that the hand plays meanwhile. @param isPress of a key: it may be made for it */
  trackFor(isPress: boolean): Track | undefined
  /** What is played, as it is played. @param atMs on the clock of `performance.now()` */
  hear(message: number, atMs: number): void
}

interface Options {
  studio: Studio
  transport: ProjectTransport
  recorder: Recorder
}

const ON = 0x90
const OFF = 0x80

export class NoteInput {
  #options: Options
  /** The tracks that each key of a device plays: it must let go of the same, whatever is armed or selected since. */
  #held = new Map<string, { port: string; pitch: number; tracks: readonly Track[] }>()
  #listener: NoteListener | null = null

  constructor(options: Options) {
    this.#options = options
  }

  /** From now on, until the returned function is called. */
  listen(listener: NoteListener): () => void {
    this.#listener = listener
    return () => {
      if (this.#listener === listener) this.#listener = null
    }
  }

  /** The track that keys of the computer play. */
  handTrack(): Track | undefined {
    return this.#listener ? this.#listener.trackFor(true) : playedTrack(this.#options.studio)
  }

  /** Devices that are gone let go of their keys. @param inputs that are there */
  keepOnly(inputs: readonly string[]): void {
    for (const [key, { port, pitch, tracks }] of this.#held) {
      if (inputs.includes(port)) continue
      this.#held.delete(key)
      this.#playOn(tracks, (OFF << 16) | (pitch << 8), performance.now())
    }
  }

  /** Plays a key of a track now; velocity 0 lets it go. @param atMs when it was pressed, on the clock of `performance.now()` */
  playKey(track: Track, pitch: number, velocity: number, atMs: number): void {
    this.#playOn([track], midiMessage(velocity > 0 ? ON : OFF, pitch, velocity), atMs)
  }

  /** Plays what a device sends on the tracks that hear it. */
  hear(message: number, atMs: number, port: string): void {
    const [kind, channel] = [(message >> 16) & 0xf0, (message >> 16) & 0xf]
    const pitch = (message >> 8) & 0x7f
    const isOn = kind === ON && (message & 0x7f) > 0
    const isOff = kind === OFF || (kind === ON && !isOn)
    const key = `${port} ${channel} ${pitch}`
    const held = isOff ? this.#held.get(key)?.tracks : undefined
    const tracks = held ?? this.#hearing(port, channel, isOn)
    if (isOn) this.#held.set(key, { port, pitch, tracks })
    if (isOff) this.#held.delete(key)
    this.#playOn(tracks, (kind << 16) | (message & 0xffff), atMs)
  }

  #hearing(port: string, channel: number, isPress: boolean): readonly Track[] {
    if (!this.#listener) return hearingTracks(this.#options.studio, port, channel)
    const track = this.#listener.trackFor(isPress)
    return track ? [track] : []
  }

  #playOn(tracks: readonly Track[], message: number, atMs: number): void {
    this.#listener?.hear(message, atMs)
    for (const track of tracks) this.#play(track, message, atMs)
  }

  #play(track: Track, message: number, atMs: number): void {
    const channel = track.kind === "drum" ? DRUM_CHANNEL : 0
    this.#options.transport.send(track.id, message | (channel << 16))
    this.#options.recorder.hear(track.id, message, atMs)
  }
}

/** All armed tracks that hear an input; where none is armed, the one that is selected or the first, if it does. */
function hearingTracks(studio: Studio, port: string, channel: number): readonly Track[] {
  const track = playedTrack(studio)
  if (!track) return []
  const { project } = studio.project
  const armed = project.trackOrder
    .map((id) => trackOf(project, id))
    .filter((each) => playsNotes(each) && each.isArmed)
  return (armed.length > 0 ? armed : [track]).filter((each) => hearsMidi(each, port, channel))
}

/** The track that is armed, selected, or first of those that play notes. */
function playedTrack({ project: session, selection }: Studio): Track | undefined {
  if (!session.isOpen) return undefined
  const { project } = session
  const tracks = project.trackOrder.map((id) => trackOf(project, id))
  const selected = new Set(selection.of("track"))
  const clips = new Set(selection.of("clip"))
  const ofClip = entitiesOf(project.clips).find(({ id }) => clips.has(id))?.trackId
  return (
    tracks.find((track) => playsNotes(track) && track.isArmed) ??
    tracks.find((track) => playsNotes(track) && (selected.has(track.id) || track.id === ofClip)) ??
    tracks.find(playsNotes)
  )
}
