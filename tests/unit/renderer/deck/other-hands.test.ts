import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { GamepadHand } from "../../../../src-renderer/features/deck/model/gamepad-hand.ts"
import { OscHand } from "../../../../src-renderer/features/deck/model/osc-hand.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function aHand() {
  const did: string[] = []
  const at = { position: 0, velocity: 0 }
  const hand = {
    hold: () => void did.push("hold"),
    letGo: () => void did.push("letGo"),
    turn: (position: number, velocity: number) => void Object.assign(at, { position, velocity }),
  }
  return { did, at, hand: new OscHand(hand) }
}

describe("a phone on the record", () => {
  it("turns it by angles that begin again at each turn, and lets go when nothing more comes", () => {
    const { did, at, hand } = aHand()
    for (let ms = 0; ms <= 3000; ms += 10) {
      const turns = ((ms / 1000) * 0.75 + 0.9) % 1
      hand.turned({ kind: "angle", deck: 1, turns, isWrapped: true }, ms)
    }
    expect(at.position).toBeCloseTo(2.25 * 1.8, 6)
    expect(at.velocity).toBeCloseTo(0.75 * 1.8, 6)
    expect(did).toEqual(["hold"])
    vi.advanceTimersByTime(500)
    expect(did).toEqual(["hold", "letGo"])
  })

  it("turns it by its gyroscope, and not by the time that it was silent", () => {
    const { at, hand } = aHand()
    const spin = { kind: "spin", deck: 1, turnsASecond: -0.5 } as const
    for (let ms = 0; ms <= 1000; ms += 20) hand.turned(spin, ms)
    expect(at.position).toBeCloseTo(-0.9, 6)
    hand.turned(spin, 60_000)
    expect(at.position).toBeCloseTo(-0.9, 6)
    expect(at.velocity).toBeCloseTo(-0.9, 6)
  })

  it("is held as it says, where it says it", () => {
    const { did, hand } = aHand()
    hand.touched(true, 0)
    hand.turned({ kind: "angle", deck: 1, turns: 0.1, isWrapped: true }, 5)
    hand.touched(false, 10)
    hand.turned({ kind: "angle", deck: 1, turns: 0.2, isWrapped: true }, 15)
    expect(did).toEqual(["hold", "letGo"])
  })
})

describe("a gamepad", () => {
  const look = (turns: number, reach = 1, trigger = 0) => ({
    axes: [0, 0, reach * Math.cos(turns * 2 * Math.PI), reach * Math.sin(turns * 2 * Math.PI)],
    buttons: Array.from({ length: 8 }, (_, i) => ({ value: i === 7 ? trigger : 0 })),
  })

  it("holds the record with its stick at the edge, turns it round and round, and lets go in the middle", () => {
    const pad = new GamepadHand()
    expect(pad.look(look(0, 0.1), 0)).toMatchObject({ isHeld: false, turn: undefined })
    let last = pad.look(look(0.4), 16)
    expect(last).toMatchObject({ isHeld: true, turn: { position: 0 } })
    for (let k = 1; k <= 60; k++) last = pad.look(look(0.4 + k / 40), 16 + k * 16)
    expect(last.turn!.position).toBeCloseTo(1.5 * 1.8, 6)
    expect(last.turn!.velocity).toBeCloseTo((1.8 / 40) * (1000 / 16), 6)
    expect(pad.look(look(0.9, 0.5), 1000).isHeld).toBe(true)
    expect(pad.look(look(0.9, 0.2), 1016).isHeld).toBe(false)
    // It takes hold elsewhere without turning the record.
    expect(pad.look(look(0.1), 1032).turn!.position).toBeCloseTo(last.turn!.position, 6)
  })

  it("tells its trigger only when it moved", () => {
    const pad = new GamepadHand()
    expect(pad.look(look(0, 0), 0).trigger).toBeUndefined()
    expect(pad.look(look(0, 0, 0.7), 16).trigger).toBe(0.7)
    expect(pad.look(look(0, 0, 0.7), 32).trigger).toBeUndefined()
  })
})
