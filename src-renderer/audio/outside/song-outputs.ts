/**
 * What the song sends to MIDI outputs: the notes of tracks, and the clock. All of it is computed from the frame at which it
 * is heard, a little ahead, and sent with its time.
 */
import { ClockSender } from "#shared/music/index.ts"
import type { Loop } from "#shared/dsp/graph/index.ts"
import { entityOf, type Project } from "#shared/project/index.ts"
import { songTime, type SongTime } from "#shared/project/sound/index.ts"
import type { MidiDevices } from "../../engine/index.ts"
import { loopOf } from "../project-sound.ts"
import type { FromAudio } from "../player-protocol.ts"
import type { ProjectTransport } from "../project-transport.svelte.ts"
import { HeardClock } from "../recording/heard-clock.ts"
import type { OpenSound, Sound } from "../sound.ts"
import type { ClockSettings } from "./clock-settings.ts"
import { SongAhead, type AheadStretch } from "./song-ahead.ts"
import { bytesFor, TrackNotes } from "./track-notes.ts"

interface Options {
  sound: Sound
  transport: ProjectTransport
  /** As it is played. */
  project: { readonly isOpen: boolean; readonly project: Project }
  midi: Pick<MidiDevices, "send" | "silence">
  settings: ClockSettings
}

/** More than lies between two looks. */
const AHEAD_SECONDS = 0.2

export class SongOutputs {
  #options: Options
  #heard = new HeardClock()
  #ahead = new SongAhead()
  #notes = new TrackNotes()
  #clocks = new Map<string, ClockSender>()

  constructor(options: Options) {
    this.#options = options
    const { sound, transport } = options
    sound.listen({
      receive: (told) => this.#receive(told),
      tick: (opened) => this.#tick(opened),
    })
    transport.onSend = (trackId, message) => this.#play(trackId, message)
  }

  #receive(told: FromAudio): void {
    const { sound, project } = this.#options
    if (told.kind !== "graph-place" || !sound.now || !project.isOpen) return
    const isForeseen = this.#ahead.tell(told, this.#loop(this.#time(sound.now)))
    if (!told.isPlaying) this.#stop()
    else if (!isForeseen) this.#callBack()
    if (told.isPlaying) this.#tick(sound.now)
  }

  #tick({ line }: OpenSound): void {
    const { project } = this.#options
    const heard = line.heardSeconds()
    this.#heard.sample(performance.now(), heard)
    if (!project.isOpen) return
    const time = this.#time({ line })
    const until = (heard + AHEAD_SECONDS) * line.rateHz
    const stretches = this.#ahead.until(until, this.#loop(time))
    if (stretches.length === 0) return
    for (const { port, bytes } of this.#notes.follow(project.project, time))
      this.#options.midi.send(port, bytes)
    for (const stretch of stretches) this.#send(stretch, time)
  }

  #send(stretch: AheadStretch, { rateHz, tempo }: SongTime): void {
    const { midi, settings } = this.#options
    const atMs = (afterSeconds: number): number | undefined =>
      this.#heard.msAt(stretch.contextFrame / rateHz + afterSeconds)
    for (const { port, bytes, afterFrames } of this.#notes.advance(stretch))
      midi.send(port, bytes, atMs(afterFrames / rateHz))
    const song = {
      ...{ fromSeconds: stretch.songFrame / rateHz, seconds: stretch.frames / rateHz },
      isLeap: stretch.isLeap,
    }
    for (const port of settings.sent) {
      const clock = this.#clocks.get(port) ?? new ClockSender()
      this.#clocks.set(port, clock)
      for (const { bytes, afterSeconds } of clock.advance(tempo, song))
        midi.send(port, Uint8Array.from(bytes), atMs(afterSeconds))
    }
  }

  /** What is on its way is called back, what sounds ends, and clocks stop. */
  #stop(): void {
    const { midi } = this.#options
    this.#callBack()
    for (const [port, clock] of this.#clocks)
      for (const { bytes } of clock.stop()) midi.send(port, Uint8Array.from(bytes))
    this.#clocks.clear()
  }

  #callBack(): void {
    for (const port of new Set([...this.#notes.stop(), ...this.#clocks.keys()]))
      this.#options.midi.silence(port)
  }

  /** What a hand plays on a track sounds there, too. */
  #play(trackId: string, message: number): void {
    const { project, midi } = this.#options
    const output = entityOf(project.project.tracks, trackId)?.midiOutput
    if (output) midi.send(output.port, bytesFor(output, message))
  }

  #time({ line }: Pick<OpenSound, "line">): SongTime {
    return songTime(this.#options.project.project, line.rateHz)
  }

  #loop(time: SongTime): Loop | null {
    const { project, transport } = this.#options
    return transport.isRecording ? transport.recordedLoop : loopOf(project.project.loop, time)
  }
}
