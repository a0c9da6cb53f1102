import { expect, test } from "vitest"
import { lastReason } from "../../../src-main/shell/engine-log-io.ts"

const line = (level: string, message: string): string => `${JSON.stringify({ level, message })}\n`

test("the last error is the reason, whatever else was written", () => {
  const text = `${line("error", "first")}${line("error", "The library cannot be written")}${line("warn", "slow")}`
  expect(lastReason(`${text}not json\n{half a li`)).toBe("The library cannot be written")
})

test("without an error there is no reason", () => {
  expect(lastReason("Segmentation fault\n")).toBeUndefined()
})
