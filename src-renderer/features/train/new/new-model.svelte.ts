/** Three questions that make a run: what music, what for, how long. All other settings follow, and can be changed. */
import { untrack } from "svelte"
import {
  toStudioError,
  type Dataset,
  type DatasetId,
  type Estimate,
  type Goal,
  type ModelId,
  type TrainingConfig,
} from "#shared/contract/index.ts"
import { goalsOf, pace, presetConfig, presetFor, type Preset } from "#shared/training/index.ts"
import type { Studio } from "../../../session/index.ts"

/** What a person chooses between, minutes. */
export const MINUTES = [1, 5, 30, 120] as const
/** A choice rests so long before it is measured: five steps are trained for it. */
const REST_MS = 500
/** What decides how long a step takes. */
const SIZE_KEYS = [
  ...(["layers", "width", "heads", "context", "batch", "trunk"] as const),
  ...(["language", "parent", "tune", "rank", "datasets"] as const),
] as const

export class NewModel {
  chosenIds = $state.raw<readonly DatasetId[]>([])
  goal = $state<Goal>("new")
  minutes = $state<number>(5)
  /** Empty: named after the music. */
  typedName = $state("")
  parent = $state<ModelId | null>(null)
  changes = $state.raw<Partial<TrainingConfig>>({})
  isDrawerOpen = $state(false)
  isStarting = $state(false)
  estimate = $state.raw<{ size: string; estimate: Estimate; steps: number } | null>(null)
  estimateProblem = $state<string | null>(null)
  /** The one whose files are looked at. */
  openId = $state<DatasetId | null>(null)
  #studio: Studio

  constructor(studio: Studio) {
    this.#studio = studio
  }

  datasets = $derived.by((): Dataset[] =>
    this.chosenIds.flatMap((id) => this.#studio.training.dataset(id) ?? []),
  )
  goals = $derived.by(() => goalsOf(this.datasets))
  shownGoal = $derived.by((): Goal => (this.goals.includes(this.goal) ? this.goal : "new"))
  name = $derived.by(() => {
    const [first] = this.datasets
    return this.typedName.trim() || (first ? this.#freeName(first.name) : "")
  })
  #hasGraphicsCard = $derived.by(
    () =>
      this.estimate !== null && /gpu|graphics|cuda|webgpu/i.test(this.estimate.estimate.executor),
  )
  preset = $derived.by((): Preset => presetFor(this.minutes, this.#hasGraphicsCard))
  /** Without what the expert changed. */
  plain = $derived.by((): TrainingConfig => {
    const wanted = { name: this.name || "Model", goal: this.shownGoal, datasets: this.datasets }
    const config = presetConfig(this.preset, { ...wanted, minutes: this.minutes })
    return { ...config, parent: this.parent }
  })
  #sized = $derived.by((): TrainingConfig => ({ ...this.plain, ...this.changes }))
  /** A change of any of these is measured anew. */
  size = $derived.by(() => JSON.stringify(SIZE_KEYS.map((key) => this.#sized[key])))
  measured = $derived.by(() => (this.estimate?.size === this.size ? this.estimate.estimate : null))
  config = $derived.by((): TrainingConfig => {
    const { measured } = this
    if (!measured) return this.#sized
    const paced = pace(this.minutes * 60, measured.secondsAStep)
    return { ...this.plain, ...paced, ...this.changes }
  })
  /** All of it, with what is measured on the way; null until it was tried. */
  seconds = $derived.by(() => {
    if (!this.measured || !this.estimate) return null
    return (this.measured.seconds / this.estimate.steps) * this.config.steps
  })
  canStart = $derived.by(() => this.datasets.length > 0 && !this.isStarting)
  changed = $derived.by(() => Object.keys(this.changes) as (keyof TrainingConfig)[])

  /** Call in a component. */
  follow(): void {
    $effect(() => {
      const { size } = this
      if (this.datasets.length === 0 || this.measured !== null) return undefined
      const controller = new AbortController()
      const timer = setTimeout(() => {
        untrack(() => void this.#measure(size, controller.signal))
      }, REST_MS)
      return () => {
        clearTimeout(timer)
        controller.abort()
      }
    })
  }

  async #measure(size: string, signal: AbortSignal): Promise<void> {
    const config = this.#sized
    this.estimateProblem = null
    try {
      const estimate = await this.#studio.engine["runs.estimate"]({ config }, { signal })
      this.estimate = { size, estimate, steps: config.steps }
    } catch (error) {
      const { code, message } = toStudioError(error)
      if (code !== "cancelled") this.estimateProblem = message
    }
  }

  toggle(id: DatasetId): void {
    this.chosenIds = this.chosenIds.includes(id)
      ? this.chosenIds.filter((other) => other !== id)
      : [...this.chosenIds, id]
  }

  /** A setting as the expert wants it; as it would be without, it is no change. */
  change(change: Partial<TrainingConfig>): void {
    const plain = { ...this.plain }
    const changes = Object.entries({ ...this.changes, ...change })
    this.changes = Object.fromEntries(
      changes.filter(([key, value]) => plain[key as keyof TrainingConfig] !== value),
    )
  }

  reset(): void {
    this.changes = {}
    this.parent = null
  }

  /** "Nocturnes", then "Nocturnes 2". */
  #freeName(name: string): string {
    const taken = new Set(
      [...this.#studio.training.runs, ...this.#studio.training.models].map((each) => each.name),
    )
    if (!taken.has(name)) return name
    let number = 2
    while (taken.has(`${name} ${number}`)) number++
    return `${name} ${number}`
  }
}
