import { describe, expect, it } from "vitest"
import { calibrating, mergedProfile } from "#shared/gesture/index.ts"
import { DeviceHealth, healthText } from "../../../../src-renderer/features/deck/devices/health.ts"
import {
  BY_ITSELF,
  faderSources,
  NONE,
  platterSources,
  routesOf,
  type Connected,
} from "../../../../src-renderer/features/deck/devices/routing.ts"
import { FaderHand } from "../../../../src-renderer/features/deck/model/fader-hand.ts"
import { aController } from "../../../support/gesture/profiles.ts"

const deckOf = (platter: string) => aController({ platter: [platter] }).decks[0]!
const two = aController({}, { id: "two", name: "Two", decks: [deckOf("B0 10"), deckOf("B1 10")] })
const mixer = aController(
  { platter: "unknown", touch: "unknown", encoding: "unknown" },
  { id: "mixer", name: "Mixer" },
)
const one: Connected = { port: "One", profile: aController({}, { crossfader: "unknown" }) }
const other: Connected = { port: "Other", profile: two }
const desk: Connected = { port: "Desk", profile: mixer }

const keys = (connected: Connected[], choice = BY_ITSELF) => {
  const { A, B, faders } = routesOf(connected, choice)
  return [A?.key, B?.key, faders.map(({ key }) => key).join()]
}

describe("who plays what", () => {
  it("is by itself the first two platters and every crossfader", () => {
    expect(keys([one])).toEqual(["One#1", undefined, ""])
    expect(keys([other, desk])).toEqual(["Other#1", "Other#2", "Other,Desk"])
    expect(keys([one, desk, other])).toEqual(["One#1", "Other#1", "Desk,Other"])
  })

  it("tells two of one kind apart by their ports", () => {
    const twin = { ...other, port: "Other 2" }
    expect(faderSources([other, twin, desk]).map(({ label }) => label)).toEqual([
      ...["Two (Other)", "Two (Other 2)", "Mixer"],
    ])
    expect(platterSources([one, other]).at(-1)!.label).toBe("Two, deck 2")
  })

  it("is as chosen: a second deck, another device's fader, or none", () => {
    expect(keys([one, other], { A: "Other#2", B: "One#1", fader: "Other" })).toEqual([
      ...["Other#2", "One#1", "Other"],
    ])
    expect(keys([one, other], { ...BY_ITSELF, B: "One#1" })).toEqual(["Other#1", "One#1", "Other"])
    expect(keys([one, other], { A: NONE, B: NONE, fader: NONE })).toEqual([
      undefined,
      undefined,
      "",
    ])
  })

  it("is by itself while what was chosen is unplugged", () => {
    expect(keys([one], { A: "Other#2", B: "Other#1", fader: "Desk" })).toEqual([
      ...["One#1", undefined, ""],
    ])
  })
})

describe("a device's health", () => {
  it("tells rate, reports, jitter and silence", () => {
    const health = new DeviceHealth()
    expect(healthText(health.at(0))).toBe("Ready. Nothing was heard yet")
    for (let k = 0; k < 2000; k++) health.heard(1000 + k * 2 + (k % 2 ? 0.2 : 0))
    const told = health.at(4999)
    expect(told).toMatchObject({ messagesASecond: 500 })
    expect(told.reportMs).toBeCloseTo(2, 0)
    expect(told.jitterMs).toBeLessThan(0.5)
    expect(healthText(health.at(15_000))).toContain("silent for 10 s")
  })
})

describe("a fader", () => {
  it("pairs its halves, so that no step between two places is ever told", () => {
    const places: number[] = []
    const hand = new FaderHand({ message: "B6 1F", low: "B6 3F" }, (place) => places.push(place))
    for (let value = 0; value < 2000; value += 16) {
      hand.hear((0xb6 << 16) | (0x1f << 8) | (value >> 7), value)
      hand.hear((0xb6 << 16) | (0x3f << 8) | (value & 0x7f), value + 0.5)
    }
    hand.unplugged()
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places.length).toBeGreaterThan(100)
  })
})

describe("what is learnt of a known controller", () => {
  const learnt = (ticks: number, platter = "B0 10") =>
    aController({ platter: [platter], ticksPerRevolution: ticks, touch: "unknown" })

  it("changes only its ticks where the platter is the known one, and adds a deck behind the last", () => {
    const known = aController({ platter: ["B0 10", "B0 11"], isTuned: true })
    const [deck] = mergedProfile(known, 1, learnt(731)).decks
    expect(deck).toMatchObject({ platter: ["B0 10", "B0 11"], touch: ["90 20"] })
    expect(deck).toMatchObject({ ticksPerRevolution: 731, isTuned: false })
    expect(mergedProfile(two, 3, learnt(600, "B2 10")).decks[2]).toMatchObject({
      platter: ["B2 10"],
    })
    expect(mergedProfile(two, 1, learnt(600, "B5 10")).decks[0]!.touch).toBe("unknown")
  })

  it("can be only the five turns, where they can be counted", () => {
    expect(calibrating("P", two, 2)).toMatchObject({
      step: "clockwise",
      platter: { message: "B1 10" },
    })
    expect(calibrating("P", mixer, 1)).toBeUndefined()
    expect(calibrating("P", two, 3)).toBeUndefined()
  })
})
