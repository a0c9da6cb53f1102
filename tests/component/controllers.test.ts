import { expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import { z } from "zod"
import type { ControllerProfile } from "#shared/gesture/index.ts"
import { simulateDevice, type Simulation } from "../support/gesture/device-simulator.ts"
import { strokes, type Hand } from "../support/gesture/hands.ts"
import { aController } from "../support/gesture/profiles.ts"
import { cableTo } from "./support/cable.ts"
import { openStudio, press, violations } from "./support/open-studio.ts"

const still: Hand = { turnsAt: () => 0.3, velocityAt: () => 0 }
const turns = (count: number): Hand => strokes([2.5, 1.8 * count], [1, 0])
const button = (name: string) => page.getByRole("button", { name, exact: true })
const isOn = (step: string) =>
  expect.element(page.getByTestId("learn")).toHaveAttribute("data-step", step)
const found = () => page.getByTestId("learn-found")

async function openDeck() {
  const opened = await openStudio()
  const cable = cableTo(opened.studio)
  await press("{Control>}6{/Control}")
  await expect.element(page.getByText("No controller")).toBeVisible()
  return { ...opened, cable }
}

const device =
  (profile: ControllerProfile) =>
  (hand: Hand, more: Partial<Simulation> = {}) =>
    simulateDevice(hand, { profile, seconds: 1, ...more })

test("a device that nobody knows is taught a gesture a page, kept, and plays at once", async () => {
  const { studio, cable, fake } = await openDeck()
  const play = device(aController({ encoding: "abs7", ticksPerRevolution: 1333 }))
  cable.plug("Mystery X1")
  await expect.element(page.getByText("Mystery X1 is not known yet.")).toBeVisible()
  await button("Teach it: Mystery X1").click()
  await isOn("touch")
  expect(await violations()).toEqual([])
  await button("Next").click()
  await expect.element(page.getByText(/Nothing was felt/)).toBeVisible()
  cable.play(
    "Mystery X1",
    play(still, { touches: [0.1, 0.5].map((atSeconds) => ({ atSeconds, seconds: 0.2 })) }),
  )
  await expect.element(found()).toHaveTextContent("Touch: 90 20")
  await press("{Enter}")
  await isOn("forward")
  cable.play("Mystery X1", play(strokes([0.6, 1], [0.4, 1.4])))
  await button("Next").click()
  await isOn("back")
  cable.play("Mystery X1", play(strokes([0.6, -1], [0.4, -1.4])))
  await expect.element(found()).toMatchTextContent(/a position that goes round/)
  await button("Next").click()
  await isOn("fader")
  cable.play("Mystery X1", play(still, { faderAt: (seconds) => Math.abs(1 - 2 * seconds) }))
  await expect.element(found()).toHaveTextContent("Fader: B6 1F and B6 3F, 14 bits")
  await button("Next").click()
  await isOn("clockwise")
  cable.play("Mystery X1", play(turns(5), { seconds: 3 }))
  await expect.element(found()).toMatchTextContent(/666\d ticks/)
  await button("Next").click()
  await isOn("counter")
  cable.play("Mystery X1", play(turns(-5), { seconds: 3 }))
  await button("Next").click()
  await isOn("done")
  await expect.element(page.getByLabelText("Ticks a turn")).toHaveValue("1333")
  await expect.element(page.getByTestId("learn-noise")).toMatchTextContent(/every 1.0 ms/)
  expect(await violations()).toEqual([])
  await userEvent.fill(page.getByLabelText("Name"), "Mystery Deck")
  await button("Keep and play").click()
  await expect.element(page.getByTestId("controller")).toMatchTextContent(/Ready/)
  expect(fake.calls.filter(({ name }) => name === "gestures.keepController")).toHaveLength(1)
  expect(studio.controllers.profileOf("Mystery X1")).toMatchObject({
    id: "mystery-deck",
    name: "Mystery Deck",
  })
  cable.send("Mystery X1", 0xb6, 0x1f, 0x7f, 0xb6, 0x3f, 0x7f)
  await expect.element(page.getByTestId("crossfader")).toHaveAttribute("aria-valuenow", "100")
})

test("what a device has not is gone on without, by keys alone", async () => {
  const { cable } = await openDeck()
  const play = device(aController({ encoding: "twos7", ticksPerRevolution: 600 }))
  cable.plug("Bare")
  await expect.element(button("Teach it: Bare")).toBeVisible()
  await press("{Control>}k{/Control}")
  await press("teach{Enter}")
  await isOn("touch")
  cable.plug()
  await expect.element(page.getByText(/Bare was unplugged. What was learnt stays/)).toBeVisible()
  cable.plug("Bare")
  await expect.element(page.getByText(/was unplugged/)).not.toBeInTheDocument()
  await button("It has no touch").click()
  cable.play("Bare", play(strokes([0.6, 1], [0.4, 1.4])))
  await button("Next").click()
  cable.play("Bare", play(strokes([0.6, 1], [0.4, 1.4])))
  await button("Next").click()
  await expect.element(page.getByText(/the same way as before/)).toBeVisible()
  await button("Again").click()
  cable.play("Bare", play(strokes([0.6, -1], [0.4, -1.4])))
  await button("Next").click()
  await button("It has no fader").click()
  await button("Later").click()
  await isOn("done")
  await expect.element(button("Keep and play")).toBeDisabled()
  await userEvent.fill(page.getByLabelText("Ticks a turn"), "600")
  await press("{Enter}")
  await expect.element(page.getByTestId("controller")).toMatchTextContent(/Ready/)
})

test("a platter of one device and the fader of another are one instrument, chosen and remembered", async () => {
  const { studio, cable } = await openDeck()
  const mixer = aController({}, { id: "mixer", name: "Mixer", portNames: ["Mixer"] })
  const noPlatter = { platter: "unknown", touch: "unknown", encoding: "unknown" } as const
  await studio.controllers.keep(aController())
  await studio.controllers.keep({ ...mixer, decks: [{ ...mixer.decks[0]!, ...noPlatter }] })
  cable.plug("Test Deck", "Mixer")
  await expect.element(page.getByTestId("controller").nth(1)).toMatchTextContent(/Ready/)
  await page.getByRole("combobox", { name: "The crossfader is: By itself" }).click()
  await page.getByRole("option", { name: "Mixer" }).click()
  const fader = page.getByTestId("crossfader")
  cable.send("Test Deck", 0xb6, 0x1f, 0x7f, 0xb6, 0x3f, 0x7f)
  cable.send("Mixer", 0xb6, 0x1f, 0x40, 0xb6, 0x3f, 0x00)
  await expect.element(fader).toHaveAttribute("aria-valuenow", "50")
  expect(studio.preferences.read("deck.sources", z.unknown(), null)).toMatchObject({
    fader: "Mixer",
  })
  cable.plug("Test Deck")
  await expect.element(page.getByText("Mixer is unplugged.")).toBeVisible()
  await expect.element(page.getByTestId("controller")).toBeVisible()
  expect(await violations()).toEqual([])
})

test("a controller plays on while another view is shown", async () => {
  const { studio, cable } = await openDeck()
  await studio.controllers.keep(aController())
  cable.plug("Test Deck")
  await expect.element(page.getByTestId("controller")).toMatchTextContent(/Ready/)
  studio.navigation.go("library")
  await expect.poll(() => page.getByTestId("crossfader").query()).toBeNull()
  cable.send("Test Deck", 0xb6, 0x1f, 0x40, 0xb6, 0x3f, 0x00)
  studio.navigation.go("deck")
  const fader = page.getByTestId("crossfader")
  await expect.element(fader).toHaveAttribute("aria-valuenow", "50")
  await expect.element(page.getByTestId("controller")).toMatchTextContent(/Ready/)
})

test("profiles come in as files, go out, are removed and brought back; a bad one is refused by its line", async () => {
  const { studio, cable, fake } = await openDeck()
  cable.plug("Test Deck")
  await press("{Control>}k{/Control}")
  await press("controllers{Enter}")
  const files = page.getByLabelText("Files of controllers")
  const bad = new File(['{\n  "format": 1,\n  "id": 7\n}'], "bad.json")
  const good = new File([JSON.stringify(aController())], "test-deck.json")
  await userEvent.upload(files, [bad, good])
  await expect.element(page.getByText(/bad.json, line 3: id/)).toBeVisible()
  const row = page.getByTestId("controllers").getByRole("listitem").first()
  await expect
    .element(row)
    .toMatchTextContent(/Test Deck.*1 deck · 720 ticks a turn · fader 14 bits/)
  expect(await violations()).toEqual([])
  await button("Export Test Deck").click()
  await expect.poll(() => fake.calls.length).toBeGreaterThan(0)
  await button("Remove Test Deck").click()
  await expect.poll(() => studio.controllers.profile("test-deck")).toBeUndefined()
  await studio.history.undo()
  await expect.poll(() => studio.controllers.profile("test-deck")).toBeDefined()
  await button("Calibrate Test Deck").click()
  await isOn("clockwise")
  cable.play(
    "Test Deck",
    device(aController({ ticksPerRevolution: 723 }))(turns(5), { seconds: 3 }),
  )
  await button("Next").click()
  await button("One way is enough").click()
  await button("Keep and play").click()
  await expect
    .poll(() => studio.controllers.profile("test-deck")?.decks[0]?.ticksPerRevolution)
    .toBe(723)
})
