import { beforeEach, describe, expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import { drumPadsOf, type Pad } from "#shared/project/drum-state.ts"
import { deviceOf } from "#shared/project/index.ts"
import { after } from "../../support/projects.ts"
import { bitsOf, KIT_BITS } from "../../support/kit-bits.ts"
import { violations } from "../support/open-studio.ts"
import { aMix } from "./a-mix.ts"
import { openMixer, strip, type OpenMixer } from "./open-mixer.ts"
import { pull } from "./pull.ts"

beforeEach(() => page.viewport(1440, 850))

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true })
const padNamed = (name: string) =>
  page
    .getByRole("group", { name: "Pads", exact: true })
    .getByRole("button", { name: new RegExp(`^${name}, `) })
const padOf = ({ studio }: OpenMixer, key: number): Pad =>
  drumPadsOf(deviceOf(studio.project.project, "pads").state).find((pad) => pad.key === key)!

/** The drum track plays the Slipmat Kit, and its devices are open. */
async function openPads(): Promise<OpenMixer> {
  const device = { id: "pads", kind: "drums", role: "instrument", isBypassed: false }
  const project = after(
    aMix(),
    ["device.remove", { deviceIds: ["kit"] }],
    ["device.add", { trackId: "drums", index: 0, device: { ...device, parameters: {} } }],
    [
      "media.add",
      {
        media: [
          {
            ...{ id: "door", sha256: "a".repeat(64), name: "door.wav", seconds: 1.5 },
            ...{ rateHz: 48_000, channels: 2 },
          },
        ],
      },
    ],
  )
  const opened = await openMixer({ project })
  ;(strip("Drums").element() as HTMLElement).focus()
  await expect.element(page.getByRole("region", { name: "Slipmat Kit" })).toBeVisible()
  return opened
}

describe("the pads", () => {
  test("are named, and free of violations", async () => {
    await openPads()
    await expect.element(padNamed("Bass Drum 1")).toHaveAttribute("aria-pressed", "true")
    await expect.element(padNamed("Ride Cymbal 1")).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test("play the harder the higher they are struck, until they are let go", async () => {
    const { transport } = await openPads()
    const pad = padNamed("Acoustic Snare")
    await pad.click({ position: { x: 20, y: 3 } })
    await pad.click({ position: { x: 20, y: 34 } })
    const [hard, off, soft] = transport.played
    expect([hard?.pitch, hard?.trackId, off?.velocity]).toEqual([38, "drums", 0])
    expect(hard!.velocity).toBeGreaterThan(115)
    expect(soft!.velocity).toBeLessThan(70)
    await expect
      .element(page.getByRole("textbox", { name: "Name of the pad" }))
      .toHaveValue("Acoustic Snare")
  })

  test("play by keys, and are walked by arrows", async () => {
    const { transport } = await openPads()
    ;(padNamed("Bass Drum 1").element() as HTMLElement).focus()
    await userEvent.keyboard("{Enter}{ArrowUp}x1")
    const struck = transport.played.filter(({ velocity }) => velocity > 0)
    // C2 by Enter, then C#2 and C3 by their places.
    expect(struck.map(({ pitch }) => pitch)).toEqual([36, 37, 48])
  })

  test("are turned by knobs as one entry each, renamed, and put back", async () => {
    const opened = await openPads()
    const held = await pull(
      page.getByRole("slider", { name: "Bass Drum 1, Level" }).element(),
      ...([0, -40] as const),
    )
    held.drop()
    expect(padOf(opened, 36).gainDb).toBeGreaterThan(3)
    const name = page.getByRole("textbox", { name: "Name of the pad" })
    await name.fill("Boom")
    await userEvent.keyboard("{Tab}")
    expect(padOf(opened, 36).name).toBe("Boom")
    expect(opened.labels()).toEqual(["Set pad level", "Change pad"])
    opened.studio.project.undo()
    opened.studio.project.undo()
    expect(padOf(opened, 36)).toMatchObject({ name: "Bass Drum 1", gainDb: 0 })
  })

  test("take another sound of the kit, and a recording of the project", async () => {
    const opened = await openPads()
    await button("Sound: Bass Drum 1").click()
    await page.getByRole("menuitem", { name: "Recordings of the project" }).click()
    await page.getByRole("menuitem", { name: "door.wav" }).click()
    expect(padOf(opened, 36)).toMatchObject({
      ...{ name: "door", sample: { mediaId: "door", startSeconds: 0, endSeconds: 1.5 } },
    })
  })

  test("sound in this engine as in the one that renders, to the bit", () => {
    for (const [key, bits] of Object.entries(KIT_BITS)) expect(bitsOf(Number(key))).toBe(bits)
  })
})
