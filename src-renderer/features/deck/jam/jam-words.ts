/** What a jam says. */
import { JamMode } from "#shared/contract/index.ts"
import type { JamRest, JamTurn } from "./jam-turns.ts"

export const JAM_MODES: readonly { value: JamMode; label: string }[] = [
  { value: "copy", label: "Copy" },
  { value: "answer", label: "Answer" },
  { value: "tease", label: "Tease" },
  { value: "battle", label: "Battle" },
]

const RESTS: Readonly<Record<JamRest, string>> = {
  "nothing-heard": "Nothing was played, so the partner rests.",
  "you-play-on": "You play on: the partner rests.",
  "too-late": "The answer came too late for its bar. It is your turn again.",
  "no-engine": "The engine did not answer, so the partner rests.",
}

export function turnWords({ who, rest, isOver }: JamTurn): string {
  if (who === "nobody") return "A bar is counted in, then you play."
  if (who === "count-in") return "Counting in"
  if (who === "partner") return "Partner plays. Touch the record to take it."
  if (rest) return RESTS[rest]
  return isOver ? "The record is yours." : "Your turn"
}
