/** Long work under way, and what became of it, whole at each change. */
import type { Job, StudioContract } from "#shared/contract/index.ts"
import type { Connection } from "./connection.svelte.ts"

export class JobsResource {
  all = $state.raw<Job[]>([])
  active = $derived(this.all.filter(isActive))
  failed = $derived(this.all.filter((job) => job.state === "failed" || job.state === "interrupted"))
  /** The job worth showing where there is room for one: running before queued, oldest first. */
  foremost = $derived(this.active.find((job) => job.state === "running") ?? this.active[0])
  /** Jobs whose end has been asked for and not yet come; a cancel answers at once. */
  stopping = $state.raw<ReadonlySet<string>>(new Set())

  #connection: Connection<StudioContract>

  constructor(connection: Connection<StudioContract>) {
    this.#connection = connection
  }

  job(jobId: string | null | undefined): Job | undefined {
    return this.all.find((job) => job.id === jobId)
  }

  open(): () => void {
    return this.#connection.follow("jobs.changes", {}, (jobs) => {
      this.all = jobs
      const active = new Set<string>(jobs.filter(isActive).map((job) => job.id))
      this.stopping = new Set([...this.stopping].filter((id) => active.has(id)))
    })
  }

  async cancel(jobId: Job["id"]): Promise<void> {
    this.stopping = new Set([...this.stopping, jobId])
    try {
      await this.#connection.client["jobs.cancel"]({ jobId })
    } catch (error) {
      this.stopping = new Set([...this.stopping].filter((id) => id !== jobId))
      throw error
    }
  }

  async retry(jobId: Job["id"]): Promise<void> {
    await this.#connection.client["jobs.retry"]({ jobId })
  }

  /** Forgets one finished job, or all of them. */
  async dismiss(jobId?: Job["id"]): Promise<void> {
    await this.#connection.client["jobs.dismiss"](jobId ? { jobId } : {})
  }
}

export const isActive = (job: Job): boolean => job.state === "queued" || job.state === "running"
