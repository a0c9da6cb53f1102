import { expect, test } from "vitest"
import { page } from "vitest/browser"
import { styleHash } from "./support/style-hash.ts"
import { contentPolicy } from "../../src-main/shell/security/content-policy.ts"
import { aSong } from "../support/synthetic-song.ts"
import { openStudio, songRow } from "./support/open-studio.ts"

const preview = () => page.getByTestId("preview").element().firstElementChild?.shadowRoot

test("the one style element of the preview is the one that the content policy allows", async () => {
  await openStudio({ songs: [aSong({ title: "Night Ferry" })] })
  await songRow("Night Ferry").click()
  await expect.poll(() => preview()?.querySelector("style")).toBeTruthy()
  expect(contentPolicy).toContain(await styleHash(preview()))
})

test("a click on the preview opens the song and plays from there, without reading a file", async () => {
  const { studio, fake } = await openStudio({
    songs: [aSong({ title: "Night Ferry", durationSeconds: 100 })],
  })
  await songRow("Night Ferry").click()
  await expect.poll(() => preview()?.querySelector("canvas")).toBeTruthy()
  await page.getByTestId("preview").click()
  await expect.poll(() => studio.navigation.openSongId).toBe(fake.songs[0]?.id)
  await expect.element(page.getByTestId("open-song")).toMatchTextContent(/Night Ferry/)
  await expect.element(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible()
  const reads = () => fake.calls.filter(({ name }) => name === "audio.read")
  await expect.poll(() => reads().length).toBeGreaterThan(0)
  expect(reads().every(({ input }) => (input as { startFrame: number }).startFrame > 0)).toBe(true)
})

test("a library without songs offers the demo", async () => {
  const asked: string[] = []
  await openStudio({ onImport: (what) => asked.push(what) })
  await page.getByRole("button", { name: "try with the demo" }).click()
  await expect.poll(() => asked).toEqual(["demo"])
})
