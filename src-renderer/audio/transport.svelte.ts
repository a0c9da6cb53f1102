/**
 * What plays, and where it is. The song runs on one bus, auditions (chunks, paths, neighbours) on another, which does not
 * move the playhead. Positions come from the audio thread's start frames and the clock of the loudspeaker, nowhere else.
 */
import type { Client, Part, StudioContract } from "#shared/contract/index.ts"
import {
  PREVIEW_BUS,
  SONG_BUS,
  type Bus,
  type FromPlayer,
  type PlayerLine,
  type PlayPiece,
} from "./player-protocol.ts"
import { PlayingRun, type RunItem } from "./playing-run.ts"
import { TileFeeder } from "./tile-feeder.ts"

export interface Audition {
  part: Part
  startSeconds: number
  endSeconds: number
}

/** What an audition plays now: the number in its list and the second of that part. */
export interface AuditionPlace {
  index: number
  partId: string
  seconds: number
}

export interface TransportOptions {
  engine: Client<StudioContract>
  openPlayer(): Promise<PlayerLine>
  /** Told what could not be played. */
  onProblem(error: unknown): void
  every?(run: () => void, milliseconds: number): () => void
}

const AHEAD_SECONDS = 6
const READY_SECONDS = 0.4
const TICK_MS = 80
const APPEND_AHEAD_SECONDS = 2
const TAIL_SECONDS = 0.05

export class Transport {
  isPlaying = $state(false)
  isAuditioning = $state(false)
  /** What plays together: the mix, or stems. */
  parts = $state.raw<readonly Part[]>([])
  /** Output frames that were silent because the engine was late. */
  underrunFrames = $state(0)
  durationSeconds = $derived(Math.max(0, ...this.parts.map((part) => part.durationSeconds)))

  #options: TransportOptions
  #opening: Promise<{ line: PlayerLine; feeder: TileFeeder }> | undefined
  #line: PlayerLine | undefined
  #song: PlayingRun<readonly Part[]> | undefined
  #audition: PlayingRun<Part> | undefined
  /** Where it rests while nothing plays; reactive, so that a moved playhead is drawn. */
  #restSeconds = $state(0)
  #runs = [0, 0]
  #appended = 0
  #stopTicking: (() => void) | undefined

  constructor(options: TransportOptions) {
    this.#options = options
  }

  get sampleRateHz(): number | undefined {
    return this.#line?.rateHz
  }

  /** The second of the song that is heard now. */
  positionSeconds(): number {
    const place = this.#line && this.#song?.at(this.#line.heardSeconds())
    return place ? Math.min(place.seconds, this.durationSeconds) : this.#restSeconds
  }

  /** What is auditioned now; null where nothing is. */
  audition(): AuditionPlace | null {
    const place = this.#line && this.#audition?.at(this.#line.heardSeconds())
    return place ? { index: place.index, partId: place.item.what.id, seconds: place.seconds } : null
  }

  /** Changes what plays. A new song begins at its start; other parts of the same song go on where it is. */
  setParts(parts: readonly Part[]): void {
    const isSame =
      parts.length === this.parts.length && parts.every((part, i) => part.id === this.parts[i]?.id)
    if (isSame) return
    const isSameSong = parts[0] !== undefined && parts[0].songId === this.parts[0]?.songId
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
    const rest = this.positionSeconds()
    const wanted = fromSeconds ?? (rest >= this.durationSeconds - TAIL_SECONDS ? 0 : rest)
    const { parts } = this
    const from = Math.min(Math.max(0, wanted), this.durationSeconds)
    if (parts.length === 0) return
    this.stopAudition()
    this.#restSeconds = from
    this.#song = undefined
    this.isPlaying = true
    const items = [{ what: parts, startSeconds: from, endSeconds: this.durationSeconds }]
    void this.#begin(SONG_BUS, async ({ line, feeder }, run) => {
      const soon = { startSeconds: from, endSeconds: from + READY_SECONDS }
      await Promise.all(parts.map((part) => feeder.feed(part, soon)))
      if (run !== this.#runs[SONG_BUS]) return
      this.#song = new PlayingRun(items, line.rateHz)
      const pieces = parts.map((part) => pieceOf(line, feeder, part, from))
      line.post({ kind: "play", bus: SONG_BUS, run, pieces })
    })
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
    const items = list.map(({ part, ...stretch }) => ({ what: part, ...stretch }))
    const [first] = items
    if (!first) return
    this.isAuditioning = true
    void this.#begin(PREVIEW_BUS, async ({ line, feeder }, run) => {
      await feeder.feed(first.what, first)
      if (run !== this.#runs[PREVIEW_BUS]) return
      this.#audition = new PlayingRun(items, line.rateHz)
      this.#appended = 0
      line.post({ kind: "play", bus: PREVIEW_BUS, run, pieces: this.#nextPieces(line, feeder, 0) })
      void this.#feedAudition(feeder)
    })
  }

  stopAudition(): void {
    this.#runs[PREVIEW_BUS]! += 1
    this.#audition = undefined
    this.isAuditioning = false
    this.#line?.post({ kind: "stop", bus: PREVIEW_BUS })
  }

