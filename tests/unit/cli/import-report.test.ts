import { resolve } from "node:path"
import { describe, expect, test } from "vitest"
import type { Job, JobId } from "#shared/contract/jobs.ts"
import type { SongId } from "#shared/contract/library.ts"
import { asNamed, reportImport } from "../../../src-main/cli/import-report.ts"

function aJob(id: string, changes: Partial<Job> = {}): Job {
  return {
    id: id as JobId,
    kind: "import/audio",
    title: "tide.wav",
    state: "succeeded",
    stage: "",
    fraction: 1,
    secondsLeft: null,
    error: null,
    songId: "song" as SongId,
    batch: id,
    wasThere: false,
    createdAt: 100,
    finishedAt: 200,
    ...changes,
  }
}

const IMPORT = aJob("import")
const PATHS = new Map([[IMPORT.id, "music/tide.wav"]])
const error = { code: "internal", message: "The map could not be made" }

describe("the report of an import", () => {
  test("a song whose map could not be made is no success", () => {
    const map = aJob("map", { kind: "chunks/map", state: "failed", error, createdAt: 150 })
    const { files, exitCode } = reportImport([IMPORT, map], PATHS, new Map())
    expect(files).toEqual([
      { path: "music/tide.wav", title: "tide.wav", songId: "song", mapError: error },
    ])
    expect(exitCode).toBe(3)
  })

  test("a map that failed before the import, and maps of other songs, do not count", () => {
    const earlier = aJob("earlier", { kind: "chunks/map", state: "failed", error, createdAt: 50 })
    const other = aJob("other", { songId: "other" as SongId, error, createdAt: 150 })
    expect(reportImport([IMPORT, earlier, other], PATHS, new Map()).exitCode).toBe(0)
  })

  test("what is wrong with a file that could be read is told", () => {
    const warnings = new Map([[IMPORT.songId, "The file is cut off."]])
    const { files, exitCode } = reportImport([IMPORT], PATHS, warnings)
    expect(files).toEqual([
      {
        path: "music/tide.wav",
        title: "tide.wav",
        songId: "song",
        warning: "The file is cut off.",
      },
    ])
    expect(exitCode).toBe(0)
  })

  test("a file that is bad outweighs one that is not there", () => {
    const absent = aJob("absent", { songId: null, error: { code: "not-found", message: "" } })
    const bad = aJob("bad", { songId: null, error: { code: "unreadable", message: "" } })
    const { exitCode } = reportImport(
      [absent, bad, IMPORT],
      new Map([absent, bad, IMPORT].map(({ id }) => [id, id])),
      new Map(),
    )
    expect(exitCode).toBe(3)
    expect(
      reportImport([absent, IMPORT], new Map([absent, IMPORT].map(({ id }) => [id, id])), new Map())
        .exitCode,
    ).toBe(4)
  })
})

test("a file is told as it was named, and one found in a folder with the folder as it was named", () => {
  const named = ["a.wav", "music/", "/abs/b.wav"]
  expect(asNamed(resolve("a.wav"), named)).toBe("a.wav")
  expect(asNamed(resolve("music/deep/c.wav"), named)).toBe("music/deep/c.wav")
  expect(asNamed("/abs/b.wav", named)).toBe("/abs/b.wav")
})
