/** ABC tune books (abcnotation.com standard 2.1): tunes, each from its `X:` to the next. */
import { fail } from "#shared/contract/errors.ts"
import type { Score } from "../score.ts"
import { scoreOfTune } from "./tune-score.ts"

const MOST_TUNES = 20_000

/** The tunes in their order; one that holds no notes is among them, without any. @throws StudioError unreadable where there is none */
export function readAbc(text: string): Score[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/)
  const first = lines.findIndex((line) => line.startsWith("X:"))
  if (first < 0) {
    if (!lines.some((line) => line.startsWith("K:"))) fail("unreadable", "It holds no tunes")
    return [scoreOfTune(lines)]
  }
  // What stands before the first tune holds for all of them.
  const common = lines.slice(0, first).filter((line) => /^[A-Z]:|^%%/.test(line))
  const tunes: string[][] = []
  for (const line of lines.slice(first)) {
    if (line.startsWith("X:")) tunes.push([...common])
    tunes.at(-1)!.push(line)
  }
  if (tunes.length > MOST_TUNES) fail("unreadable", `It holds more than ${MOST_TUNES} tunes`)
  return tunes.map(scoreOfTune)
}
