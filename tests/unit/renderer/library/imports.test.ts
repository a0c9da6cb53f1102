import { describe, expect, test } from "vitest"
import { RECORDED_BATCH, type Job } from "#shared/contract/index.ts"
import { headlineOf, knownBatches } from "../../../../src-renderer/features/library/imports.ts"

const aJob = (id: string, code?: string): Job =>
  ({
    ...{ id, kind: "import/audio", title: `${id}.wav`, state: code ? "failed" : "succeeded" },
    error: code ? { code, message: `${id}.wav is no good` } : null,
  }) as Job

const headline = (...codes: (string | undefined)[]): string => {
  const jobs = codes.map((code, index) => aJob(String(index), code))
  return headlineOf({ id: "0", jobs, failed: jobs.filter(({ error }) => error) })
}

describe("the line above files that did not come in", () => {
  test("names the disk where it is full, not the files", () => {
    expect(headline(undefined, "disk-full", "disk-full")).toBe(
      "The disk is full: 2 of 3 files could not be imported.",
    )
  })

  test("says that files could not be read only of such", () => {
    expect(headline("unreadable", undefined)).toBe("1 of 2 files could not be read.")
    expect(headline("unreadable", "disk-full")).toBe("2 files could not be imported.")
  })
})

test("what was known is told of files that were brought, not of what was recorded here", () => {
  const known = { ...aJob("song"), wasThere: true, batch: "drop" } as Job
  const take = { ...known, id: "take", batch: RECORDED_BATCH } as Job
  expect(knownBatches([known, take])).toEqual([[known]])
})
