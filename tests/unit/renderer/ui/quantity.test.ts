import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { deviceSpecs } from "#shared/dsp/devices/index.ts"
import {
  parseQuantity,
  placeOf,
  quantityText,
  stepped,
  valueAt,
  type Quantity,
} from "../../../../src-renderer/ui/quantity.ts"

const all: Quantity[] = Object.values(deviceSpecs).flatMap(({ parameters }) => [...parameters])
const numbers = all.filter(({ unit }) => unit !== "choice")
const hertz: Quantity = {
  ...{ label: "Frequency", unit: "Hz", scale: "log" },
  ...{ min: 20, max: 20_000, initial: 1000 },
}
const decibels: Quantity = {
  ...hertz,
  label: "Gain",
  unit: "dB",
  min: -24,
  max: 24,
  scale: "linear",
}
const milliseconds: Quantity = { ...hertz, label: "Attack", unit: "ms", min: 0.05, max: 2000 }

describe("a quantity", () => {
  test("stands at the ends of its way at the ends of its range, for every parameter of every device", () => {
    for (const quantity of all) {
      expect([placeOf(quantity, quantity.min), placeOf(quantity, quantity.max)]).toEqual([0, 1])
      expect(valueAt(quantity, 0)).toBeCloseTo(quantity.min, 9)
      expect(valueAt(quantity, 1)).toBeCloseTo(quantity.max, 9)
    }
  })

  test("is read back from its text as it was chosen, for every parameter of every device", () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom(...numbers), place, (quantity, at) => {
        const value = valueAt(quantity, at)
        const read = parseQuantity(quantity, quantityText(quantity, value))
        // Three digits are shown; what is smaller than a hundredth of the unit is not.
        expect(Math.abs((read ?? Number.NaN) - value)).toBeLessThanOrEqual(
          Math.max(0.0051, Math.abs(value) * 0.0051),
        )
      }),
    )
  })

  test("divides a logarithmic way evenly in octaves", () => {
    expect(placeOf(hertz, 632.4555)).toBeCloseTo(0.5, 6)
    expect(valueAt(hertz, 0.5)).toBe(632)
  })

  test("is written as a musician reads it", () => {
    expect([31.5, 250, 1250, 12_500].map((value) => quantityText(hertz, value))).toEqual([
      "31.5 Hz",
      "250 Hz",
      "1.25 kHz",
      "12.5 kHz",
    ])
    expect([-3.42, 0, -0.01].map((value) => quantityText(decibels, value))).toEqual([
      "−3.4 dB",
      "0.0 dB",
      "0.0 dB",
    ])
    expect([0.05, 12, 1500].map((value) => quantityText(milliseconds, value))).toEqual([
      "0.05 ms",
      "12.0 ms",
      "1.50 s",
    ])
  })

  test("is understood with other units and signs, kept in range, and refused where it is none", () => {
    expect(["1.2k", "1,2 kHz", "440", "5"].map((text) => parseQuantity(hertz, text))).toEqual([
      1200, 1200, 440, 20,
    ])
    expect(parseQuantity(milliseconds, "0.25 s")).toBe(250)
    expect(parseQuantity(decibels, "−3.4 dB")).toBe(-3.4)
    expect(["", "loud", "3 apples"].map((text) => parseQuantity(decibels, text))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    const shape = deviceSpecs.eq.parameters[0]!
    expect(parseQuantity(shape, "bell")).toBe(shape.choices?.indexOf("bell"))
  })

  test("always moves by a step, and back by the opposite one, away from the ends", () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.boolean(), (quantity, isFine) => {
        const from = quantity.scale === "choice" ? 0 : valueAt(quantity, 0.5)
        const up = stepped(quantity, from, 1, isFine)
        expect(up).toBeGreaterThan(from)
        expect(stepped(quantity, up, -1, isFine)).toBeLessThan(up)
      }),
    )
  })
})

test("ratios, semitones and ends that are words are told as such, and read again", () => {
  const tune: Quantity = { ...decibels, label: "Tune", unit: "st" }
  const ratio: Quantity = { ...hertz, label: "Ratio", unit: "ratio", min: 1, max: 100 }
  const decay: Quantity = {
    ...hertz,
    label: "Decay",
    unit: "s",
    min: 0.02,
    max: 10,
    atMost: "Whole",
  }
  expect([-2, 0.35, 0].map((value) => quantityText(tune, value))).toEqual([
    ...["−2 st", "0.35 st", "0 st"],
  ])
  expect(quantityText(ratio, 4)).toBe("4.00 : 1")
  expect(parseQuantity(ratio, "4.00 : 1")).toBe(4)
  expect(quantityText(decay, 10)).toBe("Whole")
  expect(parseQuantity(decay, "whole")).toBe(10)
  expect(parseQuantity(tune, "−2 st")).toBe(-2)
})
