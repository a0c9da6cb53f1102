import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ControlMoves, PAIR_MS, Pickup } from "#shared/music/index.ts"

const seven = fc.integer({ min: 0, max: 127 })
const cc = (controller: number, value: number, channel = 0): number =>
  ((0xb0 | channel) << 16) | (controller << 8) | value

describe("moves of controls", () => {
  it("are places from 0 to 1 that grow with the value, with the middle in the middle", () => {
    const moves = new ControlMoves(() => false)
    const placeOf = (value: number): number => moves.read(cc(7, value), 0)!.place
    expect([0, 64, 127].map(placeOf)).toEqual([0, 0.5, 1])
    fc.assert(
      fc.property(seven, seven, (a, b) => {
        expect(Math.sign(placeOf(a) - placeOf(b))).toBe(Math.sign(a - b))
      }),
    )
    const bend = (value: number): number =>
      moves.read((0xe0 << 16) | ((value & 0x7f) << 8) | (value >> 7), 0)!.place
    expect([0, 8192, 16383].map(bend)).toEqual([0, 0.5, 1])
  })

  it("in two messages within 2 ms are one of 14 bits", () => {
    fc.assert(
      fc.property(
        seven,
        seven,
        fc.double({ min: 0, max: 1.99, noNaN: true }),
        (up, low, afterMs) => {
          const moves = new ControlMoves(() => true)
          expect(moves.read(cc(31, up, 6), 10)).toBeNull()
          expect(moves.due(10 + afterMs)).toEqual([])
          const move = moves.read(cc(63, low, 6), 10 + afterMs)
          expect(move?.source).toEqual({
            kind: "control",
            channel: 6,
            controller: 31,
            isFine: true,
          })
          expect(move?.place).toBeCloseTo((up * 128 + low) / 16383, 3)
          expect(moves.due(100)).toEqual([])
        },
      ),
    )
  })

  it("whose lower bits do not come count alone after 2 ms, once", () => {
    const moves = new ControlMoves(() => true)
    moves.read(cc(1, 127), 5)
    const [move, ...others] = moves.due(5 + PAIR_MS)
    expect(move).toMatchObject({ place: 1, source: { controller: 1, isFine: false } })
    expect([...others, ...moves.due(20)]).toEqual([])
  })

  it("of lower bits alone move by them; without upper bits they are a controller of their own", () => {
    const moves = new ControlMoves(() => true)
    expect(moves.read(cc(40, 64), 0)?.source).toMatchObject({ controller: 40, isFine: false })
    moves.read(cc(8, 64), 1)
    moves.read(cc(40, 0), 2)
    expect(moves.read(cc(40, 127), 50)?.place).toBeCloseTo((64 * 128 + 127) / 16383, 3)
  })

  it("are notes that begin, not those that end", () => {
    const moves = new ControlMoves(() => false)
    expect(moves.read(0x903c7f, 0)).toMatchObject({ source: { pitch: 60 }, place: 1 })
    expect([moves.read(0x903c00, 0), moves.read(0x803c40, 0)]).toEqual([null, null])
  })
})

describe("a value", () => {
  it("never leaps to where its control stands: it follows from where that passes it", () => {
    const place = fc.integer({ min: 0, max: 127 }).map((value) => value / 127)
    fc.assert(
      fc.property(place, fc.array(place, { minLength: 1, maxLength: 60 }), (start, way) => {
        const pickup = new Pickup()
        let at = start
        let last = way[0]!
        for (const to of way) {
          const hasPassed = (last - at) * (to - at) <= 0
          if (pickup.takes(to, at)) {
            expect(hasPassed || Math.abs(to - at) <= 0.02 || at === last).toBe(true)
            at = to
          }
          last = to
        }
      }),
    )
  })

  it("that was moved by something else is met again before it follows", () => {
    const pickup = new Pickup()
    expect([0.1, 0.3, 0.6].map((place) => pickup.takes(place, 0.5))).toEqual([false, false, true])
    expect(pickup.takes(0.8, 0.6)).toBe(true)
    expect(pickup.takes(0.82, 0.2)).toBe(false)
    expect(pickup.takes(0.21, 0.2)).toBe(true)
  })
})
