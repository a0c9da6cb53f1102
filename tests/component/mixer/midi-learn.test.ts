import { beforeEach, describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { deviceOf } from "#shared/project/index.ts"
import { press } from "../support/open-studio.ts"
import { openMixer, strip, type OpenMixer } from "./open-mixer.ts"

beforeEach(() => page.viewport(1440, 850))

const PORT = "nanoKONTROL"
const slider = (name: string) => page.getByRole("slider", { name, exact: true })
const entry = (name: string | RegExp) => page.getByRole("menuitem", { name })
const cc = (controller: number, value: number): number => (0xb0 << 16) | (controller << 8) | value
const NOTE_ON = 0x992464

const hear = ({ studio }: OpenMixer, ...messages: number[]): boolean[] =>
  messages.map((message) => studio.controls.hear(message, performance.now(), PORT))

async function learn(opened: OpenMixer, control: ReturnType<typeof slider>, message: number) {
  await control.click({ button: "right" })
  await entry("Learn MIDI").click()
  expect(opened.studio.controls.learning).not.toBeNull()
  hear(opened, message)
  await expect.poll(() => opened.studio.controls.learning).toBeNull()
}

/** Hands rest for so long. */
const isOver = (opened: OpenMixer) =>
  expect.poll(() => opened.studio.project.isDragging).toBe(false)

describe("a fader", () => {
  test("learns a control, follows it from where they meet, and what a hand did is one entry", async () => {
    const opened = await openMixer()
    await learn(opened, slider("Level of Quay ambience"), cc(70, 0))
    expect(opened.studio.controls.rows).toMatchObject([
      { label: "Level of Quay ambience", source: `CC 70, channel 1 of ${PORT}` },
    ])
    expect(hear(opened, cc(70, 20), cc(70, 60))).toEqual([true, true])
    expect(opened.track("quay").gainDb).toBe(-9.2)
    for (let value = 60; value <= 110; value++) hear(opened, cc(70, value))
    await isOver(opened)
    expect(opened.track("quay").gainDb).toBeCloseTo(3.5, 0)
    expect(opened.labels()).toEqual(["Learn MIDI", "Set level"])
    opened.studio.project.undo()
    expect(opened.track("quay").gainDb).toBe(-9.2)
  })

  test("and another one that move together are one entry, and the mouse goes before them", async () => {
    const opened = await openMixer()
    for (const [trackId, controller] of [
      ["bass", 71],
      ["hall", 72],
    ] as const) {
      opened.studio.controls.learn({ kind: "track", trackId, parameter: "pan" } as never)
      hear(opened, cc(controller, 0))
    }
    hear(opened, cc(71, 64), cc(72, 64), cc(71, 90), cc(72, 30))
    await isOver(opened)
    expect([opened.track("bass").pan, opened.track("hall").pan]).toEqual([0.41, -0.53])
    expect(opened.labels().slice(2)).toEqual(["Move controls"])
    opened.studio.project.begin("Set pan")
    hear(opened, cc(71, 91))
    opened.studio.project.cancel()
    expect(opened.track("bass").pan).toBe(0.41)
  })
})

describe("a control of a MIDI device", () => {
  test("in two messages is learned as one of 14 bits, and moves a knob finely", async () => {
    const opened = await openMixer()
    ;(strip("Hall").element() as HTMLElement).focus()
    await learn(opened, slider("Decay"), cc(31, 0))
    expect(opened.studio.controls.rows[0]?.source).toMatch(/^CC 31,/) // its lower bits did not come
    opened.studio.controls.learn({
      kind: "device",
      deviceId: "reverb",
      parameter: "decay",
    } as never)
    hear(opened, cc(31, 64), cc(63, 3))
    expect(opened.studio.controls.rows[0]?.source).toMatch(/^CC 31 and 63,/)
    for (let value = 40; value < 120; value++) hear(opened, cc(31, value), cc(63, 77))
    await isOver(opened)
    const { decay } = deviceOf(opened.studio.project.project, "reverb").parameters
    expect(decay).toBeGreaterThan(10)
  })

  test("that is a pad switches, is forgotten from the menu, and plays notes again", async () => {
    const opened = await openMixer()
    const mute = page.getByRole("button", { name: "Mute Drums", exact: true })
    await mute.click({ button: "right" })
    await entry("Learn MIDI").click()
    hear(opened, NOTE_ON)
    expect(hear(opened, NOTE_ON, 0x892400)).toEqual([true, true])
    expect(opened.track("drums").isMuted).toBe(true)
    hear(opened, NOTE_ON)
    expect(opened.track("drums").isMuted).toBe(false)
    await mute.click({ button: "right" })
    await entry(/^Forget MIDI \(Note C/).click()
    expect(hear(opened, NOTE_ON)).toEqual([false])
  })
})

test("a pad that a device's switch has learned bypasses it and switches it on again", async () => {
  const opened = await openMixer()
  ;(strip("Hall").element() as HTMLElement).focus()
  const panel = page.getByRole("region", { name: "Devices of Hall" })
  await panel.getByRole("button", { name: "Reverb on", exact: true }).click({ button: "right" })
  await entry("Learn MIDI").click()
  hear(opened, NOTE_ON)
  expect(opened.studio.controls.rows[0]?.label).toBe("Reverb on")
  const isBypassed = () => deviceOf(opened.studio.project.project, "reverb").isBypassed
  hear(opened, NOTE_ON)
  expect([isBypassed(), opened.labels().at(-1)]).toEqual([true, "Bypass device"])
  hear(opened, NOTE_ON)
  expect(isBypassed()).toBe(false)
})

test("a pad or a button that goes down runs what it has learned of the transport, once a press", async () => {
  const opened = await openMixer()
  const { controls, commands } = opened.studio
  const ran: string[] = []
  commands.register(
    ["toggle", "record"].map((name) => ({
      ...{ id: `transport.${name}`, label: name, run: () => ran.push(name) },
    })),
  )
  controls.learn({ kind: "command", command: "toggle" })
  hear(opened, NOTE_ON, 0x892400)
  controls.learn({ kind: "command", command: "record" })
  hear(opened, cc(44, 127), cc(44, 0))
  expect(controls.rows.map(({ label }) => label)).toEqual(["Play or stop", "Record or stop"])
  expect(ran).toEqual([])
  hear(opened, NOTE_ON, 0x892400, cc(44, 127), cc(44, 0), cc(44, 127), cc(44, 0))
  expect(ran).toEqual(["toggle", "record", "record"])
  expect(opened.labels()).toEqual(["Learn MIDI", "Learn MIDI"])
})

test("a knob's menu puts it back, and lets its value be typed", async () => {
  const opened = await openMixer()
  const pan = slider("Pan of Piano")
  await pan.click({ button: "right" })
  await entry("Type a value …").click()
  await expect.poll(() => document.activeElement?.tagName).toBe("INPUT")
  await press("{Control>}a{/Control}R 20{Enter}")
  expect(opened.track("piano").pan).toBe(0.2)
  await pan.click({ button: "right" })
  await entry(/^Reset to C/).click()
  expect(opened.track("piano").pan).toBe(0)
})
