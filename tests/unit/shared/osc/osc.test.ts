import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { handMessageOf, readOsc } from "#shared/osc/index.ts"
import { oscBundle, oscMessage, type OscValue } from "../../../support/osc.ts"

const word = fc.string({ unit: fc.constantFrom(...Array.from("abcxyz/_019")), maxLength: 12 })
const value: fc.Arbitrary<OscValue> = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.boolean(),
  fc.constant(null),
  word,
  fc.uint8Array({ maxLength: 9 }),
  fc.double({ noNaN: true }).map((double) => ({ double })),
)
const message = fc.record({
  address: word.map((rest) => `/${rest}`),
  arguments: fc.array(value, { maxLength: 6 }),
})
const written = ({ address, arguments: all }: { address: string; arguments: OscValue[] }) =>
  oscMessage(address, ...all)
const plain = ({ address, arguments: all }: { address: string; arguments: OscValue[] }) => ({
  address,
  arguments: all.map((each) =>
    typeof each === "object" && each !== null && "double" in each ? each.double : each,
  ),
})

describe("a packet of Open Sound Control", () => {
  it("is read back as it was sent, alone and in bundles of bundles", () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 5 }), (all) => {
        for (const one of all) expect(readOsc(written(one))).toEqual([plain(one)])
        const packets = all.map(written)
        const bundle = oscBundle(...packets.slice(0, 2), oscBundle(...packets.slice(2)))
        expect(readOsc(bundle)).toEqual(all.map(plain))
      }),
    )
  })

  it("is none where a byte is missing, and never more than its bytes", () => {
    fc.assert(
      fc.property(message, fc.nat(), (one, at) => {
        const bytes = written(one)
        expect(readOsc(bytes.subarray(0, at % bytes.length))?.[0]?.arguments ?? []).toEqual([])
      }),
    )
  })

  it("that strangers made crashes nothing", () => {
    const bytes = fc.uint8Array({ maxLength: 64 })
    const near = fc.tuple(message, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }))
    const bent = near.map(([one, changes]) => {
      const packet = oscBundle(written(one))
      for (const [at, byte] of changes) packet[at % packet.length] = byte
      return packet
    })
    fc.assert(
      fc.property(fc.oneof(bytes, bent), (packet) => {
        for (const each of readOsc(packet) ?? []) handMessageOf(each)
      }),
      { numRuns: 500 },
    )
    let nested = oscMessage("/a")
    for (let depth = 0; depth < 40; depth++) nested = oscBundle(nested)
    expect(readOsc(nested)).toBeUndefined()
  })
})

describe("a message about a hand", () => {
  const said = (address: string, ...all: OscValue[]) =>
    handMessageOf(readOsc(oscMessage(address, ...all))![0]!)

  it("turns a deck by angle, turns, seconds or speed, touches it, and moves the fader", () => {
    expect(said("/slipmat/deck/2/angle", 90)).toEqual({
      ...{ kind: "angle", deck: 2, turns: 0.25, isWrapped: true },
    })
    expect(said("/slipmat/deck/1/turns", -3)).toMatchObject({ turns: -3, isWrapped: false })
    expect(said("/slipmat/deck/1/seconds", 9)).toMatchObject({ turns: 5 })
    expect(said("/slipmat/deck/1/velocity", 1.5)).toMatchObject({ turnsASecond: 1.5 / 1.8 })
    expect(said("/slipmat/deck/1/touch", true)).toEqual({ kind: "touch", deck: 1, isHeld: true })
    expect(said("/slipmat/crossfader", 2)).toEqual({ kind: "fader", place: 1 })
  })

  it("may be a phone's gyroscope or compass, and nothing else", () => {
    expect(said("/phone/gyro", 0.5, 0.5, -2 * Math.PI)).toMatchObject({ kind: "spin", deck: 1 })
    expect(said("/phone/compass", 180, 1)).toMatchObject({ kind: "angle", turns: 0.5 })
    for (const [address, ...all] of [
      ["/gyrosc/gyro", 1.5, 2.5, 3.5],
      ["/phone/gyro", 1.5],
      ["/slipmat/deck/9/angle", 1],
      ["/slipmat/deck/1/angle", "x"],
      ["/slipmat/deck/1/angle", { double: NaN }],
    ] as const)
      expect(said(address, ...all)).toBeUndefined()
  })
})
