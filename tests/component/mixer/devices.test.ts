import { beforeEach, describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { deviceOf, type Device } from "#shared/project/index.ts"
import { press, violations } from "../support/open-studio.ts"
import { openMixer, strip, type OpenMixer } from "./open-mixer.ts"
import { pull } from "./pull.ts"

beforeEach(() => page.viewport(1440, 850))

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true })
const slider = (name: string | RegExp) => page.getByRole("slider", { name, exact: true })
const device = ({ studio }: OpenMixer, id: string): Device => deviceOf(studio.project.project, id)
const focus = (locator: { element(): Element }): void => (locator.element() as HTMLElement).focus()

/** Opens the drawer on a strip's chain. */
async function openOn(name: string): Promise<OpenMixer> {
  const opened = await openMixer()
  focus(strip(name))
  await expect.element(page.getByRole("region", { name: `Devices of ${name}` })).toBeVisible()
  return opened
}

describe("the devices of a strip", () => {
  test("are added from a menu, moved, bypassed and removed, each as one entry", async () => {
    const opened = await openOn("Hall")
    await button("Device").click()
    await page.getByRole("menuitem", { name: "Equaliser" }).click()
    await button("Move Equaliser to the left").click()
    const [first = "", second] = opened.track("hall").devices
    expect([device(opened, first).kind, second]).toEqual(["eq", "reverb"])
    await button("Equaliser on").last().click()
    expect(device(opened, first).isBypassed).toBe(true)
    await button("Remove Equaliser").click()
    expect(opened.track("hall").devices).toEqual(["reverb"])
    expect(opened.labels()).toEqual([
      ...["Add Equaliser", "Move device", "Bypass Equaliser", "Remove Equaliser"],
    ])
  })

  test("offer an instrument only where notes are and none stands", async () => {
    await openOn("Hall")
    await button("Device").click()
    await expect.element(page.getByRole("menuitem", { name: "Reverb" })).toBeVisible()
    await expect
      .element(page.getByRole("menuitem", { name: "SoundFont instrument" }))
      .not.toBeInTheDocument()
  })

  test("are free of violations, with equaliser and compressor open", async () => {
    await openOn("Bass")
    expect(await violations()).toEqual([])
  })
})

describe("a knob", () => {
  test("is turned by a drag as one entry, by keys, by a typed value, and put back by Delete", async () => {
    const opened = await openOn("Hall")
    const decay = () => device(opened, "reverb").parameters["decay"]
    const held = await pull(slider("Decay").element(), 0, -50)
    held.drop()
    expect(decay()).toBeGreaterThan(4)
    expect(opened.labels()).toEqual(["Set decay"])
    await button(/^Decay, value: 6\.7/).click()
    await press("{Control>}a{/Control}250 ms{Enter}")
    expect(decay()).toBe(0.25)
    focus(slider("Decay"))
    await press("{Delete}")
    expect(decay()).toBe(1.8)
    await press("{ArrowUp}")
    expect(decay()).toBeGreaterThan(1.8)
  })

  test("says its value with its unit", async () => {
    await openOn("Bass")
    await expect.element(slider("Threshold")).toHaveAttribute("aria-valuetext", "−18.0 dB")
  })
})

describe("the equaliser", () => {
  test("moves frequency and gain of a band with its handle, as one entry", async () => {
    const opened = await openOn("Bass")
    const handle = slider("Band 3, bell").element()
    const held = await pull(handle, 60, -40)
    held.drop()
    const { parameters } = device(opened, "bass-eq")
    // 60 px of 440 are 1.36 octaves above 320 Hz; 40 px up are some dB.
    expect(parameters["band3.frequency"]).toBeGreaterThan(700)
    expect(parameters["band3.frequency"]).toBeLessThan(950)
    expect(parameters["band3.gain"]).toBeGreaterThan(8)
    expect(opened.labels()).toEqual(["Move band 3"])
  })

  test("shows the knobs of the band that is held, and moves it by keys", async () => {
    const opened = await openOn("Bass")
    focus(slider("Band 5, bell"))
    await expect.element(slider("Band 5, Frequency")).toBeVisible()
    await press("{ArrowDown}")
    expect(device(opened, "bass-eq").parameters["band5.gain"]).toBe(-3)
    await press("{PageUp}")
    expect(device(opened, "bass-eq").parameters["band5.q"]).toBeGreaterThan(0.75)
  })
})

