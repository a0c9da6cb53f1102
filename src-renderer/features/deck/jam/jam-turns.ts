/**
 * Whose bars they are in a jam: a machine without a clock. The human calls, the partner answers, bar by bar; whoever plays on
 * keeps the word. Ticks are the song's.
 */
export interface JamTurn {
  readonly who: "nobody" | "count-in" | "human" | "partner"
  /** Bar lines between which it is their turn. */
  readonly fromTicks: number
  readonly toTicks: number
  /** The human took the word while the partner had it. */
  readonly isOver: boolean
  /** Why the partner does not play, where it could have. */
  readonly rest: JamRest | null
}

export type JamRest = "nothing-heard" | "you-play-on" | "too-late" | "no-engine"

export type JamEvent =
  /** @property line where the count-in begins */
  | { kind: "started"; line: number; human: number }
  /** The bar line that ends a turn was reached. @property line it @property next where the next turn ends */
  | { kind: "line"; line: number; next: number; answer: "ready" | JamRest }
  /** A hand took the record while the partner played. @property line of the bar in which it did */
  | { kind: "taken"; line: number; next: number }
  /** There is no answer after all, in the partner's own turn. @property line of the bar in which that is known */
  | { kind: "failed"; line: number; next: number; why: JamRest }
  | { kind: "stopped" }

export const NOBODY: JamTurn = {
  ...{ who: "nobody", fromTicks: 0, toTicks: 0, isOver: false, rest: null },
}

export function takeJamTurn(turn: JamTurn, event: JamEvent): JamTurn {
  switch (event.kind) {
    case "started":
      return { ...NOBODY, who: "count-in", fromTicks: event.line, toTicks: event.human }
    case "stopped":
      return NOBODY
    case "taken":
      if (turn.who !== "partner") return turn
      return { ...NOBODY, who: "human", fromTicks: event.line, toTicks: event.next, isOver: true }
    case "failed":
      if (turn.who !== "partner") return turn
      return {
        ...{ who: "human", fromTicks: event.line, toTicks: event.next },
        ...{ isOver: false, rest: event.why },
      }
    case "line":
      return atLine(turn, event)
  }
}

function atLine(turn: JamTurn, event: Extract<JamEvent, { kind: "line" }>): JamTurn {
  if (turn.who === "nobody") return turn
  const next = { ...NOBODY, fromTicks: event.line, toTicks: event.next }
  // An answer that never came is said where it was waited for.
  const rest = turn.who === "partner" && event.answer === "too-late" ? event.answer : null
  if (turn.who !== "human") return { ...next, who: "human", rest }
  if (event.answer === "ready") return { ...next, who: "partner" }
  const isOver = turn.isOver && event.answer === "you-play-on"
  return { ...next, who: "human", rest: event.answer, isOver }
}
