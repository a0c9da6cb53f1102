import { beforeAll, beforeEach, expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import type { LoopModel } from "#shared/contract/index.ts"
import { entitiesOf } from "#shared/project/index.ts"
import { fakeLoops } from "../../support/fake-loops.ts"
import { openStudio, press, violations, type OpenStudio } from "../support/open-studio.ts"

// The view is fetched when it is first opened: once for all tests.
beforeAll(() => import("../../../src-renderer/features/loops/index.ts"), 60_000)
beforeEach(async () => {
  await page.viewport(1440, 900)
})

function aLoopModel(): LoopModel {
  const licence = { name: "CC0", use: "ship", notice: "" } as const
  const figure = { name: "steps right", value: 0.94, goal: { atLeast: 0.9 } }
  return {
    ...{ id: "melody2" as never, name: "Melodies of 2 bars", kind: "melody", bars: 2 },
    ...{ dimensions: 1, attributes: ["density"] },
    card: {
      ...{ summary: "Melodies", learntFrom: [], licence, parameters: 1000, heldOutLoops: 100 },
      expression: [{ ...figure, baselines: [{ name: "untrained", value: 0.1 }] }],
      realism: [{ name: "two-sample accuracy", value: 0.7, goal: { atMost: 0.65 }, baselines: [] }],
      ...{ smoothness: [], kl: 21.4, activeUnits: 1, prior: "kernels", command: "" },
      trained: { steps: 2500, cpuMinutes: 1, executor: "processor" },
    },
  }
}

async function openLoops(
  models: LoopModel[],
  preferences: Record<string, unknown> = {},
): Promise<OpenStudio> {
  const studio = await openStudio({ overrides: fakeLoops(models), preferences })
  studio.studio.navigation.go("loops")
  return studio
}

const cell = (row: number, column: number) =>
  page.getByRole("gridcell", { name: new RegExp(`^Row ${row}, column ${column},`) })

test("a path drawn by keys becomes one clip of notes that says what made it, and goes by one undo", async () => {
  const { studio } = await openLoops([aLoopModel()])
  await expect.poll(() => page.getByRole("gridcell").elements().length).toBe(81)
  await expect.element(page.getByText("steps right")).toBeVisible()
  ;(cell(1, 1).element() as HTMLElement).focus()
  await press("p{ArrowRight}{ArrowRight}{ArrowDown}")
  await expect.element(page.getByTestId("path")).toMatchTextContent(/4 loops\s*8 bars/)
  expect(await violations()).toEqual([])

  await userEvent.keyboard("{Control>}j{/Control}")
  await expect.poll(() => studio.navigation.view).toBe("timeline")
  const [clip] = entitiesOf(studio.project.project.clips)
  expect(clip).toMatchObject({
    ...{ kind: "notes", name: "Path of 4", lengthTicks: 4 * 8 * 960 },
    madeBy: { model: "Melodies of 2 bars", settings: { from: "path", cells: [0, 1, 2, 11] } },
  })
  studio.project.undo()
  expect(entitiesOf(studio.project.project.clips)).toEqual([])
})

test("corners are changed by keys, a slider moves the chosen loop, and two marked loops make a way", async () => {
  const { fake } = await openLoops([aLoopModel()])
  await expect.element(cell(1, 1)).toBeVisible()
  await press("r")
  await expect.element(page.getByRole("gridcell", { name: /corner Random 2\.1/ })).toBeVisible()
  await press("u")
  await expect.element(page.getByRole("gridcell", { name: /corner Variation 3/ })).toBeVisible()

  // Keys that move the playhead elsewhere are the slider's while it has the focus.
  const slider = page.getByRole("slider", { name: "Density" })
  ;(slider.element() as HTMLElement).focus()
  await press("{End}")
  await expect.element(slider).toHaveAttribute("aria-valuetext", "+3.00 deviations")
  await slider.fill("2")
  await page.getByRole("button", { name: "Keep in the corner" }).click()
  await expect.element(page.getByRole("gridcell", { name: /corner Adjusted/ })).toBeVisible()

  await press("m")
  ;(cell(1, 1).element() as HTMLElement).focus()
  await press("{ArrowRight}")
  await page.getByRole("button", { name: "Mark this loop" }).click()
  await page.getByRole("button", { name: "Between these two" }).click()
  await expect.element(page.getByTestId("path")).toMatchTextContent(/5 loops/)
  expect(fake.calls.map(({ name }) => name)).toContain("loops.nudge")
})

test("what was done to the pad is undone there, step by step, and nothing of the song", async () => {
  const { studio } = await openLoops([aLoopModel()])
  await expect.element(cell(1, 1)).toBeVisible()
  const undo = () => press("{Control>}z{/Control}")
  const first = () => page.getByRole("gridcell", { name: /^Row 1, column 1, corner/ })
  const named = first().element().getAttribute("aria-label")
  await press("rr")
  await expect.element(page.getByRole("gridcell", { name: /corner Random 3\.1/ })).toBeVisible()
  await press("p{ArrowRight}")
  await expect.element(page.getByTestId("path")).toMatchTextContent(/2 loops/)
  await undo()
  await expect.element(page.getByTestId("path")).toMatchTextContent(/1 loop/)
  await undo()
  await expect.element(page.getByTestId("path")).not.toMatchTextContent(/1 loop/)
  await undo()
  await expect.element(page.getByRole("gridcell", { name: /corner Random 2\.1/ })).toBeVisible()
  await undo()
  await expect.element(first()).toHaveAttribute("aria-label", named ?? "")
  await press("{Control>}{Shift>}z{/Shift}{/Control}")
  await expect.element(page.getByRole("gridcell", { name: /corner Random 2\.1/ })).toBeVisible()
  await undo()
  await expect.element(page.getByRole("button", { name: "Nothing to undo" })).toBeDisabled()
  expect(studio.project.canUndo).toBe(false)
})

test("a tempo that is set after a path was drawn is undone before the path, and done again after it", async () => {
  const { studio } = await openLoops([aLoopModel()])
  await expect.element(cell(1, 1)).toBeVisible()
  const bpm = () => studio.project.project.tempo[0]!.bpm
  const before = bpm()
  ;(cell(1, 1).element() as HTMLElement).focus()
  await press("p{ArrowRight}")
  await expect.element(page.getByTestId("path")).toMatchTextContent(/2 loops/)
  const [first] = studio.project.project.tempo
  studio.project.run("tempo.set", { events: [{ ...first!, bpm: 80 }] })
  await press("{Control>}z{/Control}")
  await expect.poll(bpm).toBe(before)
  await expect.element(page.getByTestId("path")).toMatchTextContent(/2 loops/)
  await press("{Control>}z{/Control}")
  await expect.element(page.getByTestId("path")).toMatchTextContent(/1 loop/)
  await press("{Control>}{Shift>}z{/Shift}{/Control}")
  await expect.element(page.getByTestId("path")).toMatchTextContent(/2 loops/)
  expect(bpm()).toBe(before)
  await press("{Control>}{Shift>}z{/Shift}{/Control}")
  await expect.poll(bpm).toBe(80)
})

test("a loop of the song is put into a corner by a drag from the map, or by the keys", async () => {
  const { studio } = await openLoops([aLoopModel()])
  await expect.element(cell(1, 1)).toBeVisible()
  await press("{Control>}j{/Control}")
  await expect.poll(() => studio.navigation.view).toBe("timeline")
  studio.navigation.go("loops")
  const own = page.getByRole("button", { name: /^Play Loop, 4 notes/ })
  await expect.element(own).toBeVisible()
  await own.dropTo(cell(9, 9))
  await expect
    .element(page.getByRole("gridcell", { name: /^Row 9, column 9, corner Loop/ }))
    .toBeVisible()
  // The corner nearest to the chosen cell.
  await cell(2, 2).click()
  ;(own.element() as HTMLElement).focus()
  await press("{Shift>}{Enter}{/Shift}")
  await expect
    .element(page.getByRole("gridcell", { name: /^Row 1, column 1, corner Loop/ }))
    .toBeVisible()
  await press("{Control>}z{/Control}")
  await expect
    .element(page.getByRole("gridcell", { name: /^Row 1, column 1, corner Random/ }))
    .toBeVisible()
})

test("clips that are selected in the timeline fill the corners; where they cannot, it is said", async () => {
  const drums = { ...aLoopModel(), id: "drums2" as never, kind: "drums" as const }
  const { studio } = await openLoops([aLoopModel(), { ...drums, name: "Drums of 2 bars" }])
  await expect.element(cell(1, 1)).toBeVisible()
  const take = page.getByRole("button", { name: "From selected clips" })
  await expect.element(take).toBeDisabled()
  await press("{Control>}j{/Control}")
  await expect.poll(() => studio.navigation.view).toBe("timeline")
  studio.navigation.go("loops")
  await page.viewport(1024, 640)
  const toCorner = page.getByRole("button", { name: /^To corner/ })
  await expect.element(toCorner).toBeVisible()
  const { right } = page.getByTestId("loops").element().getBoundingClientRect()
  expect(toCorner.element().getBoundingClientRect().right).toBeLessThanOrEqual(right)
  await take.click()
  await expect
    .element(page.getByRole("gridcell", { name: /^Row 1, column 1, corner Loop/ }))
    .toBeVisible()
  await page.getByRole("combobox", { name: /^Model/ }).click()
  await page.getByRole("option", { name: "Drums of 2 bars" }).click()
  await expect.element(page.getByText(/Clips of drums in this song/)).toBeVisible()
  await take.click()
  await expect
    .element(page.getByRole("alert"))
    .toMatchTextContent(/The selected clips have no drums: choose others, or another model/)
})

test("a pad and the path over it are as they were left after a restart", async () => {
  const safeParse = (data: unknown) => ({ success: true, data })
  const { studio } = await openLoops([aLoopModel()])
  await expect.element(cell(1, 1)).toBeVisible()
  await press("r")
  await expect.element(page.getByRole("gridcell", { name: /corner Random 2\.1/ })).toBeVisible()
  ;(cell(1, 1).element() as HTMLElement).focus()
  await press("p{ArrowRight}{ArrowDown}")
  await expect.element(page.getByTestId("path")).toMatchTextContent(/3 loops/)
  const kept: unknown = studio.preferences.read("loops.pads", { safeParse } as never, null)
  document.body.replaceChildren()
  await openLoops([aLoopModel()], { "loops.pads": kept })
  await expect.element(page.getByRole("gridcell", { name: /corner Random 2\.1/ })).toBeVisible()
  await expect.element(page.getByTestId("path")).toMatchTextContent(/3 loops/)
})

test("corners of a model that was made again with other dimensions are drawn anew, without a complaint", async () => {
  const { studio } = await openLoops([aLoopModel()])
  await expect.element(cell(1, 1)).toBeVisible()
  await press("r")
  await expect.element(page.getByRole("gridcell", { name: /corner Random 2\.1/ })).toBeVisible()
  const safeParse = (data: unknown) => ({ success: true, data })
  const kept: unknown = studio.preferences.read("loops.pads", { safeParse } as never, null)
  document.body.replaceChildren()
  const longer = JSON.stringify(kept).replaceAll('"latent":[', '"latent":[0,')
  await openLoops([aLoopModel()], { "loops.pads": JSON.parse(longer) as unknown })
  await expect.element(page.getByRole("gridcell", { name: /corner Random 3\.1/ })).toBeVisible()
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument()
})

test("where the models' files are missing the view says so, and nothing else is asked", async () => {
  await openLoops([])
  await expect.element(page.getByText("There is no loop model")).toBeVisible()
  expect(await violations()).toEqual([])
})
