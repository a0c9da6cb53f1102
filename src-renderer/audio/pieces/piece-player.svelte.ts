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

export interface Heard {
  /** What the view knows it by. */
  readonly id: string
  readonly piece: HeardPiece
}

interface Options extends SoundOptions {
  onProblem(error: unknown): void
}

export class PiecePlayer {
  #sound: Sound
  #transport: ProjectTransport
  #heard = $state.raw<{ id: string; project: Project } | null>(null)
  /** What follows when this one has ended. */
  #queue: readonly Heard[] = []

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

  /** Plays it, or stops it where it plays. */
  toggle(heard: Heard): void {
    if (this.playingId === heard.id) this.stop()
    else this.play(heard)
  }

  stop(): void {
    this.#queue = []
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

  #play({ id, piece }: Heard, rest: readonly Heard[]): void {
    if (this.#transport.isPlaying) this.#transport.stop()
    this.#queue = rest
    this.#heard = { id, project: pieceProject(piece) }
    this.#transport.play(0)
  }
}
