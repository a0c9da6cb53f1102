import { describe, expect, test } from "vitest"
import { type JobEvent, isFinished, nextJobState } from "#engine/jobs/job-state.ts"
import { JobState } from "#shared/contract/jobs.ts"

const EVENTS: JobEvent[] = ["claim", "succeed", "fail", "cancel", "lose", "resume", "retry"]

describe("the life of a job", () => {
  test("an ordinary one is queued, runs and succeeds", () => {
    expect(nextJobState(nextJobState("queued", "claim"), "succeed")).toBe("succeeded")
  })

  test("one whose process died goes back into the line", () => {
    expect(nextJobState(nextJobState("running", "lose"), "resume")).toBe("queued")
  })

  test("a success is final, whatever comes", () => {
    for (const event of EVENTS) expect(() => nextJobState("succeeded", event)).toThrow("cannot")
  })

  test("a finished job only ever leaves its state by being retried", () => {
    for (const state of JobState.options.filter(isFinished)) {
      for (const event of EVENTS.filter((one) => one !== "retry")) {
        expect(() => nextJobState(state, event)).toThrow("cannot")
      }
    }
  })
})
