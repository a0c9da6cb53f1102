/**
 * Plays music that is in no project: pieces of datasets, what models make up. It has a graph and an output of its own, so
 * that the project's playhead stays where it is. The output is opened at the first need.
 */
import type { HeardPiece } from "#shared/contract/index.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import type { Project } from "#shared/project/index.ts"
import { pieceProject } from "#shared/training/index.ts"
import { ProjectTransport } from "../project-transport.svelte.ts"
import { Sound, type SoundOptions } from "../sound.ts"
import { canTakeOver, looped, retimed, withNotesOf } from "./looped.ts"
import { takeOverAt, takenOver } from "./take-over.ts"

export interface Heard {
  /** What the view knows it by. */
  readonly id: string
  readonly piece: HeardPiece
}

interface Options extends SoundOptions {
  onProblem(error: unknown): void
}

/** A piece that goes round and round. */
export interface HeardLoop extends Heard {
  readonly beats: number
}

/** What is on its way from the audio thread to the ear, and to the audio thread. */
const AHEAD_SECONDS = 0.15

export class PiecePlayer {
  #sound: Sound
  #transport: ProjectTransport
  #heard = $state.raw<{ id: string; project: Project } | null>(null)
  /** What follows when this one has ended. */
  #queue: readonly Heard[] = []
  /** The loop that sounds, and the one that is to take over from it. */
  #loop: { now: HeardLoop; next: HeardLoop | null } | null = null
  #settling: ReturnType<typeof setTimeout> | undefined

  /** What sounds now; null where nothing does. */
  playingId = $derived.by(() => (this.#transport.isPlaying ? (this.#heard?.id ?? null) : null))
  /** Its instruments are on their way. */
  isLoading = $derived.by(() => this.#transport.isLoading)

  constructor({ onProblem, ...options }: Options) {
    this.#sound = new Sound(options)
    const current = (): Project => this.#heard!.project
    const hasOne = (): boolean => this.#heard !== null
    this.#transport = new ProjectTransport({
      sound: this.#sound,
      project: {
        id: null,
        get isOpen() {
          return hasOne()
        },
        get project() {
          return current()
        },
      },
      // Pieces are notes: no recording sounds in them.
      findPart: () => undefined,
      onProblem,
    })
  }

  /** Call in a component: goes on with what follows. */
  follow(): void {
    this.#transport.follow()
    $effect(() => {
      if (this.#transport.isPlaying) return
      const [next, ...rest] = this.#queue
      if (next) this.#play(next, rest)
    })
  }

  /** One after the other, from the first. */
  play(...pieces: readonly Heard[]): void {
    const [first, ...rest] = pieces
    if (first) this.#play(first, rest)
  }

  /** Goes round until it is stopped. Where a loop sounds already, this one takes over at the next beat. */
  loop(heard: HeardLoop): void {
    const { isPlaying } = this.#transport
    const { now } = this.#loop ?? {}
    const project = this.#heard?.project
    if (!isPlaying || !now || !project || !canTakeOver(now, heard)) this.#startLoop(heard)
    else if (this.#heard?.id !== heard.id) this.#changeLoop(now, heard, project)
  }

  /** The loop that sounds goes on from the same place at this tempo; nothing where none does. @param bpm quarters a minute */
  retime(bpm: number): void {
    if (!this.#loop || !this.#transport.isPlaying) return
    const [now, heard] = [retimed(this.#loop.next ?? this.#loop.now, bpm), this.#heard!]
    if (heard.project.tempo[0]?.bpm === bpm) return
    // What is on its way to the ear is not played twice.
    const ticks = this.#transport.place()?.ticks ?? this.#transport.positionTicks()
    this.#endLoop()
    this.#loop = { now, next: null }
    const { tempo } = looped(now)
    this.#heard = { ...heard, project: { ...withNotesOf(heard.project, now), tempo } }
    this.#transport.play(ticks)
  }

  /** Plays it, or stops it where it plays. */
  toggle(heard: Heard): void {
    if (this.playingId === heard.id) this.stop()
    else this.play(heard)
  }

  stop(): void {
    this.#queue = []
    this.#endLoop()
    if (this.#transport.isPlaying) this.#transport.stop()
  }

  close(): void {
    this.stop()
    this.#sound.close()
  }

  /** Beats from the beginning of what sounds, as the ear has it. */
  positionBeats(): number {
    return this.#transport.positionTicks() / TICKS_PER_QUARTER
  }

  #startLoop(heard: HeardLoop): void {
    this.stop()
    this.#loop = { now: heard, next: null }
    this.#heard = { id: heard.id, project: looped(heard) }
    this.#transport.play(0)
  }

  #changeLoop(now: HeardLoop, next: HeardLoop, project: Project): void {
    clearTimeout(this.#settling)
    this.#loop = { now, next }
    const beatSeconds = 60 / (project.tempo[0]?.bpm ?? 120)
    const position = this.positionBeats()
    const over = takeOverAt(position, now.beats, AHEAD_SECONDS / beatSeconds)
    const notes = takenOver(now.piece.notes, next.piece.notes, over)
    const mixed = withNotesOf(project, { ...next, piece: { ...next.piece, notes } })
    this.#heard = { id: next.id, project: mixed }
    const beatsToGo = (over.at - position + now.beats) % now.beats
    this.#settling = setTimeout(() => this.#settle(), (beatsToGo * beatSeconds + 0.1) * 1000)
  }

  /** The next loop sounds: it is the one that goes round. */
  #settle(): void {
    const next = this.#loop?.next
    if (!next || !this.#heard) return
    this.#loop = { now: next, next: null }
    this.#heard = { id: next.id, project: withNotesOf(this.#heard.project, next) }
  }

  #endLoop(): void {
    clearTimeout(this.#settling)
    this.#loop = null
  }

  #play({ id, piece }: Heard, rest: readonly Heard[]): void {
    this.#endLoop()
    if (this.#transport.isPlaying) this.#transport.stop()
    this.#queue = rest
    this.#heard = { id, project: pieceProject(piece) }
    this.#transport.play(0)
  }
}
