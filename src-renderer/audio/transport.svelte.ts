/**
 * What plays, and where it is. The song runs on one bus, auditions (chunks, paths, neighbours) on another, which does not
 * move the playhead. Positions come from the audio thread's start frames and the clock of the loudspeaker, nowhere else.
 */
import type { Part } from "#shared/contract/index.ts"
import { AuditionRun, type Audition } from "./audition-run.ts"
import { PREVIEW_BUS, SONG_BUS, type Bus, type FromAudio } from "./player-protocol.ts"
import { PlayingRun } from "./playing-run.ts"
import { songPieces } from "./song-pieces.ts"
import { Sound, type OpenSound, type SoundOptions } from "./sound.ts"

/** What an audition plays now: the number in its list and the second of that part. */
export interface AuditionPlace {
  index: number
  partId: string
  seconds: number
}

export interface TransportOptions extends SoundOptions {
  /** Told what could not be played. */
  onProblem(error: unknown): void
}

const AHEAD_SECONDS = 6
const READY_SECONDS = 0.4
const TAIL_SECONDS = 0.05

export class Transport {
  isPlaying = $state(false)
  isAuditioning = $state(false)
  /** What plays together: the mix, or stems. */
  parts = $state.raw<readonly Part[]>([])
  /** Output frames that were silent because the engine was late. */
  underrunFrames = $state(0)
  durationSeconds = $derived(Math.max(0, ...this.parts.map((part) => part.durationSeconds)))

  #onProblem: (error: unknown) => void
  /** The window's one output: what else sounds goes through it too. */
  readonly sound: Sound
  #song: PlayingRun<readonly Part[]> | undefined
  #audition: AuditionRun | undefined
  /** Where it rests while nothing plays; reactive, so that a moved playhead is drawn. */
  #restSeconds = $state(0)
  /** The run of each bus; messages of older ones are not for us. */
  #runs: [number, number] = [0, 0]

  constructor(options: TransportOptions) {
    this.#onProblem = options.onProblem
    this.sound = new Sound(options)
    this.sound.listen({
      receive: (message) => this.#receive(message),
      tick: (sound) => this.#tick(sound),
    })
  }

  get sampleRateHz(): number | undefined {
    return this.sound.now?.line.rateHz
  }

  /** The second of the song that is heard now. */
  positionSeconds(): number {
    const place = this.sound.now && this.#song?.at(this.sound.now.line.heardSeconds())
    return place ? Math.min(place.seconds, this.durationSeconds) : this.#restSeconds
  }

  /** What is auditioned now; null where nothing is. */
  audition(): AuditionPlace | null {
    const place = this.sound.now && this.#audition?.at(this.sound.now.line.heardSeconds())
    return place ? { index: place.index, partId: place.item.what.id, seconds: place.seconds } : null
  }

  /** Changes what plays. A new song begins at its start; other parts of the same song go on where it is. */
  setParts(parts: readonly Part[]): void {
    const { parts: before } = this
    if (parts.length === before.length && parts.every(({ id }, i) => id === before[i]?.id)) return
    const isSameSong = parts[0] !== undefined && parts[0].songId === before[0]?.songId
    const at = isSameSong ? this.positionSeconds() : 0
    const goesOn = this.isPlaying && isSameSong
    this.#halt()
    this.parts = parts
    this.#restSeconds = at
    if (goesOn) this.play(at)
  }

  toggle(): void {
    if (this.isPlaying) this.pause()
    else this.play()
  }

  play(fromSeconds?: number): void {
    const { parts, durationSeconds } = this
    if (parts.length === 0) return
    const rest = this.positionSeconds()
    const wanted = fromSeconds ?? (rest >= durationSeconds - TAIL_SECONDS ? 0 : rest)
    const from = Math.min(Math.max(0, wanted), durationSeconds)
    this.stopAudition()
    this.#restSeconds = from
    this.#song = undefined
    this.isPlaying = true
    void this.#begin(SONG_BUS, (sound, run) => this.#startSong(sound, run, from))
  }

  pause(): void {
    const at = this.positionSeconds()
    this.#halt()
    this.#restSeconds = at
  }

  /** Stops and goes back to the start. */
  stop(): void {
    this.#halt()
    this.stopAudition()
    this.#restSeconds = 0
  }

