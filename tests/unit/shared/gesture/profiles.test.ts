import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { z } from "zod"
import { loadControllers } from "#engine/gestures/index.ts"
import { profileIdOf, profileNamed, profileOfPort, readProfile } from "#shared/gesture/index.ts"
import { aController } from "../../../support/gesture/profiles.ts"

const controllers = loadControllers()
const facts = join(process.env["SLIPMAT_DATA"] ?? "../shared/data", "controllers/controllers.json")
const Facts = z.object({
  controllers: z.array(
    z.looseObject({
      name: z.string(),
      jogTurn: z.array(z.string()).default([]),
      tpr: z.number().optional(),
      tuned: z.boolean().optional(),
      crossfader14: z.string().optional(),
      crossfader: z.string().optional(),
    }),
  ),
})

describe("the controllers that ship", () => {
  it("are one file each, called by the device's name", () => {
    expect(controllers.length).toBeGreaterThanOrEqual(24)
    for (const { id, name } of controllers) expect(id).toBe(profileIdOf(name))
    expect(profileIdOf("Pioneer DDJ-400")).toBe("pioneer-ddj-400")
  })

  it.skipIf(!existsSync(facts))("say what is known of every device, and no more", () => {
    for (const fact of Facts.parse(JSON.parse(readFileSync(facts, "utf8"))).controllers) {
      const profile = controllers.find(({ name }) => name === fact.name)
      const deck = profile?.decks[0]
      expect(deck, fact.name).toBeDefined()
      expect(deck!.ticksPerRevolution).toBe(fact.tpr ?? "unknown")
      expect(deck!.isTuned).toBe(fact.tuned)
      const platter = deck!.platter === "unknown" ? [] : deck!.platter
      const messages = [...platter, ...(deck!.ring ?? [])].sort()
      expect(messages).toEqual(fact.jogTurn.map((turn) => turn.slice(0, 5)).sort())
      const [high, low] =
        (fact.crossfader14 ?? fact.crossfader ?? "").match(/[\dA-F]{2} [\dA-F]{2}/g) ?? []
      expect(profile!.crossfader).toEqual(
        high === undefined ? "unknown" : { message: high, ...(low === undefined ? {} : { low }) },
      )
    }
  })

  it.each([
    ["DDJ-400 MIDI 1", "pioneer-ddj-400"],
    ["PIONEER DDJ-SB2:PIONEER DDJ-SB2 MIDI 1 28:0", "pioneer-ddj-sb-sb2-sb3"],
    ["Numark Mixtrack Platinum", "numark-mixtrack-platinum"],
    ["DJControl Inpulse 300 MIDI", "hercules-inpulse-200-300-starlight"],
    ["DDJ-SX3", undefined],
    ["Midi Through Port-0", undefined],
  ])("are known by the port %s", (port, id) => {
    expect(profileOfPort(port, controllers)?.id).toBe(id)
  })

  it("are found by id, by name and by model", () => {
    for (const name of ["pioneer-ddj-400", "Pioneer DDJ-400", "ddj-400"])
      expect(profileNamed(name, controllers)?.name).toBe("Pioneer DDJ-400")
    expect(profileNamed("ddj", controllers)).toBeUndefined()
  })
})

describe("a profile's file", () => {
  const text = JSON.stringify(aController(), undefined, 2)

  it("is read back", () => {
    expect(readProfile(text, "deck.json")).toEqual(aController())
  })

  it("is refused with its name, the line and the field", () => {
    const bad = text.replace('"offset64"', '"offset65"')
    const line = bad.slice(0, bad.indexOf('"encoding"')).split("\n").length
    expect(() => readProfile(bad, "deck.json")).toThrow(`deck.json, line ${line}: decks.0.encoding`)
    expect(() => readProfile(text.replace("}", "},,"), "deck.json")).toThrow(
      /deck.json, line \d+: no JSON/,
    )
    expect(() => readProfile("", "deck.json")).toThrow("deck.json, line 1: no JSON")
    const report = text.replace('"offset64"', '"abs-timer"')
    expect(() => readProfile(report, "deck.json")).toThrow('needs a "report"')
  })
})
