import { beforeEach, expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import type { ExecutorName } from "#shared/contract/index.ts"
import { openStudio, press, violations } from "./support/open-studio.ts"

beforeEach(() => page.viewport(1440, 900))

const settings = () => page.getByTestId("settings")
const main = () => page.getByRole("main")

test("settings open by keys and from the rail, are clean by axe, and are searched by words", async () => {
  await openStudio()
  await press("{Control>},{/Control}")
  await expect.element(settings()).toBeVisible()
  await expect
    .element(
      page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Settings" }),
    )
    .toHaveAttribute("aria-current", "page")
  await expect.element(page.getByTestId("space")).toMatchTextContent(/Recordings\s*2\.4 GB/)
  expect(await violations()).toEqual([])

  await page.getByRole("searchbox", { name: "Search in the settings" }).fill("graphics card")
  await expect
    .poll(() =>
      main()
        .getByRole("heading", { level: 2 })
        .elements()
        .map((each) => each.textContent),
    )
    .toEqual(["Compute"])
  await page.getByRole("searchbox").fill("harpsichord")
  await expect.element(settings()).toMatchTextContent(/No setting has these words/)
})

test("the palette leads to a section, past what was searched for", async () => {
  const { studio } = await openStudio()
  studio.navigation.go("settings")
  await page.getByRole("searchbox", { name: "Search in the settings" }).fill("theme")
  studio.commands.run("settings.compute")
  await expect.element(main().getByRole("heading", { name: "Compute" })).toHaveFocus()
})

test("everything that may train is tested on demand, and one may be chosen", async () => {
  const { fake } = await openStudio({
    preferences: { "app.place": { view: "settings", songId: null } },
  })
  await page.getByRole("button", { name: "Test this computer" }).click()
  const table = page.getByTestId("executors")
  await expect
    .element(table)
    .toMatchTextContent(/Graphics card \(CUDA\)\s*not here\s*Failed to load/)
  await expect
    .element(table)
    .toMatchTextContent(/Graphics card \(WebGPU\)\s*failed\s*The process ended/)
  await expect.element(table).toMatchTextContent(/Processor\s*works\s*21 ms a step\s*fastest/)
  expect(await violations()).toEqual([])
  await page.getByLabelText("Trains with: The fastest that works").click()
  await page.getByRole("option", { name: "WebAssembly" }).click()
  await expect
    .poll(() => fake.calls.findLast(({ name }) => name === "compute.choose")?.input)
    .toEqual({ executor: "tfjs-wasm" satisfies ExecutorName })
})

test("theme, motion, size and playing keys take effect and are kept", async () => {
  const { studio, fake } = await openStudio()
  studio.navigation.go("settings")
  await page.getByRole("radio", { name: "Light" }).click()
  await page.getByRole("radiogroup", { name: "Motion" }).getByText("None").click()
  expect(document.documentElement.dataset).toMatchObject({ theme: "light", motion: "none" })
  await page.getByRole("button", { name: "Octave: 4" }).click()
  await userEvent.keyboard("6{Enter}")
  await page.getByRole("switch", { name: /computer/ }).click()
  await expect
    .element(page.getByRole("switch", { name: /computer/ }))
    .toHaveAttribute("aria-checked", "true")
  await expect
    .poll(() => fake.preferences)
    .toMatchObject({ "app.theme": "light", "app.motion": "none", "keys.octave": 6 })
  studio.theme.choose("dark")
  studio.motion.choose("system")
})
