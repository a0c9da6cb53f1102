/** What is played on the armed instrument tracks of one recording, in the song's time. */
import type { Client, StudioContract } from "#shared/contract/index.ts"
import type { Track } from "#shared/project/index.ts"
import type { SongTime } from "#shared/project/sound/index.ts"
import type { PlayerLine } from "../player-protocol.ts"
import { HeardClock } from "./heard-clock.ts"
import type { FromInputs } from "./input-protocol.ts"
import { NotesTake, type NotesClipArgs } from "./notes-take.ts"

interface Options {
  engine: Client<StudioContract>
  line: PlayerLine
  time: SongTime
  tracks: readonly Track[]
  place: { projectId: string; startTicks: number }
  /** Infinity: until it is stopped. */
  toTicks: number
}

export class PlayedNotes {
  readonly takes: readonly NotesTake[]
  #options: Options
  #heard = new HeardClock()
  #place: FromInputs | null = null

  constructor(options: Options) {
    const { line, place, tracks } = options
    this.#options = options
    this.takes = tracks.map((track) => new NotesTake(track, place, line.rateHz))
    this.#sample()
  }

  /** Nothing more is to come: past the end of the range, or nobody plays. */
  get isOver(): boolean {
    return this.takes.length === 0 || this.#nowTicks() >= this.#options.toTicks
  }

  /** The audio thread tells where the recording stands. */
  begin(place: FromInputs): void {
    this.#place = place
  }

  hear(trackId: string, message: number, atMs: number): void {
    const heardSeconds = this.#heard.heardAt(atMs)
    if (heardSeconds === undefined) return
    for (const take of this.takes) if (take.track.id === trackId) take.hear(message, heardSeconds)
  }

  /** Grows, and keeps what was played on disk. Call regularly. */
  tick(): void {
    this.#sample()
    const { engine, place, time } = this.#options
    const frames = time.frameAt(this.#nowTicks()) - time.frameAt(place.startTicks)
    for (const take of this.takes) {
      take.frames = Math.max(0, frames)
      const kept = take.keep(engine, () => this.#clipOf(take), performance.now())
      kept.catch(() => undefined) // it is tried again in a second
    }
  }

  /** What has become of it so far. */
  clips(): { takeId: NotesTake["id"]; clip: NotesClipArgs }[] {
    return this.takes.flatMap((take) => {
      const clip = this.#clipOf(take)
      return clip ? [{ takeId: take.id, clip }] : []
    })
  }

  #sample(): void {
    this.#heard.sample(performance.now(), this.#options.line.heardSeconds())
  }

  #clipOf(take: NotesTake): NotesClipArgs | null {
    if (!this.#place) return null
    const endTicks = Math.min(this.#nowTicks(), this.#options.toTicks)
    return take.clip((heardSeconds) => this.#ticksAt(heardSeconds), endTicks)
  }

  #nowTicks(): number {
    const heard = this.#heard.heardAt(performance.now())
    return this.#ticksAt(heard ?? this.#options.line.heardSeconds())
  }

  /** Before the song runs it stands at its beginning. */
  #ticksAt(heardSeconds: number): number {
    const { time, place } = this.#options
    if (!this.#place) return place.startTicks
    const frame = this.#place.songFrame + heardSeconds * time.rateHz - this.#place.contextFrame
    return time.tempo.ticksAt(frame / time.rateHz)
  }
}
