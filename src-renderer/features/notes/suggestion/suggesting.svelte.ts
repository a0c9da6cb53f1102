/** A suggestion on its way and before it is answered. It outlives the view and the program. */
import { StudioError, toStudioError, type Model } from "#shared/contract/index.ts"
import { barsBehind, type Bars } from "#shared/duet/index.ts"
import { untrack } from "svelte"
import type { Stretch } from "../geometry/clip-time.ts"
import type { NotesState } from "../notes-state.svelte.ts"
import { askFor, askProblem, TEMPERATURE } from "./asking.ts"
import { barsToRewrite, revealBars, writtenOf } from "./bars-shown.ts"
import { Standing } from "./standing.svelte.ts"
import {
  SUGGESTION,
  modelFor,
  modelsFor,
  type Ghost,
  type Suggested,
  type Suggestion,
  type SuggestionKind,
} from "./suggestion.ts"

const KEPT = "notes.suggestion"
/** Further than the tries of one question reach. */
const SEED_STEP = 16
const LARGEST_SEED = 1_000_000

interface Question {
  readonly kind: SuggestionKind
  readonly clipId: string
  readonly bars: Bars
  readonly model: Model
}

export class Suggesting {
  /** What is being thought about. */
  question = $state.raw<Question | null>(null)
  fraction = $state(0)
  suggestion = $state.raw<Suggestion | null>(null)
  problem = $state<string | null>(null)
  #chosenId = $state<string | null>(null)
  #standing: Standing
  #seed = 1
  #controller: AbortController | null = null
  #notes: NotesState

  constructor(notes: NotesState) {
    this.#notes = notes
    this.#standing = new Standing(notes)
    const { preferences } = notes.studio
    this.suggestion = untrack(() => preferences.read(KEPT, SUGGESTION.nullable(), null))
  }

  /** The candidate as it lies in the piece now. */
  get ghost(): Ghost | null {
    return this.#standing.ghost
  }

  models = $derived.by(() => modelsFor(this.#notes.studio.training.models, this.#notes))
  /** The suggestion, where its clip is shown. */
  shown = $derived.by((): Suggestion | null => {
    const { suggestion } = this
    const { studio, clip } = this.#notes
    const isHere = suggestion?.projectId === studio.project.id && suggestion.clipId === clip?.id
    return isHere ? suggestion : null
  })
  at = $derived.by(() => this.suggestion?.at ?? 0)
  candidate = $derived.by((): Suggested | null => this.shown?.candidates[this.at] ?? null)
  /** Where it stands on the line: of the question, or of what was suggested. */
  bars = $derived.by((): Bars | null => this.question?.bars ?? this.shown?.bars ?? null)
  /** What of them is written. */
  within = $derived.by((): Stretch | null => {
    const { bars } = this
    const kind = this.question?.kind ?? this.shown?.kind
    return bars && kind === "rewrite" ? writtenOf(this.#notes.clip, bars) : bars
  })
  isOpen = $derived.by(() => this.bars !== null || this.problem !== null)

  /** Call in a component. */
  follow(): void {
    const shown = $derived(this.shown)
    $effect(() => {
      const isShown = shown !== null
      untrack(() => (isShown ? this.#stand() : this.#standing.lift()))
    })
    $effect(() => () => {
      this.#controller?.abort()
      // Not here: while an effect is taken down, state is read as it was before.
      queueMicrotask(() => this.#standing.lift())
    })
  }

  /** The bars of the selected notes; without any, that of the playhead. */
  rewrite(): void {
    const bars = barsToRewrite(this.#notes)
    if (bars) void this.#ask("rewrite", bars)
  }

  continue(): void {
    const { clip, project, isDrums } = this.#notes
    if (!clip || !project) return
    void this.#ask("continue", barsBehind(project, clip, isDrums ? "bar" : "beat"))
  }

  /** Others, from the next seeds. */
  again(): void {
    const { shown } = this
    if (shown) void this.#ask(shown.kind, shown.bars)
  }

  /** The same of somebody else. */
  choose(modelId: string): void {
    this.#chosenId = modelId
    const about = this.question ?? this.shown
    if (about) void this.#ask(about.kind, about.bars)
  }

  turn(by: 1 | -1): void {
    const { shown } = this
    const count = shown?.candidates.length ?? 0
    if (!shown || count === 0) return
    this.#put({ ...shown, at: (this.at + by + count) % count })
    this.#say()
  }

  /** Plays from the bar before it on, or stops. */
  hear(): void {
    const { transport, meters } = this.#notes
    const { bars } = this
    if (transport.isPlaying) transport.stop?.()
    else if (bars && meters)
      transport.play?.(meters.barAt(Math.max(0, bars.startTicks - 1)).startTicks)
  }

  /** @returns the clip that it was put into, or that was added */
  keep(): string | null {
    const { studio, clipId } = this.#notes
    const ghost = this.#standing.keep()
    if (!ghost) return null
    this.#forget()
    if (ghost.noteIds.size > 0) this.#notes.select(ghost.noteIds)
    studio.spoken.say("Kept")
    return ghost.clipIds[0] ?? clipId
  }

  drop(): void {
    this.#controller?.abort()
    this.problem = null
    this.#forget()
  }

  async #ask(kind: SuggestionKind, bars: Bars): Promise<void> {
    this.drop()
    const { clip, project, studio, isDrums } = this.#notes
    if (!clip || !project || studio.project.isDragging) return
    const controller = new AbortController()
    this.#controller = controller
    const { signal } = controller
    try {
      const model = modelFor(this.models, this.#chosenId, { kind, isDrums })
      this.question = { kind, clipId: clip.id, bars, model }
      this.fraction = 0
      revealBars(this.#notes, bars)
      const seed = this.#nextSeed()
      await askFor(
        studio.engine,
        { kind, project, clip, bars, model, isDrums, seed },
        {
          signal,
          onProgress: ({ fraction }) => (this.fraction = fraction),
          onsuggest: (candidates) => !signal.aborted && this.#take(this.question!, candidates),
        },
      )
      if (!signal.aborted && !this.suggestion)
        throw new StudioError("invalid-input", "Nothing came to its mind here")
    } catch (error) {
      if (!signal.aborted && toStudioError(error).code !== "cancelled")
        this.problem = askProblem(error)
    } finally {
      if (this.#controller === controller) this.question = null
    }
  }

  #take({ kind, clipId, bars, model }: Question, candidates: readonly Suggested[]): void {
    const { studio } = this.#notes
    const isFirst = this.suggestion === null
    if (candidates.length === 0) return
    this.#put({
      ...{ projectId: String(studio.project.id), clipId, kind, bars },
      ...{ modelId: model.id, modelName: model.name, version: model.card.vocabulary },
      ...{ temperature: TEMPERATURE, madeAt: Date.now(), candidates: [...candidates] },
      at: this.at,
    })
    if (isFirst) this.#say()
  }

  #put(suggestion: Suggestion | null): void {
    this.suggestion = suggestion
    this.#notes.studio.preferences.write(KEPT, suggestion)
  }

  #stand(): void {
    this.#standing.stand(this.shown, this.candidate)
  }

  #forget(): void {
    this.#standing.lift()
    if (this.suggestion) this.#put(null)
  }

  #say(): void {
    const count = this.shown?.candidates.length ?? 0
    const notes = this.candidate?.piece.notes.length ?? 0
    this.#notes.studio.spoken.say(`Suggestion ${this.at + 1} of ${count}, ${notes} notes`)
  }

  #nextSeed(): number {
    const seed = this.#seed
    this.#seed = (seed + SEED_STEP) % LARGEST_SEED
    return seed
  }
}
