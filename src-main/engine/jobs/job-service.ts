/** Answers jobs.*. */
import type { Handlers, jobs } from "#shared/contract/index.ts"
import type { Scheduler } from "./scheduler.ts"

export function jobHandlers(scheduler: Scheduler): Handlers<typeof jobs> {
  return {
    "jobs.list": () => scheduler.list(),
    "jobs.cancel": ({ jobId }) => scheduler.cancel(jobId),
    "jobs.retry": ({ jobId }) => scheduler.retry(jobId),
    "jobs.dismiss": ({ jobId }) => scheduler.dismiss(jobId),
    "jobs.changes": (_input, { signal, progress }) => {
      const { promise, resolve } = Promise.withResolvers<undefined>()
      const unsubscribe = scheduler.subscribe(() => progress(scheduler.list()))
      progress(scheduler.list())
      signal.addEventListener("abort", () => {
        unsubscribe()
        resolve(undefined)
      })
      return promise
    },
  }
}
