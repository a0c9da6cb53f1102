import fc from "fast-check"
import { expect, test } from "vitest"
import type { Project } from "#shared/project/index.ts"
import { automatedOf } from "../../../../src-renderer/features/timeline/model/automated.ts"
import { after, anEmptyProject } from "../../../support/projects.ts"

const device = {
  ...{ id: "synth", kind: "poly", role: "instrument" as const },
  ...{ isBypassed: false, parameters: {} },
}
const equaliser = { ...device, id: "eq", kind: "eq", role: "effect" as const, name: "Warmth" }
const project: Project = after(
  anEmptyProject(),
  ["track.add", { id: "t", kind: "instrument", name: "Lead", colour: 0 }],
  ["device.add", { trackId: "t", device }],
  ["device.add", { trackId: "t", device: equaliser }],
)
const about = (deviceId: string | undefined, parameter: string) =>
  automatedOf(project, { ...(deviceId ? { deviceId: deviceId as never } : {}), parameter })

test("a device's parameter is called as on its panel, and has its way and its unit", () => {
  const cutoff = about("synth", "cutoff")
  expect([cutoff.name, cutoff.deviceName]).toEqual(["Cutoff", "Poly synth"])
  expect(cutoff.text(2400)).toBe("2.40 kHz")
  expect(cutoff.parse("1.2 kHz")).toBe(1200)
  expect(cutoff.parse("bright")).toBeUndefined()
  expect(about("eq", "band3.gain").name).toBe("Band 3, gain")
  expect(about("eq", "band3.gain").deviceName).toBe("Warmth")
})

test("level and pan are told as in the mixer", () => {
  expect(about(undefined, "gainDb").text(-3)).toBe("−3.0")
  expect(about(undefined, "pan").text(-0.3)).toBe("L 30")
  expect(about(undefined, "pan").parse("30 R")).toBe(0.3)
})

test("a place in the lane and a value are each other's inverse, also of what is not known", () => {
  const targets = [
    about("synth", "cutoff"),
    about("synth", "mix"),
    about(undefined, "pan"),
    about("gone", "cutoff"),
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...targets),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (of, at) => {
        const scale = of.scale([])
        expect(scale.shareOf(scale.valueAt(at))).toBeCloseTo(at, 1)
      },
    ),
  )
})
