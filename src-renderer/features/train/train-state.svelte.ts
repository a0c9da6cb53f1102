/** What the Train view shows: which run or model, on which page, beside which other. One a view, given by context. */
import { getContext, setContext } from "svelte"
import { z } from "zod"
import type {
  GenerateRequest,
  HeardPiece,
  Language,
  Model,
  Run,
  RunId,
} from "#shared/contract/index.ts"
import type { PiecePlayer } from "../../audio/index.ts"
import type { Studio } from "../../session/index.ts"
import { Moments } from "./hear/moments.svelte.ts"
import { Making } from "./make/making.svelte.ts"
import { entriesOf, type Entry } from "./model/entries.ts"
import { isUnderWay } from "./model/words.ts"
import { NewModel } from "./new/new-model.svelte.ts"
import { RunData } from "./run-data.svelte.ts"

/** What a model made, on its way to the timeline. */
export interface Placed {
  readonly piece: HeardPiece
  readonly name: string
  readonly model: string
  /** Hash of the words that the model knows, and the step that it was heard at. */
  readonly version: string
  readonly seed: number
  readonly settings: Record<string, unknown>
  /** The clips that it goes on from. */
  readonly promptClipIds: readonly string[]
}
export interface Source {
  readonly ask: GenerateRequest["source"]
  readonly name: string
  readonly language: Language
  readonly unit: Run["unit"]
  readonly version: string
}
export type Place = (placed: Placed) => unknown

export type Page = "learning" | "make" | "new"
const SHOWN = z.string().nullable()
const NARROW = "(max-width: 1180px)"

export class TrainState {
  readonly studio: Studio
  readonly player: PiecePlayer
  readonly place: Place
  readonly data: RunData
  readonly otherData: RunData
  readonly moments: Moments
  readonly making: Making
  readonly fresh: NewModel
  page = $state<Page>("learning")
  compareId = $state<string | null>(null)
  isRenaming = $state(false)
  /** The run whose best moment is being made a model: it is tested first. */
  endingId = $state<RunId | null>(null)
  isNarrow = $state(false)
  /** The inspector over the stage. */
  isPeeking = $state(false)
  /** What is asked before something is thrown away. */
  removing = $state.raw<Entry | null>(null)

  constructor(studio: Studio, player: PiecePlayer, place: Place) {
    this.studio = studio
    this.player = player
    this.place = place
    this.data = new RunData(studio)
    this.otherData = new RunData(studio)
    this.moments = new Moments(this)
    this.making = new Making(this)
    this.fresh = new NewModel(studio)
  }

  entries = $derived.by((): Entry[] =>
    entriesOf(this.studio.training.runs, this.studio.training.models),
  )
  #shownId = $derived.by(() => this.studio.preferences.read("train.shown", SHOWN, null))
  /** What the view is about; undefined where there is nothing. */
  entry = $derived.by((): Entry | undefined => {
    const own = (entry: Entry): boolean =>
      entry.id === this.#shownId || (entry.kind === "run" && entry.model?.id === this.#shownId)
    return this.entries.find(own) ?? this.entries[0]
  })
  run = $derived.by((): Run | undefined => this.entry?.run)
  runId = $derived.by((): RunId | null => this.run?.id ?? null)
  model = $derived.by((): Model | undefined => this.entry?.model)
  /** What music can be asked of: a model, or the best moment of a run that is none yet. */
  source = $derived.by((): Source | null => {
    const { model, run } = this
    if (model) {
      const { language, vocabulary, unit } = model.card
      return { ask: { modelId: model.id }, name: model.name, language, unit, version: vocabulary }
    }
    const best = this.data.checkpoints.findLast(({ isBest }) => isBest)
    if (!run || !best) return null
    const { unit, config, name, id: runId } = run
    const version = `step ${best.step}`
    return { ask: { runId, step: best.step }, name, language: config.language, unit, version }
  })
  compared = $derived.by(() => {
    const run = this.studio.training.run(this.compareId)
    return run && run.id !== this.runId ? run : undefined
  })
  /** Runs that the one shown can be laid beside. */
  comparable = $derived.by(() =>
    this.entries.flatMap(({ run }) =>
      run && run.id !== this.runId && run.best && run.unit === this.run?.unit ? run : [],
    ),
  )
  shownPage = $derived.by((): Page => {
    if (this.page === "new") return "new"
    return this.entry?.kind === "model" ? "make" : this.page
  })
  canPause = $derived.by(() => this.run?.state === "learning" || this.run?.state === "waiting")
  canGoOn = $derived.by(
    () => this.run !== undefined && ["paused", "failed", "stopped"].includes(this.run.state),
  )
  canStop = $derived.by(
    () => this.run !== undefined && isUnderWay(this.run) && this.run.best !== null,
  )

  /** Call in a component. */
  follow(): void {
    this.data.follow(() => this.runId)
    this.otherData.follow(() => this.compared?.id ?? null)
    this.moments.follow()
    this.fresh.follow()
    $effect(() => () => this.player.stop())
    $effect(() => {
      const narrow = matchMedia(NARROW)
      const look = (): void => void (this.isNarrow = narrow.matches)
      look()
      narrow.addEventListener("change", look)
      return () => narrow.removeEventListener("change", look)
    })
  }

  show(id: string, page: Page = this.page === "make" ? "make" : "learning"): void {
    if (id !== this.entry?.id) this.making.clear()
    this.studio.preferences.write("train.shown", id)
    this.page = page
    this.isRenaming = false
  }
}

const KEY = Symbol("train")
export const provideTrain = (state: TrainState): TrainState => setContext(KEY, state)
export const useTrain = (): TrainState => getContext<TrainState>(KEY)
