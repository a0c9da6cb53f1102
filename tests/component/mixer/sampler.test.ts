import { beforeEach, describe, expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import { deviceOf, type SamplerZone } from "#shared/project/index.ts"
import { after } from "../../support/projects.ts"
import { violations } from "../support/open-studio.ts"
import { aMix } from "./a-mix.ts"
import { openMixer, strip, type OpenMixer } from "./open-mixer.ts"
import { pull } from "./pull.ts"

beforeEach(() => page.viewport(1440, 850))

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true })
const knob = (name: string) => page.getByRole("slider", { name, exact: true })
const zoneNamed = (name: RegExp) => page.getByRole("option", { name })
const zonesOf = ({ studio }: OpenMixer): SamplerZone[] =>
  (deviceOf(studio.project.project, "sampler").state as { zones: SamplerZone[] }).zones

const aZone = (mediaId: string, key: number): object => ({
  ...{ mediaId, startSeconds: 0.5, endSeconds: 0.75, gainDb: 0, isOneShot: false },
  ...{ lowKey: key, highKey: key, rootKey: key },
})
const aRecording = (id: string): object => ({
  ...{ id, sha256: id[0]!.repeat(64), name: `${id}.wav`, seconds: 1.5 },
  ...{ rateHz: 48_000, channels: 2 },
})

/** A track with a sampler of so many zones, and its devices open. */
async function openSampler(zones: readonly object[]): Promise<OpenMixer> {
  const device = { id: "sampler", kind: "sampler", role: "instrument", isBypassed: false }
  const project = after(
    aMix(),
    ["track.add", { id: "song", kind: "instrument", name: "Song" }],
    ["media.add", { media: [aRecording("bell"), aRecording("door")] }],
    ["device.add", { trackId: "song", device: { ...device, parameters: {}, state: { zones } } }],
  )
  const opened = await openMixer({ project })
  ;(strip("Song").element() as HTMLElement).focus()
  await expect.element(page.getByRole("region", { name: "Sampler" })).toBeVisible()
  return opened
}

describe("the sampler", () => {
  test("without zones says where they come from, and takes a recording of the project", async () => {
    const opened = await openSampler([])
    await expect.element(page.getByText(/No zones yet/)).toBeVisible()
    await button("Add a recording").click()
    await page.getByRole("menuitem", { name: "door.wav" }).click()
    expect(zonesOf(opened)).toEqual([
      {
        ...{ mediaId: "door", startSeconds: 0, endSeconds: 1.5, gainDb: 0, isOneShot: false },
        ...{ lowKey: 36, highKey: 36, rootKey: 36 },
      },
    ])
    await button("Add a recording").click()
    await page.getByRole("menuitem", { name: "bell.wav" }).click()
    expect(zonesOf(opened).map(({ rootKey }) => rootKey)).toEqual([36, 37])
    expect(opened.labels()).toEqual(["Add zone", "Add zone"])
    await expect.element(page.getByRole("group", { name: /^Zone C.2$/ })).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test("plays a zone that is chosen on its key, and lets it go when it is over", async () => {
    const { transport } = await openSampler([aZone("bell", 40), aZone("door", 43)])
    await zoneNamed(/door$/).click()
    expect(transport.played[0]).toEqual({ trackId: "song", pitch: 43, velocity: 100 })
    await expect.poll(() => transport.played.at(-1)).toMatchObject({ pitch: 43, velocity: 0 })
    await button("Hear the zone").click()
    expect(transport.played.filter(({ velocity }) => velocity > 0)).toHaveLength(2)
  })

  test("has keys that stay in order, a level and ringing out, each as one entry of the history", async () => {
    const opened = await openSampler([aZone("bell", 40)])
    const held = await pull(knob("Zone E2, Lowest key").element(), 0, -60)
    expect(opened.labels()).toEqual([])
    held.drop()
    const [{ lowKey, highKey } = { lowKey: 0, highKey: 0 }] = zonesOf(opened)
    expect(lowKey).toBeGreaterThan(40)
    expect(highKey).toBe(lowKey)
    await page.getByRole("switch", { name: "Rings out" }).click()
    expect(zonesOf(opened)[0]).toMatchObject({ isOneShot: true })
    expect(opened.labels()).toEqual(["Set lowest key", "Set ringing out"])
    opened.studio.project.undo()
    opened.studio.project.undo()
    expect(zonesOf(opened)).toEqual([aZone("bell", 40)])
  })

  test("goes on with another zone when one is removed", async () => {
    const opened = await openSampler([aZone("bell", 40), aZone("door", 43)])
    await zoneNamed(/door$/).click()
    await button("Remove the zone").click()
    expect(zonesOf(opened).map(({ mediaId }) => mediaId)).toEqual(["bell"])
    await expect.element(page.getByRole("group", { name: "Zone E2" })).toBeVisible()
    await button("Remove the zone").click()
    await expect.element(page.getByText(/No zones yet/)).toBeVisible()
    await userEvent.keyboard("{Escape}")
    expect(opened.labels()).toEqual(["Remove zone", "Remove zone"])
  })

  test("names a recording that is missing, and keeps its zone", async () => {
    const opened = await openSampler([aZone("gone", 40)])
    await expect.element(zoneNamed(/Missing recording/)).toBeVisible()
    expect(zonesOf(opened)).toHaveLength(1)
  })
})
