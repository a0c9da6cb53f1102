/**
 * Plays the document that is open. The audio thread owns the song's place; this asks it to play, stop and leap, and tells
 * where the ear is. The output is opened at the first need.
 */
import type { MasterValues } from "#shared/dsp/meters/index.ts"
import { endTicks, type Project } from "#shared/project/index.ts"
import { clicksOf } from "#shared/project/sound/index.ts"
import type { ProjectSession } from "../session/index.ts"
import { ProjectSound, type FindPart } from "./project-sound.ts"
import type { FromAudio } from "./player-protocol.ts"
import { keyMessage } from "./key-message.ts"
import { loopFrames } from "./loop-frames.ts"
import { createUnpacker } from "./preset-unpacker.ts"
import { SoundBank } from "./sound-bank.ts"
import { SongClock } from "./song-clock.ts"
import { SongMeters, type Levels } from "./song-meters.ts"
import type { OpenSound, Sound } from "./sound.ts"
import { SoundGaps } from "./sound-gaps.svelte.ts"

interface Options {
  sound: Sound
  project: ProjectSession
  findPart: FindPart
  onProblem(error: unknown): void
}

const READY_SECONDS = 0.4
/** The metronome goes on after the last clip: an hour of quarters at 120. */
const CLICKS_BEYOND_TICKS = 7200 * 960

export class ProjectTransport {
  isPlaying = $state(false)
  /** The instruments' sounds are being loaded. */
  isLoading = $state(false)
  /** The metronome. */
  isClicking = $state(false)
  readonly gaps = new SoundGaps()
  /** Where it rests while nothing plays. */
  #restTicks = $state(0)

  #options: Options
  #graph: ProjectSound | undefined
  #line: OpenSound["line"] | undefined
  #clock = new SongClock()
  #meters = new SongMeters()
  #bank = new SoundBank(createUnpacker())
  #run = 0

  constructor(options: Options) {
    this.#options = options
    options.sound.listen({
      receive: (told) => this.#receive(told),
      tick: () => this.#tick(),
    })
  }

  /** Call in a component: keeps what sounds like the document. */
  follow(): void {
    const { project } = this.#options
    $effect(() => {
      if (!project.isOpen) return
      this.#graph?.tell(project.project)
      this.#bank.prepare(project.project)
    })
    $effect(() => {
      if (!project.isOpen) return
      const { loop, tempo } = project.project
      this.#setLoop(loop, tempo)
    })
    $effect(() => {
      if (!project.isOpen) return
      const { tempo, meters } = project.project
      if (this.isClicking && tempo.length + meters.length > 0) this.#tellClicks()
    })
  }

  toggleClick(): void {
    this.isClicking = !this.isClicking
    this.#tellClicks()
  }

  /** The tick that is heard now. */
  positionTicks(): number {
    const { project } = this.#options
    const line = this.#line
    if (!line || !this.isPlaying || !project.isOpen) return this.#restTicks
    const frame = this.#clock.at(Math.floor(line.heardSeconds() * line.rateHz))
    if (frame === undefined) return this.#restTicks
    const { tempo } = this.#graph!.time(project.project)
    return tempo.ticksAt(frame / line.rateHz)
  }

  toggle(): void {
    if (this.isPlaying) this.stop()
    else this.play()
  }

  play(fromTicks = this.#restTicks): void {
    if (!this.#options.project.isOpen) return
    this.#restTicks = fromTicks
    this.isPlaying = true
    this.#run += 1
    void this.#start(this.#run, fromTicks)
  }

  /** Stops where it is. */
  stop(): void {
    const at = this.positionTicks()
    this.#run += 1
    this.isPlaying = false
    this.#restTicks = at
    this.#clock.forget()
    this.#meters.rest()
    this.#line?.post({ kind: "graph-stop" })
  }

  locate(ticks: number): void {
    const to = Math.max(0, ticks)
    if (this.isPlaying) this.play(to)
    else this.#restTicks = to
  }

  /** The end of the last clip. */
  endTicks(): number {
    const { project } = this.#options
    return project.isOpen ? endTicks(project.project) : 0
  }

  /** What the meters of a track show now. */
  levels(trackId: string): Levels {
    return this.#meters.levels(this.#graph?.channelIds.indexOf(trackId) ?? -1)
  }

  /** What is heard of the whole; null while nothing plays. */
  master(): MasterValues | null {
    return this.#meters.master()
  }

  /** A key of a track's instrument goes down; velocity 0 lets it go. Opens the output. */
  playKey(trackId: string, pitch: number, velocity: number): void {
    const send = async (): Promise<void> => {
      await this.#open()
      const sent = keyMessage(this.#options.project.project, { trackId, pitch, velocity })
      this.#line?.post({ kind: "graph-send", channelId: trackId, message: sent })
    }
    send().catch((error: unknown) => this.#options.onProblem(error))
  }

  close(): void {
    this.stop()
  }

  async #start(run: number, fromTicks: number): Promise<void> {
    try {
      const graph = await this.#open()
      const songFrame = graph.time(this.#options.project.project).frameAt(fromTicks)
      await graph.feed(songFrame, READY_SECONDS)
      if (run !== this.#run) return
      this.#clock.forget()
      this.#line?.post({ kind: "graph-play", songFrame })
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
    this.#setLoop(project.project.loop, project.project.tempo)
    this.#tellClicks()
    this.isLoading = true
    try {
      await this.#bank.need(project.project, opened.line)
    } finally {
      this.isLoading = false
    }
    return this.#graph
  }

  #tellClicks(): void {
    const { project } = this.#options
    if (!this.#graph || !project.isOpen) return
    const until = this.endTicks() + CLICKS_BEYOND_TICKS
    const time = this.#graph.time(project.project)
    const score = this.isClicking ? clicksOf(project.project, time, until) : null
    this.#line?.post({ kind: "graph-click", score })
  }

  #setLoop(loop: Project["loop"], tempo: Project["tempo"]): void {
    if (!this.#graph) return
    this.#line?.post({ kind: "graph-loop", loop: loopFrames(loop, this.#graph.time({ tempo })) })
  }

  #receive(told: FromAudio): void {
    if (told.kind === "graph-place") this.#clock.tell(told)
    else if (told.kind === "graph-levels") this.#meters.takeLevels(told.levels)
    else if (told.kind === "graph-master") this.#meters.takeMaster(told.report)
    else if (told.kind === "graph-bank-ready") this.#bank.arrived()
    else if (told.kind === "gap") this.gaps.take(told.lostMs)
  }

  #tick(): void {
    const { project } = this.#options
    if (!this.isPlaying || !this.#graph || !project.isOpen) return
    const at = this.positionTicks()
    const { loop } = project.project
    if (!loop.isOn && at >= this.endTicks() + 4 * 960) {
      this.stop()
      this.#restTicks = 0
      return
    }
    const { frameAt } = this.#graph.time(project.project)
    // What stays missing is counted as an underrun; it is asked for again at the next tick.
    this.#graph.feed(frameAt(at)).catch(() => undefined)
    const isNearEnd = loop.isOn && at > loop.startTicks + loop.lengthTicks - 8 * 960
    if (isNearEnd) this.#graph.feed(frameAt(loop.startTicks), 2).catch(() => undefined)
  }
}
