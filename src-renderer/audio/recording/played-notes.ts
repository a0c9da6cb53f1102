/** What is played on the armed instrument tracks of one recording, in the song's time. */
import type { Client, StudioContract } from "#shared/contract/index.ts"
import type { Track } from "#shared/project/index.ts"
import type { SongTime } from "#shared/project/sound/index.ts"
import type { PlayerLine } from "../player-protocol.ts"
import type { Round } from "./cycle.ts"
import { HeardClock } from "./heard-clock.ts"
import type { FromInputs } from "./input-protocol.ts"
import { NotesTake, type Played, type PlayedClip } from "./notes-take.ts"

interface Options {
  engine: Client<StudioContract>
  line: PlayerLine
  time: SongTime
  tracks: readonly Track[]
  place: { projectId: string; startTicks: number }
  /** Infinity: until it is stopped. */
  toTicks: number
  /** Null where the song goes straight on. */
  round: Round | null
}

export class PlayedNotes {
  #options: Options
  #heard = new HeardClock()
  #place: FromInputs | null = null
  /** Of each track: what was played from the beginning of the recording, and a take for each pass. */
  #tracks: readonly { track: Track; played: Played[]; passes: NotesTake[] }[]

  constructor(options: Options) {
    this.#options = options
    this.#tracks = options.tracks.map((track) => ({ track, played: [], passes: [] }))
    this.#reach(0)
    this.#sample()
  }

  /** Those of the present pass. */
  get takes(): readonly NotesTake[] {
    return this.#tracks.map(({ passes }) => passes.at(-1)!)
  }

  /** From the beginning, of all passes; 0 where nobody plays. */
  get frames(): number {
    if (this.#tracks.length === 0) return 0
    const { place, time } = this.#options
    return Math.max(0, this.#frameAt(this.#nowSeconds()) - time.frameAt(place.startTicks))
  }

  /** Nothing more is to come: past the end of the range, or nobody plays. */
  get isOver(): boolean {
    return this.#tracks.length === 0 || this.#nowTicks(0) >= this.#options.toTicks
  }

  /** The audio thread tells where the recording stands. */
  begin(place: FromInputs): void {
    this.#place = place
  }

  hear(trackId: string, message: number, atMs: number): void {
    const heardSeconds = this.#heard.heardAt(atMs)
    if (heardSeconds === undefined) return
    for (const { track, played } of this.#tracks)
      if (track.id === trackId) played.push({ message, heardSeconds })
  }

  /** Grows, and keeps what was played on disk. Call regularly. */
  tick(): void {
    this.#sample()
    const before = this.takes
    this.#reach(this.#passNow())
    const { time } = this.#options
    for (const take of this.takes) {
      const from = time.frameAt(take.take.place.startTicks)
      take.frames = Math.max(0, time.frameAt(this.#nowTicks(take.pass)) - from)
    }
    const ended = before.filter((take) => !this.takes.includes(take))
    for (const take of [...ended, ...this.takes]) {
      const clip = () => this.#kept(take)
      const kept = take.keep(this.#options.engine, clip, performance.now(), ended.includes(take))
      kept.catch(() => undefined) // it is tried again in a second, or when the recording ends
    }
  }

  /** What has become of it so far. */
  clips(): PlayedClip[] {
    this.#reach(this.#passNow())
    return this.#tracks.flatMap(({ passes }) => passes.flatMap((take) => this.#kept(take) ?? []))
  }

  #sample(): void {
    this.#heard.sample(performance.now(), this.#options.line.heardSeconds())
  }

  /** Takes for all passes up to this one. */
  #reach(pass: number): void {
    const { line, place, round } = this.#options
    for (const { track, played, passes } of this.#tracks)
      while (passes.length <= pass) {
        const index = passes.length
        const startTicks = index > 0 && round ? round.cycle.startTicks : place.startTicks
        const taken = { ...place, startTicks }
        passes.push(
          new NotesTake({ track, place: taken, rateHz: line.rateHz, pass: index, played }),
        )
      }
  }

  /** Null where nothing was played in it. */
  #kept(take: NotesTake): PlayedClip | null {
    const { round, toTicks } = this.#options
    if (!this.#place) return null
    const { pass } = take
    const now = this.#passNow()
    const loopEnd = round ? round.cycle.startTicks + round.cycle.lengthTicks : Infinity
    const endTicks = Math.min(this.#nowTicks(pass), toTicks, loopEnd)
    const isEnded = pass < now
    const clip = take.clip((heard) => this.#ticksAt(heard, pass), { endTicks, isEnded })
    if (!clip) return null
    if (!round) return { takeId: take.id, clip }
    return { takeId: take.id, clip, pass, isSilent: !isEnded && pass > 0 && this.#hasWhole(now) }
  }

  /** A pass before this one has all of the loop: the first one only where it began no later. */
  #hasWhole(pass: number): boolean {
    const { place, round } = this.#options
    return pass > 1 || (pass === 1 && round !== null && place.startTicks <= round.cycle.startTicks)
  }

  #passNow(): number {
    const { round } = this.#options
    if (!round || !this.#place) return 0
    const beyond = this.#frameAt(this.#nowSeconds()) - round.loop.endFrame
    return beyond < 0 ? 0 : 1 + Math.floor(beyond / round.cycle.frames)
  }

  #nowSeconds(): number {
    return this.#heard.heardAt(performance.now()) ?? this.#options.line.heardSeconds()
  }

  #nowTicks(pass: number): number {
    return this.#ticksAt(this.#nowSeconds(), pass)
  }

  /** Song frames as if the song had never leapt. Before it runs it stands at its beginning. */
  #frameAt(heardSeconds: number): number {
    const { time, place } = this.#options
    if (!this.#place) return time.frameAt(place.startTicks)
    return this.#place.songFrame + heardSeconds * time.rateHz - this.#place.contextFrame
  }

  /** In the time of a pass: before its start where it was an earlier one, after its end where it was a later one. */
  #ticksAt(heardSeconds: number, pass: number): number {
    const { time, round } = this.#options
    const back = round && pass > 0 ? pass * round.cycle.frames : 0
    return time.tempo.ticksAt((this.#frameAt(heardSeconds) - back) / time.rateHz)
  }
}
