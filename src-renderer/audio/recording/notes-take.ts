/** What is played on an instrument track while the song is recorded: a clip that is on disk every second. */
import { type Client, type StudioContract, TakeId, type Take } from "#shared/contract/index.ts"
import { DRUM_CHANNEL } from "#shared/music/general-midi.ts"
import {
  ClipId,
  NoteId,
  playedContent,
  type CommandArgs,
  type Track,
} from "#shared/project/index.ts"
import type { GrowingTake } from "./take-stream.ts"

export type NotesClipArgs = Extract<CommandArgs<"clip.add">["clips"][number], { kind: "notes" }>

interface Played {
  heardSeconds: number
  message: number
}

/** Song ticks of a second of the context, as it was heard. */
type TickOf = (heardSeconds: number) => number

const KEEP_MS = 1000

export class NotesTake implements GrowingTake {
  readonly id = TakeId.parse(crypto.randomUUID())
  readonly track: Track
  readonly take: Take
  /** No picture: only how long it is. */
  readonly peaks: number[] = []
  frames = 0
  #clipId = ClipId.parse(crypto.randomUUID())
  #played: Played[] = []
  #kept = 0
  #keptAtMs = 0

  constructor(track: Track, place: { projectId: string; startTicks: number }, rateHz: number) {
    this.track = track
    const name = track.name === "" ? "Notes" : track.name
    const where = { ...place, trackId: track.id, offsetSeconds: 0 }
    this.take = { id: this.id, name, rateHz, channels: 1, place: where }
  }

  hear(message: number, heardSeconds: number): void {
    this.#played.push({ message, heardSeconds })
  }

  /** The clip as it would be now; null where nothing was played. */
  clip(tickOf: TickOf, endTicks: number): NotesClipArgs | null {
    const { startTicks } = this.take.place
    const events = this.#played.map(({ heardSeconds, message }) => ({
      tick: tickOf(heardSeconds),
      message,
    }))
    const channel = this.track.kind === "drum" ? DRUM_CHANNEL : 0
    const range = { startTicks, endTicks, channel }
    const { notes, controllers } = playedContent(events, range)
    if (notes.length + controllers.length === 0) return null
    return {
      ...{ id: this.#clipId, kind: "notes", trackId: this.track.id, name: this.take.name },
      ...{ startTicks, lengthTicks: Math.max(1, Math.round(endTicks - startTicks)) },
      ...{ isMuted: false, offsetTicks: 0 },
      controllers: controllers.map(([...event]) => event),
      notes: notes.map((note, i) => ({ ...note, id: NoteId.parse(`n${i}`) })),
    }
  }

  /** Puts the clip so far on disk, at most once a second and where there is more than before. */
  async keep(
    engine: Client<StudioContract>,
    clip: () => NotesClipArgs | null,
    nowMs: number,
  ): Promise<void> {
    if (this.#played.length === this.#kept || nowMs - this.#keptAtMs < KEEP_MS) return
    const made = clip()
    if (!made) return
    this.#kept = this.#played.length
    this.#keptAtMs = nowMs
    const { projectId } = this.take.place
    await engine["takes.keepClip"]({ takeId: this.id, projectId, clip: made })
  }
}
