import { describe, expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import { openNotes, type NotesOptions, type OpenNotes } from "../support/open-notes.ts"
import { violations } from "../support/open-studio.ts"

const press = (keys: string): Promise<void> => userEvent.keyboard(keys)

async function openSteps(options: NotesOptions = {}): Promise<OpenNotes> {
  const opened = await openNotes({ clipId: "beat", ...options })
  await page.getByRole("radio", { name: "Steps" }).click()
  await expect.element(page.getByRole("grid")).toBeVisible()
  return opened
}

const cell = (name: string): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>("[role=gridcell]")].find((each) =>
    each.getAttribute("aria-label")!.startsWith(name),
  )
  if (!found) throw new Error(`no step ${name}`)
  return found
}

const rowHeader = (name: string): HTMLElement =>
  [...document.querySelectorAll<HTMLElement>("[role=rowheader]")].find(
    (each) => each.textContent === name,
  )!

/** Presses on the first step, moves over the others, lets go on the last. */
function draw(cells: readonly HTMLElement[], upPx = 0): void {
  const grid = document.querySelector("[role=grid]")!
  grid.setPointerCapture = () => {}
  const send = (kind: string, target: HTMLElement, up = 0): void => {
    const { left, top, width, height } = target.getBoundingClientRect()
    const at = { clientX: left + width / 2, clientY: top + height / 2 - up }
    target.dispatchEvent(new PointerEvent(kind, { ...at, pointerId: 1, bubbles: true }))
  }
  send("pointerdown", cells[0]!)
  for (const each of cells.slice(1)) send("pointermove", each)
  if (upPx !== 0) send("pointermove", cells[0]!, upPx)
  send("pointerup", cells.at(-1)!, upPx)
}

const strokes = ({ clip }: OpenNotes, pitch: number): string[] =>
  clip()
    .notes.filter((note) => note.pitch === pitch && note.startTicks < 3840)
    .map(({ startTicks, velocity }) => `${startTicks / 240}:${velocity}`)

describe("drums as steps", () => {
  test("a click puts a stroke, another takes it away, and both are heard or undone", async () => {
    const opened = await openSteps()
    draw([cell("Hand Clap, bar 9 beat 2,")])
    expect(strokes(opened, 39)).toEqual(["4:100"])
    expect(opened.played).toEqual([
      [39, 100],
      [39, 0],
    ])
    draw([cell("Hand Clap, bar 9 beat 2,")])
    expect(strokes(opened, 39)).toEqual([])
    opened.studio.project.undo()
    expect(strokes(opened, 39)).toEqual(["4:100"])
  })

  test("a drag paints along its row only, as one entry", async () => {
    const opened = await openSteps()
    const first = cell("Hand Clap, bar 9 beat 1,")
    const second = cell("Hand Clap, bar 9 beat 1 step 2")
    draw([
      first,
      second,
      cell("Crash Cymbal 1, bar 9 beat 1 step 3"),
      cell("Hand Clap, bar 9 beat 2,"),
    ])
    expect(strokes(opened, 39)).toEqual(["0:100", "1:100", "4:100"])
    expect(strokes(opened, 49)).toEqual([])
    expect(opened.studio.project.entries).toHaveLength(1)
  })

  test("a drag so quick that it is told of only now and then leaves no step out", async () => {
    const opened = await openSteps()
    const [first, last] = [cell("Hand Clap, bar 9 beat 4 step 4"), cell("Hand Clap, bar 9 beat 2,")]
    draw([first, last])
    expect(strokes(opened, 39)).toEqual(Array.from({ length: 12 }, (_, i) => `${i + 4}:100`))
    draw([cell("Hand Clap, bar 9 beat 3,"), first])
    expect(strokes(opened, 39)).toEqual(["4:100", "5:100", "6:100", "7:100"])
  })

  test("a drag beyond the grid reaches its edge", async () => {
    const opened = await openSteps()
    draw([cell("Hand Clap, bar 9 beat 1 step 3"), rowHeader("Hand Clap")])
    expect(strokes(opened, 39)).toEqual(["0:100", "1:100", "2:100"])
  })

  test("a drag from a stroke takes away those that it passes", async () => {
    const opened = await openSteps()
    draw([
      cell("Closed Hi-Hat, bar 9 beat 1,"),
      cell("Closed Hi-Hat, bar 9 beat 1 step 2"),
      cell("Closed Hi-Hat, bar 9 beat 1 step 3"),
    ])
    expect(strokes(opened, 42).slice(0, 2)).toEqual(["4:90", "6:62"])
    expect(opened.studio.project.entries).toHaveLength(1)
  })

  test("a pull up or down sets how hard", async () => {
    const opened = await openSteps()
    draw([cell("Bass Drum 1, bar 9 beat 1,")], -40)
    expect(strokes(opened, 36)[0]).toBe("0:82")
    expect(opened.studio.project.entries).toHaveLength(1)
  })

  test("arrows walk, Enter strikes, Shift with arrows sets how hard, and each step has its words", async () => {
    const opened = await openSteps()
    document.querySelector<HTMLElement>("[role=gridcell][tabindex='0']")!.focus()
    await press("{End}{Home}{ArrowRight}{ArrowRight}{Enter}")
    const label = (): string => document.activeElement!.getAttribute("aria-label")!
    expect(label()).toMatch(/bar 9 beat 1 step 3, velocity 100$/)
    await press("{Shift>}{ArrowUp}{/Shift}")
    expect(label()).toMatch(/velocity 108$/)
    await press("{Enter}")
    expect(label()).toMatch(/empty$/)
    expect(opened.studio.project.entries).toHaveLength(3)
  })

  test("follows the grid, with triplets", async () => {
    await openSteps({ preferences: {} })
    const count = (): number => document.querySelectorAll(".head [role=columnheader]").length - 1
    expect(count() % 16).toBe(0)
    await page.getByLabelText("Grid: 1/16").click()
    await page.getByRole("option", { name: "1/8T" }).click()
    await expect.poll(() => count() % 12).toBe(0)
  })

  test("turns its pages, and has more pieces than are played", async () => {
    await openSteps()
    await expect.element(page.getByText("Bars 9–10")).toBeVisible()
    await page.getByRole("button", { name: "Later bars" }).click()
    await expect.element(page.getByText("Bars 11–12")).toBeVisible()
    await page.getByLabelText("Add a piece of the kit: Add a piece").click()
    await page.getByRole("option", { name: "Cowbell" }).click()
    expect(cell("Cowbell, bar 11 beat 1")).toBeTruthy()
  })

  test("breaks no rule of accessibility", async () => {
    await openSteps()
    expect(await violations()).toEqual([])
  })

  test("is there for drums only", async () => {
    await openNotes()
    expect(page.getByRole("radio", { name: "Steps" }).elements()).toHaveLength(0)
  })
})
