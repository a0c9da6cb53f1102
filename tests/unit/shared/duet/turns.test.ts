import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  LISTENING,
  takeTurn,
  type Turn,
  type TurnAction,
  type TurnEvent,
} from "#shared/duet/index.ts"

function after(...events: TurnEvent[]): { turn: Turn; actions: TurnAction[] } {
  let turn = LISTENING
  let actions: TurnAction[] = []
  for (const event of events) ({ turn, actions } = takeTurn(turn, event))
  return { turn, actions }
}

const played = { kind: "played" } as const
const rested = { kind: "rested" } as const
const ended = { kind: "ended" } as const
const answered = (ask: number): TurnEvent => ({ kind: "answered", ask })

describe("turns", () => {
  it("begin an answer that is here already the moment the phrase is over", () => {
    expect(after(played, rested).actions).toEqual([{ kind: "ask", ask: 1 }])
    expect(after(played, rested, answered(1)).actions).toEqual([])
    expect(after(played, rested, answered(1), ended)).toMatchObject({
      ...{ turn: { who: "partner" }, actions: [{ kind: "start", ask: 1 }] },
    })
  })

  it("begin a late answer when it comes, and one that fails ends the turn", () => {
    expect(after(played, ended).actions).toEqual([{ kind: "ask", ask: 1 }])
    expect(after(played, ended, answered(1)).actions).toEqual([{ kind: "start", ask: 1 }])
    expect(after(played, ended, { kind: "failed", ask: 1 }).turn.who).toBe("nobody")
  })

  it("end without an answer where none is wanted", () => {
    expect(after(played, { kind: "left" })).toMatchObject({ turn: { who: "nobody" }, actions: [] })
    expect(after(played, ended, answered(1), { kind: "left" }).turn.who).toBe("partner")
  })

  it("call back an answer to a phrase that goes on, and never play it", () => {
    const { actions } = after(played, rested, played)
    expect(actions).toEqual([{ kind: "cancel", ask: 1 }])
    expect(after(played, rested, played, answered(1), ended).actions).toEqual([
      { kind: "ask", ask: 2 },
    ])
  })

  it("are the human's from the first key on", () => {
    const { turn, actions } = after(played, rested, answered(1), ended, played)
    expect(actions).toEqual([{ kind: "hush" }])
    expect(turn.who).toBe("human")
  })

  it("start no answer twice, none that was called back, and none over a human's phrase, whatever happens", () => {
    const event = fc.oneof(
      ...[played, rested, ended, { kind: "finished" } as const].map((each) => fc.constant(each)),
      fc.integer({ min: 1, max: 8 }).map(answered),
      fc.integer({ min: 1, max: 8 }).map((ask): TurnEvent => ({ kind: "failed", ask })),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let turn = LISTENING
        const [asked, gone] = [new Set<number>(), new Set<number>()]
        let isSounding = false
        let isOver = false
        for (const each of events) {
          const step = takeTurn(turn, each)
          turn = step.turn
          if (each.kind === "played") isOver = false
          if (each.kind === "ended") isOver = true
          if (each.kind === "played" && isSounding)
            expect(step.actions).toContainEqual({ kind: "hush" })
          for (const action of step.actions) {
            if (action.kind === "hush") isSounding = false
            if (action.kind === "ask") asked.add(action.ask)
            if (action.kind === "cancel") gone.add(action.ask)
            if (action.kind !== "start") continue
            expect(asked).toContain(action.ask)
            expect(gone).not.toContain(action.ask)
            expect([isOver, isSounding]).toEqual([true, false])
            gone.add(action.ask)
            isSounding = true
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})
