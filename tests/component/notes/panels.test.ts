import { describe, expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import { drag, openNotes, roll, type NotesOptions, type OpenNotes } from "../support/open-notes.ts"
import { violations } from "../support/open-studio.ts"

const press = (keys: string): Promise<void> => userEvent.keyboard(keys)
const noteOf = ({ clip }: OpenNotes, id: string) => clip().notes.find((note) => note.id === id)!

async function openPanels(options: NotesOptions = {}): Promise<OpenNotes> {
  const opened = await openNotes(options)
  await expect.poll(() => page.getByRole("option").elements().length).toBeGreaterThan(0)
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  return opened
}

/** The height of a share of a lane, and a tick of the melody's content, in px of the lane. */
function inLane(lane: Element, contentTicks: number, share: number): readonly [number, number] {
  const { width, height } = lane.getBoundingClientRect()
  const x = width * 0.04 + (contentTicks / (4 * 3840)) * width * 0.92
  return [x, 8 + (1 - share) * (height - 16)]
}

describe("the velocity lane", () => {
  test("pulls one head, or all that are selected with it", async () => {
    const opened = await openPanels()
    opened.studio.selection.set("note", ["melody/m2", "melody/m0"])
    const lane = page.getByTestId("lane-velocity").element()
    drag(lane, [inLane(lane, 960, 110 / 127), inLane(lane, 960, 90 / 127)])
    expect(Math.abs(noteOf(opened, "m2").velocity - 90)).toBeLessThanOrEqual(1)
    expect(Math.abs(noteOf(opened, "m0").velocity - 76)).toBeLessThanOrEqual(1)
    expect(opened.studio.project.entries).toHaveLength(1)
  })

  test("takes a line across many notes", async () => {
    const opened = await openPanels()
    const lane = page.getByTestId("lane-velocity").element()
    drag(lane, [inLane(lane, 3800, 0.2), inLane(lane, 6000, 0.5), inLane(lane, 7700, 1)])
    const ramp = ["m7", "m8", "m9", "m10", "m11"].map((id) => noteOf(opened, id).velocity)
    expect(ramp).toEqual(ramp.toSorted((a, b) => a - b))
    expect(ramp[0]).toBeLessThan(32)
    expect(ramp.at(-1)).toBeGreaterThan(122)
    expect(noteOf(opened, "m6").velocity).toBe(82)
  })
})

describe("a controller lane", () => {
  test("is drawn and erased, without touching other controllers", async () => {
    const opened = await openPanels()
    await page.getByLabelText("Lane: Velocity").click()
    await page.getByRole("option", { name: "Modulation" }).click()
    const lane = page.getByTestId("lane-cc1").element()
    const bends = opened.clip().controllers.filter(([, status]) => status === 0xe0).length
    const before = opened.clip().controllers.filter(([tick]) => tick < 3000).length
    drag(lane, [inLane(lane, 100, 0), inLane(lane, 900, 0.4), inLane(lane, 1800, 1)])
    const drawn = opened.clip().controllers.filter(([tick]) => tick < 3000)
    expect(before).toBe(0)
    expect(drawn.length).toBeGreaterThan(10)
    expect(drawn.every(([, status, number]) => status === 0xb0 && number === 1)).toBe(true)
    expect(drawn.at(-1)![3]).toBe(127)
    ;(document.activeElement as HTMLElement | null)?.blur()
    await press("e")
    drag(lane, [inLane(lane, 0, 0.5), inLane(lane, 2500, 0.5)])
    expect(opened.clip().controllers.filter(([tick]) => tick < 2500)).toEqual([])
    expect(opened.clip().controllers.filter(([, status]) => status === 0xe0)).toHaveLength(bends)
  })
})

describe("the inspector", () => {
  test("sets what is typed on all that is selected, and shows where they differ", async () => {
    const opened = await openPanels()
    opened.studio.selection.set("note", ["melody/m0", "melody/m2"])
    const field = (name: string) => page.getByRole("textbox", { name })
    await expect.element(field("Velocity")).toHaveAttribute("placeholder", "mixed")
    await field("Velocity").fill("64")
    await press("{Enter}")
    expect([noteOf(opened, "m0").velocity, noteOf(opened, "m2").velocity]).toEqual([64, 64])
    await field("Length").nth(0).fill("1/8")
    await press("{Enter}")
    expect([noteOf(opened, "m0").lengthTicks, noteOf(opened, "m2").lengthTicks]).toEqual([480, 480])
    await field("Starts").fill("10.1.000")
    await press("{Enter}")
    expect(noteOf(opened, "m0").startTicks).toBe(3840)
    opened.studio.selection.set("note", ["melody/m2"])
    await expect.element(field("Pitch")).toHaveValue("A4")
    await field("Pitch").fill("Bb3")
    await press("{Enter}")
    expect(noteOf(opened, "m2").pitch).toBe(58)
  })

  test("names and loops the clip, and sets the key", async () => {
    const opened = await openPanels()
    await page.getByRole("textbox", { name: "Name" }).fill("Chorus")
    await press("{Enter}")
    await page.getByRole("switch", { name: "Loop" }).click()
    expect(opened.clip()).toMatchObject({ name: "Chorus", loop: { lengthTicks: 15_360 } })
    await page.getByLabelText("Scale: minor").click()
    await page.getByRole("option", { name: "dorian" }).click()
    expect(opened.studio.project.project.keys).toEqual([{ tick: 0, tonic: "D", mode: "dorian" }])
  })
})

describe("quantising", () => {
  test("shows at once what it would do, and Esc takes it back", async () => {
    const opened = await openPanels()
    opened.studio.project.run("note.move", {
      ...{ clipId: "melody", noteIds: ["m2"], byTicks: 70, bySemitones: 0 },
    })
    await press("q")
    await expect.element(page.getByTestId("quantise")).toBeVisible()
    await expect.poll(() => noteOf(opened, "m2").startTicks).toBe(960)
    await page.getByTestId("quantise").getByRole("textbox", { name: "Strength" }).fill("50")
    await press("{Enter}")
    await expect.poll(() => noteOf(opened, "m2").startTicks).toBe(995)
    expect(await violations()).toEqual([])
    await press("{Escape}")
    await expect.element(page.getByTestId("quantise")).not.toBeInTheDocument()
    expect(noteOf(opened, "m2").startTicks).toBe(1030)
    await press("q")
    await page.getByTestId("quantise").getByRole("button", { name: "Quantise" }).click()
    expect(noteOf(opened, "m2").startTicks).toBe(960)
    expect(opened.studio.project.undoLabel).toBe("Quantise")
    expect(roll().element()).toBeTruthy()
  })
})

describe("humanising", () => {
  const times = ({ clip }: OpenNotes): number[] => clip().notes.map(({ startTicks }) => startTicks)

  test("shows at once what hands would do, others for another seed, and Esc takes it back", async () => {
    const opened = await openPanels()
    const before = times(opened)
    await press("h")
    await expect.element(page.getByRole("dialog", { name: "Humanise" })).toBeVisible()
    await expect.poll(() => times(opened)).not.toEqual(before)
    const first = times(opened)
    expect(Math.max(...first.map((at, i) => Math.abs(at - before[i]!)))).toBeLessThanOrEqual(60)
    await page.getByRole("button", { name: "Again" }).click()
    await expect.poll(() => times(opened)).not.toEqual(first)
    expect(await violations()).toEqual([])
    await press("{Escape}")
    expect(times(opened)).toEqual(before)
    expect(opened.studio.project.entries).toHaveLength(0)
  })

  test("is one entry, the same again for the same seed", async () => {
    const opened = await openPanels()
    const humanised = async (): Promise<number[]> => {
      await press("h")
      const seed = page.getByLabelText("Seed")
      await seed.fill("7")
      await press("{Enter}")
      await page.getByRole("button", { name: "Humanise" }).click()
      await expect.element(page.getByRole("dialog")).not.toBeInTheDocument()
      return times(opened)
    }
    const once = await humanised()
    expect(opened.studio.project.entries).toHaveLength(1)
    opened.studio.project.undo()
    ;(document.activeElement as HTMLElement | null)?.blur()
    expect(await humanised()).toEqual(once)
  })
})
