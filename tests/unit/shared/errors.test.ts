import { describe, expect, test } from "vitest"
import { toStudioError } from "#shared/contract/errors.ts"

describe("errors of the system, told to a person", () => {
  test("a full disk is named in words, with the file where it is known", () => {
    const error = Object.assign(new Error("ENOSPC: no space left on device, write"), {
      code: "ENOSPC",
    })
    expect(toStudioError(error).message).toBe("The disk is full")
    const named = toStudioError(Object.assign(error, { path: "/music/map.json" }))
    expect(named).toMatchObject({
      code: "disk-full",
      message: "The disk is full: /music/map.json was not written",
    })
  })

  test("a place that may not be written is named", () => {
    const error = Object.assign(new Error("EROFS: read-only file system, open '/cd/map.csv'"), {
      ...{ code: "EROFS", path: "/cd/map.csv" },
    })
    expect(toStudioError(error).message).toBe("/cd/map.csv may not be written")
  })
})
