/** What is played on an instrument track while the song is recorded: a clip that is on disk every second. */
import {
  TakeId,
  type Client,
  type KeptClip,
  type StudioContract,
  type Take,
} from "#shared/contract/index.ts"
import { DRUM_CHANNEL } from "#shared/music/general-midi.ts"
import {
  ClipId,
  NoteId,
  playedContent,
  type CommandArgs,
  type Track,
} from "#shared/project/index.ts"
import { passName } from "./cycle.ts"
import type { GrowingTake } from "./take-stream.ts"

export type NotesClipArgs = Extract<CommandArgs<"clip.add">["clips"][number], { kind: "notes" }>

/** See `KeptClip`. */
export type PlayedClip = Omit<KeptClip, "projectId">

export interface Played {
  heardSeconds: number
  message: number
}

/** Song ticks of a second of the context, as it was heard. */
type TickOf = (heardSeconds: number) => number

interface Options {
  track: Track
  place: { projectId: string; startTicks: number }
  rateHz: number
  /** In the loop, from 0. */
  pass: number
  /** What is played on the track, from the beginning of the recording; it grows. */
  played: readonly Played[]
}

const KEEP_MS = 1000
/** A 64th: a key that is pressed so little before the song leaps means the first beat after it. */
const EARLY_TICKS = 60
const NOTE_ON = 0x90

export class NotesTake implements GrowingTake {
  readonly id = TakeId.parse(crypto.randomUUID())
  readonly track: Track
  readonly take: Take
  /** No picture: only how long it is. */
  readonly peaks: number[] = []
  frames = 0
  readonly pass: number
  #clipId = ClipId.parse(crypto.randomUUID())
  #played: readonly Played[]
  #kept = 0
  #keptAtMs = 0

  constructor({ track, place, rateHz, pass, played }: Options) {
    this.track = track
    this.pass = pass
    this.#played = played
    const name = track.name === "" ? "Notes" : track.name
    const where = { ...place, trackId: track.id, offsetSeconds: 0 }
    this.take = { id: this.id, name, rateHz, channels: 1, place: where }
  }

  /** The clip as it would be now; null where nothing was played. @param isEnded another pass follows */
  clip(
    tickOf: TickOf,
    { endTicks, isEnded }: { endTicks: number; isEnded: boolean },
  ): NotesClipArgs | null {
    const { startTicks } = this.take.place
    const first = this.pass > 0 ? startTicks - EARLY_TICKS : -Infinity
    const last = isEnded ? endTicks - EARLY_TICKS : Infinity
    const events = this.#played
      .map(({ heardSeconds, message }) => ({ tick: tickOf(heardSeconds), message }))
      .filter(({ tick, message }) => !isNoteOn(message) || (tick >= first && tick < last))
    const channel = this.track.kind === "drum" ? DRUM_CHANNEL : 0
    const range = { startTicks, endTicks, channel }
    const { notes, controllers } = playedContent(events, range)
    // What was held before the pass is no playing in it.
    const moves = this.pass > 0 ? controllers.filter(([tick]) => tick > 0) : controllers
    if (notes.length + moves.length === 0) return null
    const { name } = this.take
    const named = this.pass > 0 || isEnded ? passName(name, this.pass) : name
    return {
      ...{ id: this.#clipId, kind: "notes", trackId: this.track.id, name: named },
      ...{ startTicks, lengthTicks: Math.max(1, Math.round(endTicks - startTicks)) },
      ...{ isMuted: false, offsetTicks: 0 },
      controllers: controllers.map(([...event]) => event),
      notes: notes.map((note, i) => ({ ...note, id: NoteId.parse(`n${i}`) })),
    }
  }

  /** Puts the clip so far on disk: at most once a second and where there is more than before, or at the end of its pass. */
  async keep(
    engine: Client<StudioContract>,
    clip: () => PlayedClip | null,
    nowMs: number,
    isEnded: boolean,
  ): Promise<void> {
    const isDue = this.#played.length !== this.#kept && nowMs - this.#keptAtMs >= KEEP_MS
    if (!isDue && !isEnded) return
    const made = clip()
    if (!made) return
    this.#kept = this.#played.length
    this.#keptAtMs = nowMs
    const { projectId } = this.take.place
    await engine["takes.keepClip"]({ ...made, takeId: this.id, projectId })
  }
}

const isNoteOn = (message: number): boolean =>
  ((message >> 16) & 0xf0) === NOTE_ON && (message & 0x7f) > 0
