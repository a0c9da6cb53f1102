/**
 * Records the armed tracks: each gets a take, which is on disk as it is played, grows on the timeline, and becomes a clip
 * when it ends, all takes as one step of the history.
 */
import { StudioError, type FinishedTake } from "#shared/contract/index.ts"
import { trackOf, type Track } from "#shared/project/index.ts"
import { countInOf } from "#shared/project/sound/index.ts"
import type { Studio } from "../../session/index.ts"
import type { ProjectTransport } from "../project-transport.svelte.ts"
import type { Sound } from "../sound.ts"
import type { AudioInputs } from "./audio-inputs.svelte.ts"
import type { RecordingSettings } from "./recording-settings.ts"
import { roundFrom } from "./cycle.ts"
import { makeTake } from "./make-take.ts"
import { PlayedNotes } from "./played-notes.ts"
import { placeTakes } from "./place-takes.ts"
import type { GrowingTake, TakeStream } from "./take-stream.ts"
import { goneWords } from "./take-words.ts"

export interface RecorderOptions {
  studio: Studio
  transport: ProjectTransport
  sound: Sound
  inputs: AudioInputs
  settings: RecordingSettings
}

/** Of the song's ticks; what is outside is not kept. */
export interface PunchRange {
  fromTicks: number
  toTicks: number
}

interface Run {
  streams: readonly TakeStream[]
  notes: PlayedNotes
  rateHz: number
  /** Of the inputs that the takes come from. */
  names: readonly string[]
}

const RECORDABLE = new Set<Track["kind"]>(["audio", "instrument", "drum"])

export class Recorder {
  /** From the press of the button to the end of the last sample. */
  isRecording = $state(false)
  isStarting = $state(false)
  /** What is on disk of the longest take. */
  keptSeconds = $state(0)
  #growing: readonly GrowingTake[] = []
  #options: RecorderOptions
  #run: Run | null = null

  constructor(options: RecorderOptions) {
    this.#options = options
    options.transport.onHalt = () => void this.#end()
    options.sound.listen({
      receive: (told) => {
        if (told.kind === "graph-recording") this.#run?.notes.begin(told)
      },
      tick: () => this.#tick(),
    })
    options.inputs.onGone = (name) => this.#gone(name)
  }

  /** What grows now, to be drawn. */
  get growing(): readonly GrowingTake[] {
    return this.#growing
  }

  /** A message that is played on a track. @param atMs on the clock of `performance.now()` */
  hear(trackId: string, message: number, atMs: number): void {
    this.#run?.notes.hear(trackId, message, atMs)
  }

  toggle(): void {
    if (this.isRecording) this.#options.transport.stop()
    else void this.start(null)
  }

  /** Records only what lies in the loop's range, whether the loop is on or not. */
  toggleIntoRange(): void {
    const { project: session } = this.#options.studio
    if (this.isRecording || !session.isOpen) {
      this.toggle()
      return
    }
    const { startTicks, lengthTicks } = session.project.loop
    void this.start({ fromTicks: startTicks, toTicks: startTicks + lengthTicks })
  }

  async start(punch: PunchRange | null): Promise<void> {
    const { studio } = this.#options
    if (this.isStarting || !studio.project.isOpen) return
    this.isStarting = true
    try {
      await this.#start(punch)
    } catch (error) {
      studio.toasts.error(error, "Nothing is recorded.")
    } finally {
      this.isStarting = false
    }
  }

