/** What the window says at its foot. */
import { expect, test } from "vitest"
import { page } from "vitest/browser"
import { OpenProjectId, StudioError, type OpenedProject } from "#shared/contract/index.ts"
import { projectToText } from "#shared/project/index.ts"
import { songs } from "./support/library.ts"
import { openStudio, violations } from "./support/open-studio.ts"
import { anEmptyProject } from "../support/projects.ts"

const opened = (id: string): OpenedProject => ({
  ...{ id: OpenProjectId.parse(id), name: "Piece.slipmat" },
  ...{ document: projectToText(anEmptyProject()) },
  ...{ isReadOnly: false, isUntitled: false, recovered: null },
})

test("an error that was seen goes with the view it came in, but not out of reach", async () => {
  const { studio } = await openStudio({ songs: songs() })
  studio.toasts.error(new Error("The file could not be read"))
  await expect.element(page.getByTestId("toast")).toBeVisible()
  studio.navigation.go("map")
  await expect.element(page.getByTestId("toast")).toBeVisible()
  await new Promise((done) => setTimeout(done, 1600))
  studio.navigation.go("library")
  await expect.element(page.getByTestId("toast")).not.toBeInTheDocument()
  await expect
    .element(page.getByRole("list", { name: "Earlier messages" }))
    .toMatchTextContent(/The file could not be read/)
})

test("an error stays until it is read, and what is said after it stands above it", async () => {
  const { studio } = await openStudio({ songs: songs() })
  const said = (): string[] =>
    page
      .getByTestId("toast")
      .elements()
      .map(({ textContent }) => textContent.trim())
  studio.toasts.error(new Error("The disk is full"))
  studio.toasts.show("Wrote a.wav")
  await expect.poll(said).toEqual(["Wrote a.wav", "The disk is full."])
  studio.toasts.show("Wrote b.wav")
  studio.toasts.error(new Error("The disk is full"))
  await expect.poll(said).toEqual(["The disk is full.", "Wrote b.wav"])
  await page.getByRole("button", { name: "Close message" }).first().click()
  await expect.poll(said).toEqual(["Wrote b.wav"])
})

test("there are no more messages than can be read, and the errors that went before them are kept", async () => {
  const { studio } = await openStudio({ songs: songs() })
  for (const one of ["a", "b", "c", "d"]) studio.toasts.error(new Error(`No file ${one}`))
  await expect
    .poll(() => studio.toasts.queue.map(({ text }) => text))
    .toEqual(["No file d.", "No file c.", "No file b."])
  await expect
    .element(page.getByRole("list", { name: "Earlier messages" }))
    .toMatchTextContent(/No file a/)
})

test("the errors of a project go with it", async () => {
  const { studio } = await openStudio({
    songs: songs(),
    overrides: { "projects.create": () => opened("other") },
  })
  studio.toasts.error(new Error("The library is full"))
  studio.navigation.go("timeline")
  await expect.poll(() => studio.project.isOpen).toBe(true)
  studio.toasts.error(new Error("The file is damaged"))
  expect(studio.toasts.queue).toHaveLength(2)
  studio.commands.run("project.new")
  await expect
    .poll(() => studio.toasts.queue.map(({ text }) => text))
    .toEqual(["The library is full."])
})

test("a step that takes long to be kept is not said to be saved", async () => {
  const slow = Promise.withResolvers<undefined>()
  const { studio } = await openStudio({
    songs: songs(),
    overrides: { "projects.append": () => slow.promise },
  })
  studio.navigation.go("timeline")
  await expect.poll(() => studio.project.isOpen).toBe(true)
  const state = page.getByTestId("save-state")
  await expect.element(state).toHaveTextContent("Saved")
  studio.project.run("track.add", { id: "one", kind: "audio", name: "One" })
  await expect.element(state).toHaveTextContent("Saving")
  slow.resolve(undefined)
  await expect.element(state).toHaveTextContent("Saved")
})

test("a save that fails is said once, with what to do, and until it is saved", async () => {
  let isFull = true
  const { studio } = await openStudio({
    songs: songs(),
    overrides: {
      "projects.append": () => {
        if (isFull) throw new StudioError("disk-full", "The disk is full")
      },
    },
  })
  studio.navigation.go("timeline")
  await expect.poll(() => studio.project.isOpen).toBe(true)
  await expect.element(page.getByRole("heading", { level: 1 })).toBeInTheDocument()
  const add = (id: string) => studio.project.run("track.add", { id, kind: "audio", name: id })
  const said = (): string[] => studio.toasts.queue.map(({ text }) => text)
  add("one")
  await expect.element(page.getByRole("alert")).toMatchTextContent(/not saved\. The disk is full/)
  await expect.element(page.getByRole("button", { name: "Save as …" })).toBeVisible()
  await expect.element(page.getByRole("heading", { name: "Timeline", level: 1 })).toBeVisible()
  expect(await violations()).toEqual([])
  await page.getByRole("button", { name: "Close message" }).click()
  add("two")
  await expect.poll(() => studio.project.saveState).toBe("failed")
  expect(said()).toEqual([])
  await page.getByRole("button", { name: /Not saved/ }).click()
  expect(said()).toHaveLength(1)
  isFull = false
  await expect.poll(said, { timeout: 4000 }).toEqual([])
})
