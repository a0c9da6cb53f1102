/** What a jam says. */
import { JamMode } from "#shared/contract/index.ts"
import type { PartnerPart, TakeCall } from "./jam-state.svelte.ts"
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

interface Shown {
  readonly turn: JamTurn
  readonly partner: PartnerPart
  readonly call: TakeCall | null
}

const PARTNER: Readonly<Record<PartnerPart, string>> = {
  rests: "Partner rests.",
  thinks: "Partner still thinks.",
  waits: "Partner waits for its beat.",
  plays: "Partner plays. Touch the record to take it.",
}

export function turnWords({ turn, partner, call }: Shown): string {
  const { who, rest, isOver, fromTicks, toTicks } = turn
  if (who === "nobody") return "A bar is counted in, then you play."
  if (who === "count-in") return fromTicks < toTicks ? "Counting in" : "You play from the next bar."
  if (who === "partner") return PARTNER[partner]
  if (call) return call.isSounding ? `${call.title} calls.` : `${call.title} is the next call.`
  if (rest) return RESTS[rest]
  return isOver ? "The record is yours." : "Your turn"
}
