export { defineJob, type JobContext, type JobDefinition } from "./define-job.ts"
export { jobHandlers } from "./job-service.ts"
export { createJobStore, type JobStore } from "./job-store.ts"
export { Scheduler } from "./scheduler.ts"