describe("what plays", () => {
  test("is seen in the devices of the open chain: levels in an equaliser, dB that a compressor takes away", async () => {
    const opened = await openOn("Bass")
    const { transport } = opened
    expect(transport.watched).toEqual(opened.track("bass").devices.slice(1))
    const picture = document.querySelector<HTMLCanvasElement>(".eq-picture canvas")!
    const inkedRows = (): number[] => {
      const { width, height } = picture
      const { data } = picture.getContext("2d")!.getImageData(0, 0, width, height)
      return Array.from({ length: height }, (_, y) => y).filter((y) =>
        data.subarray(y * width * 4, (y + 1) * width * 4).some((value) => value > 0),
      )
    }
    Object.assign(transport, { isPlaying: true, bands: new Float32Array(120).fill(-45) })
    opened.studio.project.run("track.gain", { trackIds: ["master"], gainDb: -0.5 })
    // -45 of -90 dB is the middle.
    await expect.poll(() => (inkedRows()[0] ?? 0) / picture.height).toBeCloseTo(0.5, 1)
    await expect.element(page.getByTitle("Taken away now, in dB")).toHaveTextContent("4.2")
    focus(strip("Piano"))
    await expect.poll(() => transport.watched).not.toContain("bass-eq")
  })
})

describe("an instrument", () => {
  test("plays another sound of General MIDI, or a drum kit, when it is chosen", async () => {
    const opened = await openOn("Bass")
    await page.getByRole("option", { name: "Strings", exact: true }).click()
    await page.getByRole("option", { name: "Cello", exact: true }).click()
    const state = () => device(opened, "bass-sound").state
    expect(state()).toEqual({ program: 42, bank: 0, isDrums: false })
    await press("{ArrowDown}")
    expect(state()).toMatchObject({ program: 43 })
    await page.getByRole("option", { name: "Drums", exact: true }).click()
    await page.getByRole("option", { name: "Jazz kit" }).click()
    expect(state()).toEqual({ program: 32, bank: 0, isDrums: true })
  })
})

describe("what moves over time", () => {
  const automate = async (control: ReturnType<typeof slider>): Promise<void> => {
    await control.click({ button: "right" })
    await page.getByRole("menuitem", { name: "Automate on the timeline" }).click()
  }
  const lanes = ({ track }: OpenMixer, id: string): unknown[] =>
    track(id).automation.map(({ target }) => target)

  test("is asked for on a knob: a lane is made once, and shown each time", async () => {
    const opened = await openOn("Hall")
    await automate(slider("Decay"))
    expect(lanes(opened, "hall")).toEqual([{ deviceId: "reverb", parameter: "decay" }])
    expect(opened.automated).toEqual(["hall"])
    await automate(slider("Decay"))
    expect(lanes(opened, "hall")).toHaveLength(1)
    expect(opened.automated).toEqual(["hall", "hall"])
    expect(opened.labels()).toHaveLength(1)
    opened.studio.project.undo()
    expect(lanes(opened, "hall")).toEqual([])
  })

  test("is asked for on faders and pans too, but not on the master's", async () => {
    const opened = await openOn("Bass")
    await automate(slider("Level of Bass"))
    await automate(slider("Pan of Bass"))
    expect(lanes(opened, "bass")).toEqual([{ parameter: "gainDb" }, { parameter: "pan" }])
    await slider("Level of Master").click({ button: "right" })
    await expect.element(page.getByRole("menuitem", { name: "Learn MIDI" })).toBeVisible()
    expect(page.getByRole("menuitem", { name: /Automate/ }).elements()).toEqual([])
  })
})
