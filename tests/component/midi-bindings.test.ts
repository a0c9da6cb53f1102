/** The list of what controls of MIDI devices move. */
import { expect, test } from "vitest"
import { page } from "vitest/browser"
import { projectToText } from "#shared/project/index.ts"
import { anEmptyProject } from "../support/projects.ts"
import { openStudio } from "./support/open-studio.ts"

const PAD = 0x992464

test("teaches pads the transport, and forgets what they have learned", async () => {
  const { studio } = await openStudio({ overrides: { "projects.append": () => undefined } })
  studio.project.take({
    ...{ id: "open" as never, name: "piece.slipmat", isReadOnly: false, isUntitled: false },
    ...{ document: projectToText(anEmptyProject()), recovered: null },
  })
  studio.navigation.go("timeline")
  await expect.poll(() => studio.commands.find("transport.stop")).toBeDefined()
  studio.commands.run("midi.bindings")
  const rows = page.getByTestId("midi-commands").getByRole("listitem")
  await expect.poll(() => rows.elements().length).toBe(7)
  const metronome = () => rows.elements()[5]?.textContent
  await page.getByRole("button", { name: "Learn Metronome on or off" }).click()
  await expect.poll(metronome).toContain("Press a pad or button")
  studio.controls.hear(PAD, performance.now(), "Pads")
  await expect.poll(metronome).toContain("channel 10 of Pads")
  await page.getByRole("button", { name: "Forget Metronome on or off" }).click()
  await expect.poll(metronome).toContain("–")
  expect(studio.project.project.midiBindings).toBeUndefined()
})
