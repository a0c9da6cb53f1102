import { describe, expect, test } from "vitest"
import { deviceSpecs } from "#shared/dsp/devices/index.ts"
import type { Device } from "#shared/project/index.ts"
import {
  deviceName,
  presetName,
  presetOf,
  shortName,
} from "../../../../src-renderer/features/mixer/model/device-words.ts"

const device = (kind: string, rest: Partial<Device> = {}): Device =>
  ({ id: "d", kind, role: "effect", isBypassed: false, parameters: {}, ...rest }) as Device

describe("devices in words", () => {
  test("have a short name that fits a narrow slot, whatever the kind", () => {
    for (const kind of Object.keys(deviceSpecs))
      expect(shortName(device(kind)).length).toBeLessThanOrEqual(5)
  })

  test("are called what the user called them, else what they are", () => {
    expect(deviceName(device("eq"))).toBe("Equaliser")
    expect(deviceName(device("eq", { name: "Mud out" }))).toBe("Mud out")
    expect(deviceName(device("theremin"))).toBe("theremin")
    expect(shortName(device("constructor"))).toBe("constructor")
  })

  test("take an instrument's name from its preset, and the piano for what is none", () => {
    const state = { program: 33, bank: 0, isDrums: false }
    expect(deviceName(device("soundfont", { state }))).toBe("Electric Bass (finger)")
    expect(presetOf(device("soundfont", { state: "kazoo" }))).toEqual({
      ...{ program: 0, bank: 0, isDrums: false },
    })
    expect(presetOf(device("soundfont", { state: { program: 900 } })).program).toBe(127)
  })

  test("know the drum kit that a program between two belongs to", () => {
    expect(presetName({ program: 27, bank: 0, isDrums: true })).toBe("Analog kit")
    expect(presetName({ program: 0, bank: 0, isDrums: true })).toBe("Standard kit")
  })
})
