import { describe, expect, test } from "vitest"
import { createProgress } from "../../../src-main/cli/progress.ts"

function progressOn(isTerminal: boolean) {
  const written: string[] = []
  const clock = { ms: 0 }
  const progress = createProgress({
    write: (text) => written.push(text),
    isTerminal: () => isTerminal,
    nowMs: () => clock.ms,
  })
  return { written, clock, progress }
}

describe("progress of long work", () => {
  test("in a log, each stage is told once, and how far it is at most every five seconds", () => {
    const { written, clock, progress } = progressOn(false)
    for (clock.ms = 0; clock.ms < 12_000; clock.ms += 100)
      progress.show("a.wav: listening", `${clock.ms / 200} %`)
    progress.show("a.wav: cutting", "0 %")
    progress.end()
    expect(written).toEqual([
      "a.wav: listening 0 %\n",
      "a.wav: listening 25 %\n",
      "a.wav: listening 50 %\n",
      "a.wav: cutting 0 %\n",
    ])
  })

  test("on a terminal, one line replaces itself and is gone at the end", () => {
    const { written, progress } = progressOn(true)
    progress.show("cutting", "1 %")
    progress.show("cutting", "2 %")
    progress.end()
    expect(written).toEqual(["\r\u001b[Kcutting 1 %", "\r\u001b[Kcutting 2 %", "\r\u001b[K"])
  })
})
