import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { temporaryFolder } from "../support/temporary-folder.ts"

const PLATFORM = new URL("../../src-main/engine/platform/node/index.ts", import.meta.url).href

/** Closes the threads in the moment in which one of them has answered and is about to be given back. */
const CLOSE_IN_THE_MOMENT_OF_AN_ANSWER = `
  import { nodePlatform } from "${PLATFORM}"
  const { executor } = nodePlatform({ libraryDirectory: ".", slots: 2 })
  const input = { features: new Float32Array(26 * 4), count: 4, seed: 1 }
  await executor.run("group", input)
  executor.run("group", input).catch(() => undefined)
  const untilMs = performance.now() + Number(process.argv[2])
  while (performance.now() < untilMs);
  await executor.close()
  console.log("closed")
`

describe("threads", () => {
  test.each([20, 100, 200])(
    "a process does not end before they are closed, %i ms on",
    (afterMs) => {
      const script = join(temporaryFolder(), "close.mjs")
      writeFileSync(script, CLOSE_IN_THE_MOMENT_OF_AN_ANSWER)
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, String(afterMs)], {
        encoding: "utf8",
      })
      expect(stderr).toBe("")
      expect(stdout).toBe("closed\n")
      expect(status).toBe(0)
    },
  )
})