  seek(seconds: number): void {
    const to = Math.min(Math.max(0, seconds), this.durationSeconds)
    if (this.isPlaying) this.play(to)
    else this.#restSeconds = to
  }

  playChunk(part: Part, startSeconds: number, endSeconds: number): void {
    this.playSequence([{ part, startSeconds, endSeconds }])
  }

  /** Plays stretches one after the other; neighbours in time run through without a seam. */
  playSequence(list: readonly Audition[]): void {
    const [first] = list
    if (!first) return
    this.isAuditioning = true
    void this.#begin(PREVIEW_BUS, async (sound, run) => {
      await sound.feeder.feed(first.part, first)
      if (run !== this.#runs[PREVIEW_BUS]) return
      const audition = new AuditionRun(list, sound.line.rateHz)
      const pieces = audition.nextPieces(sound)
      this.#audition = audition
      sound.line.post({ kind: "play", bus: PREVIEW_BUS, run, pieces })
      void audition.feed(sound)
    })
  }

  stopAudition(): void {
    this.#runs[PREVIEW_BUS] += 1
    this.#audition = undefined
    this.isAuditioning = false
    this.sound.now?.line.post({ kind: "stop", bus: PREVIEW_BUS })
  }

  /** Loads the tiles of a stretch, so that it will sound at once. */
  prepare(part: Part, startSeconds: number, endSeconds: number): void {
    const loaded = this.sound
      .open()
      .then(({ feeder }) => feeder.feed(part, { startSeconds, endSeconds }))
    loaded.catch(() => undefined) // it will be said when it is to be played
  }

  close(): void {
    this.stop()
    this.sound.close()
  }

  async #startSong({ line, feeder }: OpenSound, run: number, from: number): Promise<void> {
    const { parts, durationSeconds } = this
    const soon = { startSeconds: from, endSeconds: from + READY_SECONDS }
    await Promise.all(parts.map((part) => feeder.feed(part, soon)))
    if (run !== this.#runs[SONG_BUS]) return
    const items = [{ what: parts, startSeconds: from, endSeconds: durationSeconds }]
    this.#song = new PlayingRun(items, line.rateHz)
    line.post({
      kind: "play",
      bus: SONG_BUS,
      run,
      pieces: songPieces({ line, feeder }, parts, from),
    })
  }

  #halt(): void {
    this.#runs[SONG_BUS] += 1
    this.#song = undefined
    this.isPlaying = false
    this.sound.now?.line.post({ kind: "stop", bus: SONG_BUS })
  }

  async #begin(bus: Bus, start: (sound: OpenSound, run: number) => Promise<void>): Promise<void> {
    this.#runs[bus] += 1
    const run = this.#runs[bus]
    try {
      await start(await this.sound.open(), run)
    } catch (error) {
      if (run !== this.#runs[bus]) return
      if (bus === SONG_BUS) this.#halt()
      else this.stopAudition()
      this.#onProblem(error)
    }
  }

  #receive(message: FromAudio): void {
    if (message.kind === "underrun") this.underrunFrames = message.frames
    if (message.kind !== "started" || message.run !== this.#runs[message.bus]) return
    const run = message.bus === SONG_BUS ? this.#song : this.#audition
    if (run) run.startedAt = message.frame / (this.sampleRateHz ?? 1)
  }

  #tick(sound: OpenSound): void {
    const heard = sound.line.heardSeconds()
    if (this.#song?.isOver(heard)) {
      this.#halt()
      this.#restSeconds = this.durationSeconds
    } else if (this.#song) this.#feedSong(sound)
    if (this.#audition?.isOver(heard)) this.stopAudition()
    else if (this.#audition) this.#goOn(this.#audition, sound)
  }

  #goOn(audition: AuditionRun, sound: OpenSound): void {
    const pieces = audition.nextPieces(sound)
    const run = this.#runs[PREVIEW_BUS]
    if (pieces.length > 0) sound.line.post({ kind: "append", bus: PREVIEW_BUS, run, pieces })
    void audition.feed(sound)
  }

  #feedSong({ feeder }: OpenSound): void {
    const from = this.positionSeconds()
    const ahead = { startSeconds: from, endSeconds: from + AHEAD_SECONDS }
    // A tile that fails is asked for again at the next tick; what stays missing is counted as an underrun.
    for (const part of this.parts) feeder.feed(part, ahead).catch(() => undefined)
  }
}
