import { beforeAll, beforeEach, expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import { entitiesOf } from "#shared/project/index.ts"
import { aCurve, aDataset, aModel, aRun } from "../../support/fake-training.ts"
import { press, violations } from "../support/open-studio.ts"
import { openTrain } from "./open-train.ts"

// The view is fetched when it is first opened: once for all tests.
beforeAll(() => import("../../../src-renderer/features/train/index.ts"), 60_000)
beforeEach(async () => {
  await page.viewport(1440, 900)
})

const head = () => page.getByTestId("run-head")

test("a run shows its curve beside simple methods, and can be heard, paused and compared", async () => {
  const { training } = await openTrain()
  await expect.element(head()).toMatchTextContent(/Your nocturnes, run 12/)
  await expect.element(page.getByTestId("best-figure")).toHaveTextContent("2.31")
  await expect.element(head()).toMatchTextContent(/−0\.41/)
  await expect.element(page.getByTestId("loss-chart")).toHaveAttribute("data-points", "15")
  await expect.element(page.getByTestId("curve-table")).toMatchTextContent(/5-gram\s*2\.72/)
  await expect.poll(() => page.getByTestId("moment").elements().length).toBe(5)
  await expect
    .poll(() =>
      page
        .getByTestId("moment")
        .elements()
        .map((card) => card.getAttribute("data-state")),
    )
    .toEqual(Array(5).fill("made"))
  // The same opening and seed for all of them.
  expect(new Set(training.asked.map(({ seed }) => seed)).size).toBe(1)
  expect(new Set(training.asked.map(({ prompt }) => JSON.stringify(prompt))).size).toBe(1)
  expect(await violations()).toEqual([])

  await press("p")
  await expect.element(head()).toMatchTextContent(/Paused at 61 %/)
  await press("p")
  await expect.poll(() => training.runs[0]?.state).toBe("learning")
  await press("c")
  await expect
    .element(page.getByRole("button", { name: "Beside Your nocturnes, run 11" }))
    .toBeVisible()

  training.measurements.set("run-12", aCurve(16))
  training.changed()
  await expect.element(page.getByTestId("loss-chart")).toHaveAttribute("data-points", "16")
})

test("three questions make a run; a setting of one's own is marked, and its time is honest", async () => {
  const { training } = await openTrain({ datasets: [aDataset()] })
  await page.getByRole("main").getByRole("button", { name: "New model" }).last().click()
  await expect.element(page.getByTestId("honest-time")).toHaveTextContent("Choose music first")
  await page.getByRole("checkbox", { name: "Learn from Your nocturnes" }).click()
  await expect.element(page.getByRole("radio", { name: /Harmonise a melody/ })).toBeDisabled()
  await page.getByRole("radio", { name: /Continue a phrase/ }).click()
  await page.getByRole("radio", { name: /A minute/ }).click()
  await expect
    .element(page.getByTestId("honest-time"))
    .toMatchTextContent(/about (55 s|1 min) on processor/)
  await page.getByRole("button", { name: "Every setting" }).click()
  await page.getByRole("button", { name: "Layers: 1" }).click()
  await userEvent.keyboard("5{Enter}")
  await expect.element(page.getByTestId("settings-drawer")).toMatchTextContent(/Layers\s*changed/)
  expect(await violations()).toEqual([])

  await page.getByRole("button", { name: "Start training" }).click()
  await expect.element(head()).toMatchTextContent(/Your nocturnes/)
  expect(training.runs[0]?.config).toMatchObject({ goal: "continue", layers: 5, width: 96 })
})

test("what could not be read is told with its reason, and a licence is chosen", async () => {
  const unread = { ...{ state: "unreadable" as const, work: "", split: null }, notes: 0, bars: 0 }
  const reason = "This is no MIDI file"
  const { training } = await openTrain({
    datasets: [aDataset()],
    files: [{ ...unread, path: "broken.mid", reason }],
  })
  await page.getByRole("main").getByRole("button", { name: "New model" }).last().click()
  await page.getByRole("button", { name: "Files of Your nocturnes" }).click()
  await page.getByRole("radio", { name: "3 not read" }).click()
  await expect
    .element(page.getByTestId("dataset-files"))
    .toMatchTextContent(/broken\.mid This is no MIDI file/)
  await page.getByRole("combobox", { name: /Licence of Your nocturnes/ }).click()
  await page.getByRole("option", { name: "Public domain" }).click()
  await expect.poll(() => training.datasets[0]?.licence.use).toBe("ship")
})

test("music of a model lies on the timeline as notes that say what made them, and goes by one undo", async () => {
  const { studio, training } = await openTrain({
    models: [aModel({ id: "chopin", name: "Chopin", isStarter: true })],
  })
  await page.getByRole("button", { name: "Make 3" }).click()
  await expect.poll(() => page.getByTestId("candidate").elements().length).toBe(3)
  expect(training.asked[0]).toMatchObject({ source: { modelId: "chopin" }, prompt: null, bars: 8 })
  expect(await violations()).toEqual([])
  await page.getByRole("button", { name: "Candidate 2 to the timeline" }).click()
  await expect.poll(() => studio.navigation.view).toBe("timeline")
  const clip = entitiesOf(studio.project.project.clips)[0]
  expect(clip).toMatchObject({ kind: "notes", madeBy: { model: "Chopin", seed: 2 } })

  studio.project.undo()
  expect(entitiesOf(studio.project.project.clips)).toEqual([])
})

test("a run that stopped says what happened and what is safe; deleting asks first", async () => {
  const error = { code: "out-of-memory", message: "Too big" }
  const { training } = await openTrain({ runs: [aRun({ state: "failed", error, modelId: null })] })
  await expect
    .element(page.getByRole("alert"))
    .toMatchTextContent(
      /Too big for this computer's memory\. What it learnt up to step 8,640 is kept/,
    )
  await page.getByRole("button", { name: "Use half the batch" }).click()
  await expect.poll(() => training.runs.map(({ config }) => config.batch)).toEqual([4, 8])
  await press("{Delete}")
  await expect.element(page.getByRole("dialog")).toMatchTextContent(/Delete Your nocturnes/)
  await page.getByRole("button", { name: "Delete", exact: true }).click()
  await expect.poll(() => training.runs.length).toBe(1)
})
