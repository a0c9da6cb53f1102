/**
 * Plays the document that is open. The audio thread owns the song's place; this asks it to play, stop and leap, and tells
 * where the ear is. The output is opened at the first need.
 */
import { untrack } from "svelte"
import type { Loop } from "#shared/dsp/graph/index.ts"
import { endTicks } from "#shared/project/index.ts"
import type { SongTime } from "#shared/project/sound/index.ts"
import type { Options } from "./project-transport-options.ts"
import { ProjectSound } from "./project-sound.ts"
import type { FromAudio } from "./player-protocol.ts"
import { InstrumentSounds } from "./instrument-sounds.ts"
import { keyMessage } from "./key-message.ts"
import type { ToInputs } from "./recording/input-protocol.ts"
import { SentAhead } from "./sent-ahead.ts"
import { SongClock } from "./song-clock.ts"
import { SongMeters } from "./song-meters.ts"
import { songPlaceAt, type SongPlace } from "./song-place.ts"
import type { OpenSound } from "./sound.ts"
import { SoundGaps } from "./sound-gaps.svelte.ts"

export class ProjectTransport {
  isPlaying = $state(false)
  /** The instruments' sounds are being loaded. */
  isLoading = $state(false)
  /** The metronome. */
  isClicking = $state(false)
  /** What plays is recorded: the song goes on past its end, and in the loop that was on when the recording began. */
  isRecording = $state(false)
  /** Null where what is recorded goes straight on. */
  recordedLoop: Loop | null = null
  /** A clock from outside says how it goes on: also past its end. */
  isFollowing = false
  /** Told what is played on a track by hand. */
  onSend: (trackId: string, message: number) => void = () => {}
  /** Told before the song stops or leaps. */
  onHalt: () => void = () => {}
  readonly gaps = new SoundGaps()
  readonly ahead = new SentAhead(() => this.#line)
  /** Where it rests while nothing plays. */
  #restTicks = $state(0)

  readonly meters = new SongMeters()
  #options: Options
  #graph: ProjectSound | undefined
  #line: OpenSound["line"] | undefined
  #clock = new SongClock()
  #sounds = new InstrumentSounds()
  #watched: readonly string[] = []
  #projectId: string | null = null
  #run = 0

  constructor(options: Options) {
    this.#options = options
    options.sound.listen({ receive: (told) => this.#receive(told), tick: () => this.#tick() })
  }

  /** Call in a component: keeps what sounds like the document. Another project begins at its beginning. */
  follow(): void {
    const { project } = this.#options
    $effect(() => {
      if (!project.isOpen) return
      // Read in any case: an effect that has read nothing is not run again.
      const now = project.project
      if (this.#projectId !== null && this.#projectId !== project.id) untrack(() => this.#leave())
      this.#projectId = project.id
      this.#graph?.tell(now)
      this.#sounds.prepare(now)
      if (!this.isRecording) this.#graph?.tellLoop(now)
      if (this.isClicking) this.#tellClicks()
    })
  }

  #leave(): void {
    this.stop(0)
    this.gaps.clear()
  }

  toggleClick(): void {
    this.isClicking = !this.isClicking
    this.#tellClicks()
  }

  /** The tick that is heard now. */
  positionTicks(): number {
    return this.#placeAt((line) => line.heardSeconds())?.ticks ?? this.#restTicks
  }

  /** Where the song is at a moment of the context, as exactly as they are known together; null where it stands. */
  place(): SongPlace | null {
    return this.#placeAt((line) => line.renderedSeconds?.() ?? line.heardSeconds())
  }

  #placeAt(secondsOf: (line: OpenSound["line"]) => number): SongPlace | null {
    const [{ project }, line] = [this.#options, this.#line]
    if (!line || !this.isPlaying || !project.isOpen) return null
    const time = this.#graph!.time(project.project)
    return songPlaceAt(secondsOf(line), { rateHz: line.rateHz, clock: this.#clock, time })
  }

  toggle = (): void => (this.isPlaying ? this.stop() : this.play())

  play(fromTicks = this.#restTicks): void {
    if (!this.#options.project.isOpen) return
    this.#begin(fromTicks)
    void this.#start(this.#run, fromTicks)
  }

  /** Opens the output, and loads what sounds from there on. @throws where there is none */
  async prepare(fromTicks: number): Promise<{ line: OpenSound["line"]; time: SongTime }> {
    const graph = await this.#open()
    const time = graph.time(this.#options.project.project)
    await graph.feedFirst(time.frameAt(fromTicks))
    return { line: this.#line!, time }
  }

  /** Plays as the message says. Call `prepare` before. */
  record(message: Extract<ToInputs, { kind: "graph-record" }>, fromTicks: number): void {
    this.#begin(fromTicks, true)
    this.#clock.forget()
    this.recordedLoop = message.loop
    this.#line?.post(message)
  }

  #begin(fromTicks: number, isRecording = false): void {
    this.onHalt()
    this.#restTicks = fromTicks
    // A leap goes on counting.
    if (!this.isPlaying) this.gaps.clear()
    this.isPlaying = true
    this.meters.wake()
    this.isRecording = isRecording
    this.#run += 1
  }

  /** Stops where it is. */
  stop(restTicks = this.positionTicks()): void {
    this.onHalt()
    this.#restTicks = restTicks
    this.#run += 1
    this.isPlaying = false
    this.isRecording = false
    this.#clock.forget()
    this.meters.rest()
    this.#line?.post({ kind: "graph-stop" })
  }

  locate(ticks: number): void {
    if (this.isPlaying) this.play(Math.max(0, ticks))
    else this.#restTicks = Math.max(0, ticks)
  }

  /** The end of the last clip. */
  endTicks(): number {
    return this.#options.project.isOpen ? endTicks(this.#options.project.project) : 0
  }

  /** Looks into these devices, and no others, from now on. */
  watch(deviceIds: readonly string[]): void {
    this.#watched = deviceIds
    this.#line?.post({ kind: "graph-watch", deviceIds })
  }

  /** A key of a track's instrument goes down; velocity 0 lets it go. Opens the output. */
  playKey(trackId: string, pitch: number, velocity: number): void {
    this.send(trackId, keyMessage(this.#options.project.project, { trackId, pitch, velocity }))
  }

  /** Sends a message to a track's instrument now. Opens the output. */
  send(trackId: string, message: number): void {
    this.onSend(trackId, message)
    this.#open()
      .then(() => this.#line?.post({ kind: "graph-send", channelId: trackId, message }))
      .catch((error: unknown) => this.#options.onProblem(error))
  }

  async #start(run: number, fromTicks: number): Promise<void> {
    try {
      const { line, time } = await this.prepare(fromTicks)
      if (run !== this.#run) return
      this.#clock.forget()
      line.post({ kind: "graph-play", songFrame: time.frameAt(fromTicks) })
    } catch (error) {
      if (run !== this.#run) return
      this.isPlaying = false
      this.#options.onProblem(error)
    }
  }

  async #open(): Promise<ProjectSound> {
    const { sound, project, findPart } = this.#options
    const opened = await sound.open()
    this.#line = opened.line
    this.#graph ??= new ProjectSound(opened, findPart)
    this.#graph.tell(project.project)
    if (!this.isRecording) this.#graph.tellLoop(project.project)
    this.#tellClicks()
    this.watch(this.#watched)
    this.isLoading = true
    await this.#sounds.need(project.project, opened.line).finally(() => (this.isLoading = false))
    return this.#graph
  }

  #tellClicks(): void {
    const { project } = this.#options
    if (project.isOpen) this.#graph?.tellClicks(project.project, this.isClicking)
  }

  #receive(told: FromAudio): void {
    if (told.kind === "graph-place") this.#clock.tell(told)
    else if (told.kind === "graph-bank-ready") this.#sounds.arrived()
    else if (told.kind === "graph-sent" || told.kind === "graph-hushed") this.ahead.receive(told)
    else if (told.kind === "gap") this.gaps.take(told.lostMs)
    else this.meters.take(told)
  }

  #tick(): void {
    const { project } = this.#options
    if (!this.isPlaying || !this.#graph || !project.isOpen) return
    const at = this.positionTicks()
    const goesOn = project.project.loop.isOn || this.isRecording || this.isFollowing
    if (!goesOn && !this.ahead.isPlayedAlong && at >= this.endTicks() + 4 * 960) this.stop(0)
    else this.#graph.feedAlong(project.project, at)
  }
}