  async #start(punch: PunchRange | null): Promise<void> {
    const { studio, transport } = this.#options
    const tracks = this.#armedTracks()
    if (transport.isPlaying && !punch) transport.stop()
    const rest = Math.round(transport.positionTicks())
    const fromTicks = punch && rest >= punch.toTicks ? punch.fromTicks : rest
    const { line, time } = await transport.prepare(fromTicks)
    const countIn = countInOf(
      ...[studio.project.project, time, fromTicks],
      this.#options.settings.countInBars,
    )
    const startFrame = time.frameAt(fromTicks)
    const range = punch
      ? {
          startTicks: punch.fromTicks,
          ...{ from: time.frameAt(punch.fromTicks), to: time.frameAt(punch.toTicks) },
        }
      : { startTicks: fromTicks, from: startFrame - countIn.frames, to: Infinity }
    const round = punch ? null : roundFrom(studio.project.project, time, fromTicks, range.from)
    const offsetSeconds = punch ? 0 : countIn.frames / line.rateHz
    const made = await Promise.all(
      tracks
        .filter(({ kind }) => kind === "audio")
        .map((track) =>
          makeTake(this.#options, track, line, { ...range, offsetSeconds, cycle: round?.cycle }),
        ),
    )
    await Promise.all(made.map(({ stream }) => stream.begin()))
    const streams = made.map(({ stream }) => stream)
    const notes = new PlayedNotes({
      ...{ engine: studio.engine, line, time, round, toTicks: punch?.toTicks ?? Infinity },
      tracks: tracks.filter(({ kind }) => kind !== "audio"),
      place: { projectId: studio.project.project.id, startTicks: range.startTicks },
    })
    transport.record(
      {
        ...{ kind: "graph-record", songFrame: startFrame, captures: made.map(({ spec }) => spec) },
        ...{ countInFrames: countIn.frames, countIn: countIn.score, loop: round?.loop ?? null },
      },
      fromTicks,
    )
    this.#growing = [...streams, ...notes.takes]
    this.#run = { streams, notes, rateHz: line.rateHz, names: made.map(({ name }) => name) }
    studio.project.recordedTracks = tracks.map(({ id }) => id)
    this.keptSeconds = 0
    this.isRecording = true
  }

  /** @throws StudioError where nothing could be recorded now */
  #armedTracks(): Track[] {
    const { project: session } = this.#options.studio
    const { project } = session
    if (session.isReadOnly) throw new StudioError("read-only", "This project can only be read")
    const armed = project.trackOrder
      .map((id) => trackOf(project, id))
      .filter(({ kind, isArmed }) => isArmed && RECORDABLE.has(kind))
    if (armed.length > 0) return armed
    throw new StudioError("invalid-input", "No track is armed: press R on the track to record on")
  }

  #tick(): void {
    const run = this.#run
    if (!run) return
    for (const stream of run.streams) void stream.pump()
    run.notes.tick()
    this.#growing = [...run.streams, ...run.notes.takes]
    const frames = Math.max(run.notes.frames, ...run.streams.map((stream) => stream.frames))
    this.keptSeconds = frames / run.rateHz
    if (run.notes.isOver && run.streams.every(({ isOver }) => isOver)) void this.#end()
  }

  #gone(name: string): void {
    const run = this.#run
    if (!run?.names.includes(name)) return
    this.#options.studio.toasts.show(goneWords(name, this.keptSeconds))
    this.#options.transport.stop()
  }

  async #end(): Promise<void> {
    const run = this.#run
    if (!run) return
    const played = run.notes.clips()
    this.#run = null
    const { studio, sound, transport } = this.#options
    sound.now?.line.post({ kind: "graph-capture-end" })
    const takes: FinishedTake[] = []
    try {
      for (const stream of run.streams) {
        const finished = await stream.finish()
        this.#say(stream)
        if (finished) takes.push(finished)
      }
      await placeTakes(studio, { takes, played })
    } catch (error) {
      studio.toasts.error(
        error,
        "The recording is kept, and comes back when the project is opened.",
      )
    } finally {
      this.#growing = []
      this.isRecording = false
      studio.project.recordedTracks = []
      transport.isRecording = false
    }
  }

  #say(stream: TakeStream): void {
    const { toasts } = this.#options.studio
    if (stream.problem) toasts.error(stream.problem)
    else if (stream.isOverrun)
      toasts.error("The engine did not answer for too long: the recording ends there.")
  }
}
