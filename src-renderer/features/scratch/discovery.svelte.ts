/** Archives as they grow, and the discovery that is asked for: what counts, how a hand is limited, how long it may take. */
import {
  DiscoverySettings,
  HumanLimits,
  ScratchReward,
  toStudioError,
  type Job,
  type ScratchArchive,
  type ScratchArchiveId,
  type ScratchArchiveView,
} from "#shared/contract/index.ts"
import { z } from "zod"
import type { Studio } from "../../session/index.ts"
import { gridOf, type CellPlace } from "./model/archive-grid.ts"
import { Pace } from "./model/pace.ts"

const SETTINGS = "scratch.discovery"
const PACE = "scratch.pace"

export class Discovery {
  #studio: Studio
  #pace = new Pace()
  /** Null until they are told. */
  archives = $state.raw<readonly ScratchArchive[] | null>(null)
  view = $state.raw<ScratchArchiveView | null>(null)
  /** Why it cannot be shown or begun. */
  problem = $state<string | null>(null)
  isStarting = $state(false)
  /** The cell that the keys are at. */
  at = $state.raw<CellPlace>({ column: 0, row: 0 })
  day = $state(1)
  #chosenId = $state<ScratchArchiveId | null>(null)

  archive = $derived.by(
    () =>
      this.archives?.find(({ id }) => id === this.#chosenId) ??
      this.archives?.find(({ jobId }) => jobId !== null) ??
      this.archives?.[0] ??
      null,
  )
  #archiveId = $derived(this.archive?.id)
  grid = $derived(this.view ? gridOf(this.view) : null)
  /** The run of the archive that is shown. */
  job = $derived.by((): Job | undefined => {
    const job = this.#studio.jobs.job(this.archive?.jobId)
    return job && (job.state === "running" || job.state === "queued") ? job : undefined
  })

  constructor(studio: Studio) {
    this.#studio = studio
  }

  /** Call in a component. */
  follow(): void {
    const { engineLine } = this.#studio
    const say = (error: unknown): void => void (this.problem = toStudioError(error).message)
    $effect(() =>
      engineLine.follow("scratch.archives", {}, (archives) => (this.archives = archives), say),
    )
    $effect(() => {
      const archiveId = this.#archiveId
      if (archiveId === undefined) return undefined
      this.#pace.clear()
      return engineLine.follow("scratch.archive", { archiveId }, (view) => this.#show(view), say)
    })
  }

  choose(id: ScratchArchiveId): void {
    if (id === this.archive?.id) return
    this.#chosenId = id
    this.view = null
    this.at = { column: 0, row: 0 }
  }

  get settings(): DiscoverySettings {
    const initial = DiscoverySettings.parse({})
    return this.#studio.preferences.read(SETTINGS, DiscoverySettings, initial)
  }

  set(change: Partial<DiscoverySettings>): void {
    this.#studio.preferences.write(SETTINGS, { ...this.settings, ...change })
  }

  setReward(change: Partial<ScratchReward>): void {
    this.set({ reward: ScratchReward.parse({ ...this.settings.reward, ...change }) })
  }

  setLimit(change: Partial<HumanLimits>): void {
    this.set({ limits: HumanLimits.parse({ ...this.settings.limits, ...change }) })
  }

  /** Evaluations a second, as the last run made them on this computer; null: none ran yet. */
  get evaluationsPerSecond(): number | null {
    return this.#studio.preferences.read(PACE, z.number().positive().nullable(), null)
  }

  async start(): Promise<void> {
    if (this.isStarting) return
    this.isStarting = true
    this.problem = null
    try {
      const { archiveId } = await this.#studio.engine["scratch.discover"](this.settings)
      this.choose(archiveId)
    } catch (error) {
      this.problem = toStudioError(error).message
    } finally {
      this.isStarting = false
    }
  }

  async stop(): Promise<void> {
    const { jobs, toasts } = this.#studio
    if (!this.job) return
    try {
      await jobs.cancel(this.job.id)
    } catch (error) {
      toasts.error(error, "The discovery could not be stopped.")
    }
  }

  #show(view: ScratchArchiveView): void {
    const isFirst = this.view === null
    this.view = view
    if (isFirst) this.at = this.grid?.best ?? this.at
    if (isFirst || this.day > view.days) this.day = Math.max(1, view.days)
    if (view.archive.jobId === null) return
    const rate = this.#pace.note({ atMs: Date.now(), evaluations: view.archive.evaluations })
    if (rate !== null && rate > 0) this.#studio.preferences.write(PACE, rate)
  }
}
