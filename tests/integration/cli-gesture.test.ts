import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { z } from "zod"
import { loadControllers } from "#engine/gestures/index.ts"
import { rawCsv, takeOfEvents, takeText } from "#shared/gesture/index.ts"
import { slipmat } from "../support/command-line.ts"
import { simulateDevice } from "../support/gesture/device-simulator.ts"
import { baby } from "../support/gesture/hands.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

const Decoded = z.object({
  timeSeconds: z.array(z.number()),
  positionTurns: z.array(z.number()),
  velocity: z.array(z.number()),
  touch: z.array(z.boolean()),
  fader: z.array(z.number().nullable()),
})

describe("slipmat gesture", () => {
  test("decode reads a recording of a controller into arrays of one length", () => {
    const profile = loadControllers().find(({ id }) => id === "pioneer-ddj-400")!
    const events = simulateDevice(baby(4, 1.9), {
      ...{ profile, seconds: 1, faderAt: (seconds) => seconds },
      touches: [{ atSeconds: 0.1, seconds: 0.5 }],
    })
    const file = join(temporaryFolder(), "raw.csv")
    writeFileSync(file, rawCsv(events))
    const { status, stdout } = slipmat("gesture", "decode", file, "--profile", profile.id, "--json")
    expect(status).toBe(0)
    const { timeSeconds, positionTurns, velocity, touch, fader } = Decoded.parse(JSON.parse(stdout))
    expect(timeSeconds).toEqual(events.map(({ atMicros }) => atMicros / 1e6))
    for (const column of [positionTurns, velocity, touch, fader])
      expect(column).toHaveLength(timeSeconds.length)
    expect(Math.max(...velocity)).toBeCloseTo(1.9, 1)
    expect(touch).toContain(true)
    expect(fader.at(-1)).toBeCloseTo(1, 2)
  })

  test("bad input has its exit code, and names the file and the line", () => {
    const file = join(temporaryFolder(), "raw.csv")
    writeFileSync(file, "10250,B0 22 41\n10260,B0 22 4Z\n")
    const bad = slipmat("gesture", "decode", file, "--profile", "pioneer-ddj-400")
    expect(bad).toMatchObject({ status: 3 })
    expect(bad.stderr).toContain(`${file}, line 2`)
  })

  test("show says what is in a take", () => {
    const take = join(temporaryFolder(), "take.json")
    const profile = loadControllers().find(({ id }) => id === "pioneer-ddj-400")!
    const events = simulateDevice(baby(2, 1), { profile, seconds: 0.5 })
    writeFileSync(take, takeText(takeOfEvents(events, profile, "Baby")))
    const { status, stdout } = slipmat("gesture", "show", take)
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringMatching(/Baby\n.* events of pioneer-ddj-400\n2 strokes/) as string,
    })
  })
})