  /** Loads the tiles of a stretch, so that it will sound at once. */
  prepare(part: Part, startSeconds: number, endSeconds: number): void {
    void this.#open()
      .then(
        ({ feeder }) => feeder.feed(part, { startSeconds, endSeconds }),
        () => undefined,
      )
      .catch(() => undefined)
  }

  close(): void {
    this.stop()
    this.#stopTicking?.()
  }

  #halt(): void {
    this.#runs[SONG_BUS]! += 1
    this.#song = undefined
    this.isPlaying = false
    this.#line?.post({ kind: "stop", bus: SONG_BUS })
  }

  async #begin(
    bus: Bus,
    start: (sound: { line: PlayerLine; feeder: TileFeeder }, run: number) => Promise<void>,
  ): Promise<void> {
    const run = (this.#runs[bus] ?? 0) + 1
    this.#runs[bus] = run
    try {
      await start(await this.#open(), run)
    } catch (error) {
      if (run !== this.#runs[bus]) return
      if (bus === SONG_BUS) this.#halt()
      else this.stopAudition()
      this.#options.onProblem(error)
    }
  }

  #open(): Promise<{ line: PlayerLine; feeder: TileFeeder }> {
    this.#opening ??= this.#openNow().catch((error: unknown) => {
      this.#opening = undefined
      throw error
    })
    return this.#opening
  }

  async #openNow(): Promise<{ line: PlayerLine; feeder: TileFeeder }> {
    const line = await this.#options.openPlayer()
    const feeder = new TileFeeder(this.#options.engine, line)
    line.listen((message) => this.#receive(message, line))
    const every = this.#options.every ?? everyInterval
    this.#stopTicking = every(() => this.#tick(line, feeder), TICK_MS)
    this.#line = line
    return { line, feeder }
  }

  #receive(message: FromPlayer, line: PlayerLine): void {
    if (message.kind === "underrun") {
      this.underrunFrames = message.frames
      return
    }
    if (message.run !== this.#runs[message.bus]) return
    const run = message.bus === SONG_BUS ? this.#song : this.#audition
    if (run) run.startedAt = message.frame / line.rateHz
  }

  #tick(line: PlayerLine, feeder: TileFeeder): void {
    const heard = line.heardSeconds()
    if (this.#song) {
      if (this.#song.isOver(heard)) {
        this.#halt()
        this.#restSeconds = this.durationSeconds
      } else this.#feedSong(feeder)
    }
    if (!this.#audition) return
    if (this.#audition.isOver(heard)) return this.stopAudition()
    const pieces = this.#nextPieces(line, feeder, this.#audition.elapsed(heard))
    const run = this.#runs[PREVIEW_BUS] ?? 0
    if (pieces.length > 0) line.post({ kind: "append", bus: PREVIEW_BUS, run, pieces })
    void this.#feedAudition(feeder)
  }

  #feedSong(feeder: TileFeeder): void {
    const from = this.positionSeconds()
    for (const part of this.parts)
      feeder.feed(part, { startSeconds: from, endSeconds: from + AHEAD_SECONDS }).catch(ignore)
  }

  async #feedAudition(feeder: TileFeeder): Promise<void> {
    const items = this.#audition?.items.slice(0, this.#appended) ?? []
    const from = Math.max(0, (this.audition()?.index ?? 0) - 1)
    for (const { what, ...stretch } of items.slice(from))
      await feeder.feed(what, stretch).catch(ignore)
  }

  #nextPieces(line: PlayerLine, feeder: TileFeeder, elapsed: number): PlayPiece[] {
    const { items, starts } = this.#audition!
    const pieces: PlayPiece[] = []
    while (this.#appended < items.length) {
      const i = this.#appended
      const offset = starts[i] ?? 0
      if (offset > elapsed + APPEND_AHEAD_SECONDS) break
      const { what, startSeconds, endSeconds }: RunItem<Part> = items[i]!
      const offsetFrames = Math.round(offset * line.rateHz)
      const frames = Math.max(1, Math.round((starts[i + 1] ?? 0) * line.rateHz) - offsetFrames)
      pieces.push({ source: feeder.sourceOf(what), startSeconds, endSeconds, offsetFrames, frames })
      this.#appended += 1
    }
    return pieces
  }
}

function pieceOf(
  line: PlayerLine,
  feeder: TileFeeder,
  part: Part,
  startSeconds: number,
): PlayPiece {
  const endSeconds = Math.max(startSeconds, part.durationSeconds)
  const frames = Math.max(1, Math.round((endSeconds - startSeconds) * line.rateHz))
  return { source: feeder.sourceOf(part), startSeconds, endSeconds, offsetFrames: 0, frames }
}

/** The tile will be asked for again at the next tick; what stays missing is counted as an underrun. */
const ignore = (): void => {}

function everyInterval(run: () => void, milliseconds: number): () => void {
  const timer = setInterval(run, milliseconds)
  return () => clearInterval(timer)
}
