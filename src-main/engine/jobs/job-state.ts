/** The life of a job as one pure function. A transition that is not here is a bug and throws. */
import type { JobState } from "#shared/contract/jobs.ts"

export type JobEvent =
  | "claim" // a scheduler took it
  | "succeed"
  | "fail"
  | "cancel"
  | "lose" // its process died: the lease ran out
  | "resume" // an interrupted job goes back into the line
  | "retry" // a person asks again

const TRANSITIONS: Record<JobState, Partial<Record<JobEvent, JobState>>> = {
  queued: { claim: "running", cancel: "cancelled" },
  running: { succeed: "succeeded", fail: "failed", cancel: "cancelled", lose: "interrupted" },
  interrupted: { resume: "queued", fail: "failed", cancel: "cancelled" },
  failed: { retry: "queued" },
  cancelled: { retry: "queued" },
  succeeded: {},
}

export function nextJobState(state: JobState, event: JobEvent): JobState {
  const next = TRANSITIONS[state][event]
  if (!next) throw new RangeError(`A ${state} job cannot ${event}`)
  return next
}

export function isFinished(state: JobState): boolean {
  return state === "succeeded" || state === "failed" || state === "cancelled"
}
