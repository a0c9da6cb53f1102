import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { gestureOf, rawCsv, strokesOf } from "#shared/gesture/index.ts"
import { controllerProfile } from "../../../src-main/cli/controller-option.ts"
import { formatOf, readAnyTake, writeTake } from "../../../src-main/cli/gesture-files.ts"
import { UsageError } from "../../../src-main/cli/output.ts"
import { simulateDevice } from "../../support/gesture/device-simulator.ts"
import { baby } from "../../support/gesture/hands.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"

describe("takes as files", () => {
  const profile = controllerProfile("ddj-400")
  const text = rawCsv(simulateDevice(baby(2, 1), { profile, seconds: 0.5 }))

  it("go out to other formats and come back as they were", () => {
    const folder = temporaryFolder()
    const at = (name: string): string => join(folder, name)
    writeFileSync(at("raw.csv"), text)
    const take = readAnyTake(at("raw.csv"), undefined, profile)
    for (const name of ["take.json", "take.mid", "take.csv"]) {
      writeTake(at(name), take, formatOf(name, undefined))
      const back = readAnyTake(at(name), undefined, profile)
      expect(back).toEqual({ ...take, title: name === "take.json" ? "raw" : "take" })
    }
    expect(readFileSync(at("take.csv"), "utf8")).toBe(text)
    writeTake(at("take.svg"), take, "svg")
    expect(readFileSync(at("take.svg"), "utf8")).toContain("</svg>")
    expect(() => readAnyTake(at("take.svg"), undefined, profile)).toThrow(UsageError)
  })

  it("keep their strokes where only the motion goes out", () => {
    const folder = temporaryFolder()
    const at = (name: string): string => join(folder, name)
    writeFileSync(at("raw.csv"), text)
    const take = readAnyTake(at("raw.csv"), undefined, profile)
    writeTake(at("take.sml"), take, "scratchml")
    writeTake(at("motion.csv"), take, "motion")
    for (const name of ["take.sml", "motion.csv"]) {
      const back = readAnyTake(at(name), undefined, undefined)
      const directions = strokesOf(gestureOf(back)).map(({ direction }) => direction)
      expect(directions, name).toEqual([1, -1])
      expect(() => writeTake(at("x.mid"), back, "midi")).toThrow("no raw bytes")
    }
  })

  it("are known by the ends of their names, or by what was said", () => {
    expect(formatOf("a.MID", undefined)).toBe("midi")
    expect(formatOf("a.csv", "motion")).toBe("motion")
    expect(() => formatOf("a.take", undefined)).toThrow(UsageError)
  })

  it("need a controller that is there", () => {
    expect(() => controllerProfile("no-such-deck")).toThrow("No controller is called no-such-deck")
    expect(() => controllerProfile("absent.json")).toThrow("absent.json")
  })
})
