/** The same opening and seed at each moment of a run: made one by one, and kept while the view is open. */
import { untrack } from "svelte"
import { toStudioError, type HeardPiece, type RunId } from "#shared/contract/index.ts"
import { pieceOfClips } from "#shared/training/index.ts"
import { momentsOf, type Moment } from "../model/moments.ts"
import { joined, opening, type Joined } from "../model/pieces.ts"
import type { TrainState } from "../train-state.svelte.ts"

export const MOMENTS = 5
const OPENING_BARS = 1
const BARS = 4
const SEED = 1
const TEMPERATURE = 0.9

export type OpeningKind = "nothing" | "piece" | "clip"
export type Made =
  | { readonly state: "made"; readonly heard: Joined }
  | { readonly state: "failed"; readonly reason: string }

export class Moments {
  kind = $state<OpeningKind>("piece")
  /** By run, step and opening. */
  made = $state.raw<ReadonlyMap<string, Made>>(new Map())
  makingKey = $state<string | null>(null)
  /** Of the first piece that the run was not taught; undefined: not looked for yet. */
  #piece = $state.raw<{ runId: RunId; opening: HeardPiece | null; name: string } | null>(null)
  #train: TrainState

  constructor(train: TrainState) {
    this.#train = train
  }

  shown = $derived.by((): Moment[] => momentsOf(this.#train.data.checkpoints, MOMENTS))
  clipIds = $derived.by(() => {
    const { project, selection } = this.#train.studio
    return project.isOpen ? selection.of("clip") : []
  })
  clipOpening = $derived.by((): HeardPiece | null => {
    const { project } = this.#train.studio
    const piece = this.clipIds.length > 0 ? pieceOfClips(project.project, this.clipIds) : null
    return piece && piece.notes.length > 0 ? opening(piece, OPENING_BARS) : null
  })
  /** What can be begun with now. */
  kinds = $derived.by((): { value: OpeningKind; label: string }[] => [
    ...(this.#piece?.opening
      ? [{ value: "piece" as const, label: `Opening: ${this.#piece.name}` }]
      : []),
    ...(this.clipOpening ? [{ value: "clip" as const, label: "Opening: selected clip" }] : []),
    { value: "nothing" as const, label: "Opening: none" },
  ])
  shownKind = $derived.by((): OpeningKind =>
    this.kinds.some(({ value }) => value === this.kind) ? this.kind : "nothing",
  )
  #opening = $derived.by((): HeardPiece | null =>
    this.shownKind === "piece"
      ? (this.#piece?.opening ?? null)
      : this.shownKind === "clip"
        ? this.clipOpening
        : null,
  )

  keyOf({ step }: Moment): string {
    const clips = this.shownKind === "clip" ? this.clipIds.join() : ""
    return `${this.#train.runId ?? ""}:${step}:${this.shownKind}${clips}`
  }
  of(moment: Moment): Made | undefined {
    return this.made.get(this.keyOf(moment))
  }

  /** Call in a component. */
  follow(): void {
    $effect(() => {
      const { runId } = this.#train
      if (runId !== null && this.#piece?.runId !== runId) void this.#findPiece(runId)
    })
    $effect(() => {
      const isLookedFor = this.#piece?.runId === this.#train.runId
      if (!isLookedFor || this.makingKey !== null || this.#train.shownPage !== "learning") return
      // The newest first: it is what a person waits for.
      const next = this.shown.toReversed().find((moment) => this.of(moment) === undefined)
      if (next) untrack(() => void this.#make(next))
    })
  }

  /** Once more, where it failed. */
  again(moment: Moment): void {
    const made = new Map(this.made)
    made.delete(this.keyOf(moment))
    this.made = made
  }

  async #make(moment: Moment): Promise<void> {
    const { runId, studio } = this.#train
    if (runId === null) return
    const key = this.keyOf(moment)
    const prompt = this.#opening
    this.makingKey = key
    try {
      const [candidate] = await studio.engine["models.generate"]({
        ...{ source: { runId, step: moment.step }, prompt, bars: BARS, count: 1 },
        ...{ seed: SEED, temperature: TEMPERATURE },
      })
      if (!candidate) throw new Error("Nothing came of it")
      this.#keep(key, { state: "made", heard: joined(prompt, candidate.piece) })
    } catch (error) {
      const { code, message } = toStudioError(error)
      if (code !== "cancelled" && code !== "engine-lost")
        this.#keep(key, { state: "failed", reason: message })
    } finally {
      this.makingKey = null
    }
  }

  #keep(key: string, made: Made): void {
    this.made = new Map([...this.made, [key, made]])
  }

  /** The first piece held out of learning that has notes. */
  async #findPiece(runId: RunId): Promise<void> {
    const { engine } = this.#train.studio
    const datasetId = this.#train.studio.training.run(runId)?.config.datasets[0]
    const none = { runId, opening: null, name: "" }
    try {
      if (datasetId === undefined) throw new Error("It learns from nothing")
      const { files } = await engine["datasets.get"]({ datasetId })
      const held = files.filter(({ state }) => state === "read")
      const file = held.find(({ split }) => split === "valid") ?? held[0]
      if (!file) throw new Error("Nothing was read")
      const piece = await engine["datasets.piece"]({ datasetId, path: file.path })
      const name = nameOf(file.path)
      this.#piece = { runId, opening: opening(piece, OPENING_BARS), name }
    } catch {
      // Removed meanwhile, or of a colleague's disk: it begins with nothing then.
      this.#piece = none
    }
  }
}

const nameOf = (path: string): string =>
  (path.split(/[\\/]/).at(-1) ?? path).replace(/\.\w{1,8}$/, "")
