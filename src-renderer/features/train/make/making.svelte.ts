/** Asking a model for music: what it is given, what it is to keep to, and the candidates that come. */
import {
  toStudioError,
  type Candidate,
  type HeardPiece,
  type Wishes,
} from "#shared/contract/index.ts"
import { KIT, pieceOfClips, sopranoOf } from "#shared/training/index.ts"
import { entityOf } from "#shared/project/index.ts"
import { joined, type Joined } from "../model/pieces.ts"
import type { Placed, TrainState } from "../train-state.svelte.ts"

export type From = "nothing" | "clip" | "harmonise"
const LARGEST_SEED = 1_000_000

export interface MadeCandidate {
  readonly id: string
  readonly candidate: Candidate
  readonly heard: Joined
  readonly prompt: HeardPiece | null
  readonly promptClipIds: readonly string[]
  readonly settings: Record<string, unknown>
  readonly modelName: string
  readonly version: string
}

export class Making {
  from = $state<From>("clip")
  bars = $state(8)
  count = $state(3)
  temperature = $state(0.95)
  repetitionBars = $state(0)
  seed = $state(1)
  wishes = $state.raw<Wishes>({})
  candidates = $state.raw<readonly MadeCandidate[]>([])
  chosenId = $state<string | null>(null)
  /** Of those that are still to come. */
  missing = $state(0)
  problem = $state<string | null>(null)
  #controller = $state.raw<AbortController | null>(null)
  #rounds = 0
  #train: TrainState

  constructor(train: TrainState) {
    this.#train = train
  }

  isBusy = $derived.by(() => this.#controller !== null)
  clipIds = $derived.by((): readonly string[] => {
    const { project, selection } = this.#train.studio
    if (!project.isOpen) return []
    return selection
      .of("clip")
      .filter((id) => entityOf(project.project.clips, id)?.kind === "notes")
  })
  prompt = $derived.by((): HeardPiece | null => {
    const piece =
      this.clipIds.length > 0
        ? pieceOfClips(this.#train.studio.project.project, this.clipIds)
        : null
    return piece && piece.notes.length > 0 ? piece : null
  })
  promptName = $derived.by(() => {
    const { project } = this.#train.studio
    const [first] = this.clipIds
    if (first === undefined) return ""
    const name = entityOf(project.project.clips, first)?.name ?? ""
    return this.clipIds.length === 1 ? name : `${name} and ${this.clipIds.length - 1} more`
  })
  canHarmonise = $derived.by(() => this.#train.source?.language === "chorales")
  shownFrom = $derived.by((): From => {
    if (!this.prompt) return "nothing"
    return this.from === "harmonise" && !this.canHarmonise ? "clip" : this.from
  })
  /** In the words of the design: what a model of four voices cannot go on from. */
  mismatch = $derived.by((): string | null => {
    const isOfVoices = this.#train.source?.language === "chorales"
    const isDrums = this.prompt?.notes.every(({ program }) => program === KIT) ?? false
    if (this.shownFrom === "nothing" || !isOfVoices || !isDrums) return null
    return "This model speaks another language of notes. It was trained for four-voice chorales, this clip is drums."
  })
  chosen = $derived.by(() => this.candidates.find(({ id }) => id === this.chosenId))

  wish(change: Partial<Record<keyof Wishes, Wishes[keyof Wishes]>>): void {
    const wishes = { ...this.wishes, ...change }
    this.wishes = Object.fromEntries(
      Object.entries(wishes).filter(([, value]) => value !== undefined && value !== ""),
    )
  }

  async make(): Promise<void> {
    const { source, studio } = this.#train
    if (!source || this.isBusy || this.mismatch !== null) return
    const { bars, count, seed, temperature, repetitionBars, wishes } = this
    const from = this.shownFrom
    const prompt = from === "clip" ? this.prompt : null
    const soprano = from === "harmonise" && this.prompt ? sopranoOf(this.prompt) : null
    const settings = { bars, temperature, repetitionBars, wishes: { ...wishes }, from }
    const about = {
      ...{ prompt, settings, modelName: source.name, version: source.version.slice(0, 100) },
      promptClipIds: from === "nothing" ? [] : [...this.clipIds],
    }
    const round = ++this.#rounds
    const add = (candidate: Candidate): void => {
      const id = `made-${round}-${candidate.index}`
      if (this.candidates.some((each) => each.id === id)) return
      const heard = joined(prompt, candidate.piece)
      const all = [...this.candidates, { id, candidate, heard, ...about }]
      this.candidates = all.sort((a, b) => a.candidate.index - b.candidate.index)
      this.missing = Math.max(0, this.missing - 1)
      this.chosenId ??= id
    }
    const controller = new AbortController()
    this.#controller = controller
    this.#begin(count)
    try {
      const all = await studio.engine["models.generate"](
        {
          ...{ source: source.ask, prompt, bars, count, seed, temperature },
          ...{ repetitionBars, wishes, soprano },
        },
        {
          signal: controller.signal,
          onProgress: ({ candidate }) => candidate && add(candidate),
        },
      )
      all.forEach(add)
      this.seed = (seed + count) % LARGEST_SEED
    } catch (error) {
      const { code, message } = toStudioError(error)
      if (code !== "cancelled") this.problem = message
    } finally {
      this.#controller = null
      this.missing = 0
    }
  }

  #begin(count: number): void {
    this.candidates = []
    this.chosenId = null
    this.problem = null
    this.missing = count
  }

  stop(): void {
    this.#controller?.abort()
  }

  /** Forgets what was made of another model. */
  clear(): void {
    this.stop()
    this.#begin(0)
  }

  placed(made: MadeCandidate): Placed {
    return {
      piece: made.candidate.piece,
      name: `${made.modelName} ${made.candidate.index + 1}`,
      model: made.modelName,
      version: made.version,
      seed: made.candidate.seed,
      settings: made.settings,
      promptClipIds: made.promptClipIds,
    }
  }
}
