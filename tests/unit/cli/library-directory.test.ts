import { resolve } from "node:path"
import { afterEach, describe, expect, test, vi } from "vitest"
import { libraryDirectory } from "../../../src-main/cli/library-directory.ts"

describe("the library that the command line opens", () => {
  afterEach(() => vi.unstubAllEnvs())

  test("lies in SLIPMAT_HOME, as the app's does", () => {
    vi.stubEnv("SLIPMAT_LIBRARY", "")
    vi.stubEnv("SLIPMAT_HOME", "elsewhere")
    expect(libraryDirectory(undefined)).toBe(resolve("elsewhere/library"))
  })

  test("is the one named, before any other", () => {
    vi.stubEnv("SLIPMAT_HOME", "elsewhere")
    vi.stubEnv("SLIPMAT_LIBRARY", "named")
    expect(libraryDirectory(undefined)).toBe(resolve("named"))
    expect(libraryDirectory("option")).toBe(resolve("option"))
  })
})
