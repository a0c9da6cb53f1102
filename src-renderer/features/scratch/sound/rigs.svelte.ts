/** Rigs that were fitted, and the takes that one is to be fitted from. */
import { z } from "zod"
import {
  GestureTakeId,
  PartId,
  toStudioError,
  type Job,
  type JobId,
  type KeptTake,
  type ScratchRig,
  type ScratchRigId,
} from "#shared/contract/index.ts"
import type { Studio } from "../../../session/index.ts"

/** What belongs to a take: the recording of its sound, and what lay on the record. */
const Pair = z.object({ recordingId: PartId.nullable(), recordId: PartId.nullable() })
export type Pair = z.infer<typeof Pair>

const Pairs = z.record(GestureTakeId, Pair)
const FIT_KIND = "scratch/fit"
const PAIRS = "scratch.recordings"
const NONE: Pair = { recordingId: null, recordId: null }

export class Rigs {
  #studio: Studio
  /** Null until they are told. */
  all = $state.raw<readonly ScratchRig[] | null>(null)
  name = $state("My rig")
  #refusal = $state<string | null>(null)
  isStarting = $state(false)
  /** Takes that are left out of the next fit. */
  #left = $state.raw<ReadonlySet<string>>(new Set())
  #chosenId = $state<ScratchRigId | null>(null)
  #jobId = $state<JobId | null>(null)

  rig = $derived.by(
    () => this.all?.find(({ id }) => id === this.#chosenId) ?? this.all?.[0] ?? null,
  )
  /** The fit that is under way, whoever began it: it goes on while other views are shown, and after a restart. */
  job = $derived.by((): Job | undefined =>
    this.#studio.jobs.active.find(({ kind }) => kind === FIT_KIND),
  )
  /** Why nothing was fitted, or cannot be. */
  problem = $derived.by(
    () => this.#refusal ?? this.#studio.jobs.job(this.#jobId)?.error?.message ?? null,
  )

  constructor(studio: Studio) {
    this.#studio = studio
  }

  /** Call in a component. */
  follow(): void {
    const say = (error: unknown): void => void (this.#refusal = toStudioError(error).message)
    $effect(() =>
      this.#studio.engineLine.follow("scratch.rigs", {}, (rigs) => (this.all = rigs), say),
    )
  }

  choose(id: ScratchRigId): void {
    this.#chosenId = id
  }

  pairOf({ id }: Pick<KeptTake, "id">): Pair {
    return this.#pairs[id] ?? NONE
  }

  setPair({ id }: KeptTake, change: Partial<Pair>): void {
    const pairs = { ...this.#pairs, [id]: { ...this.pairOf({ id }), ...change } }
    this.#studio.preferences.write(PAIRS, pairs)
  }

  isLeftOut({ id }: KeptTake): boolean {
    return this.#left.has(id)
  }

  leaveOut({ id }: KeptTake, isLeftOut: boolean): void {
    const left = new Set(this.#left)
    if (isLeftOut) left.add(id)
    else left.delete(id)
    this.#left = left
  }

  /** Of takes that may be learnt from: those that say what was recorded and what lay on the record. */
  wholeOf(takes: readonly KeptTake[]): (KeptTake & { recordingId: PartId; recordId: PartId })[] {
    return takes.flatMap((take) => {
      const { recordingId, recordId } = this.pairOf(take)
      if (!take.mayTrain || this.isLeftOut(take) || !recordingId || !recordId) return []
      return [{ ...take, recordingId, recordId }]
    })
  }

  async fit(takes: readonly KeptTake[]): Promise<void> {
    this.isStarting = true
    this.#refusal = null
    this.#jobId = null
    try {
      const { rigId, jobId } = await this.#studio.engine["scratch.fitRig"]({
        name: this.name,
        takes: this.wholeOf(takes).map(({ id, recordingId, recordId }) => ({
          ...{ takeId: id, recordingId, recordId },
        })),
      })
      this.#chosenId = rigId
      this.#jobId = jobId
    } catch (error) {
      this.#refusal = toStudioError(error).message
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
      toasts.error(error, "The fit could not be stopped.")
    }
  }

  async remove({ id, name }: ScratchRig): Promise<void> {
    try {
      await this.#studio.engine["scratch.removeRig"]({ rigId: id })
    } catch (error) {
      this.#studio.toasts.error(error, `${name} could not be removed.`)
    }
  }

  get #pairs(): z.infer<typeof Pairs> {
    return this.#studio.preferences.read(PAIRS, Pairs, {})
  }
}
