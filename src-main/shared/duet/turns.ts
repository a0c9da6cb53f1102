/**
 * Whose turn it is in a duet, and what follows from what happens: a machine without a clock. The human always wins: a key
 * ends an answer, and calls back one that is being made.
 */
export interface Turn {
  readonly who: "nobody" | "human" | "partner"
  /** The phrase is over, and its answer not here yet. */
  readonly isAwaited: boolean
  /** The answer that is being made or waits to be played: its number. */
  readonly ask: number | null
  /** It is here. */
  readonly isReady: boolean
  /** Of all that were asked for. */
  readonly asks: number
}

export type TurnEvent =
  /** A key went down. */
  | { kind: "played" }
  /** All keys are up for a moment: the phrase may be over. */
  | { kind: "rested" }
  /** The phrase is over. */
  | { kind: "ended" }
  /** The phrase is over, and wants no answer. */
  | { kind: "left" }
  | { kind: "answered"; ask: number }
  /** There will be no answer. */
  | { kind: "failed"; ask: number }
  /** The last note of the answer was played, or somebody stopped it. */
  | { kind: "finished" }

export type TurnAction =
  /** Ask for an answer to the phrase as it stands. */
  | { kind: "ask"; ask: number }
  /** Nobody waits for it any more. */
  | { kind: "cancel"; ask: number }
  /** Play the answer now. */
  | { kind: "start"; ask: number }
  /** End what of the answer sounds or would. */
  | { kind: "hush" }

export interface TurnStep {
  turn: Turn
  actions: TurnAction[]
}

export const LISTENING: Turn = {
  ...{ who: "nobody", isAwaited: false, ask: null, isReady: false, asks: 0 },
}

export function takeTurn(turn: Turn, event: TurnEvent): TurnStep {
  switch (event.kind) {
    case "played":
      return played(turn)
    case "rested":
      return turn.who === "human" && turn.ask === null && !turn.isAwaited ? asked(turn) : same(turn)
    case "ended":
      return ended(turn)
    case "left":
      return same(turn.who === "human" ? { ...turn, who: "nobody", isAwaited: false } : turn)
    case "answered":
      if (event.ask !== turn.ask || turn.isReady) return same(turn)
      return turn.isAwaited ? started(turn) : same({ ...turn, isReady: true })
    case "failed":
      if (event.ask !== turn.ask) return same(turn)
      return same({
        ...turn,
        ask: null,
        isReady: false,
        ...(turn.isAwaited && { who: "nobody" as const, isAwaited: false }),
      })
    case "finished":
      return turn.who === "partner"
        ? { turn: { ...turn, who: "nobody" }, actions: [{ kind: "hush" }] }
        : same(turn)
  }
}

/** What was asked for before this key is no answer to the phrase any more. */
function played(turn: Turn): TurnStep {
  const actions: TurnAction[] = [...(turn.who === "partner" ? [{ kind: "hush" as const }] : [])]
  if (turn.ask !== null) actions.push({ kind: "cancel", ask: turn.ask })
  return {
    turn: { ...turn, who: "human", isAwaited: false, ask: null, isReady: false },
    actions,
  }
}

function ended(turn: Turn): TurnStep {
  if (turn.who !== "human" || turn.isAwaited) return same(turn)
  if (turn.ask === null) return asked({ ...turn, isAwaited: true })
  return turn.isReady ? started(turn) : same({ ...turn, isAwaited: true })
}

function asked(turn: Turn): TurnStep {
  const ask = turn.asks + 1
  return { turn: { ...turn, ask, asks: ask, isReady: false }, actions: [{ kind: "ask", ask }] }
}

const started = (turn: Turn): TurnStep => ({
  turn: { ...turn, who: "partner", isAwaited: false, ask: null, isReady: false },
  actions: [{ kind: "start", ask: turn.ask! }],
})

const same = (turn: Turn): TurnStep => ({ turn, actions: [] })
