import { describe, expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import { entityOf } from "#shared/project/index.ts"
import { nightFerry } from "../../support/night-ferry.ts"
import { after, anEmptyProject } from "../../support/projects.ts"
import { press } from "../support/open-studio.ts"
import { openTimeline, trackIn } from "../support/open-timeline.ts"

describe("track heads", () => {
  test("mute, solo and arm", async () => {
    const timeline = await openTimeline()
    await page.getByRole("button", { name: "M, mute Drums" }).click()
    expect(trackIn(timeline, "drums").isMuted).toBe(true)
    await page.getByRole("button", { name: "S, solo Bass" }).click()
    expect(trackIn(timeline, "bass").isSoloed).toBe(true)
    await page.getByRole("button", { name: "R, arm Piano" }).click()
    expect(trackIn(timeline, "piano").isArmed).toBe(true)
  })

  test("take a new name with Enter, and leave it with Escape", async () => {
    const timeline = await openTimeline()
    const head = page.getByRole("group", { name: "Drums", exact: true })
    head.element().focus()
    await press("{Enter}")
    await page.getByRole("textbox", { name: "New name of Drums" }).fill("Kit")
    await press("{Enter}")
    expect(trackIn(timeline, "drums").name).toBe("Kit")
    await press("{Enter}")
    await page.getByRole("textbox", { name: "New name of Kit" }).fill("Other")
    await press("{Escape}")
    expect(trackIn(timeline, "drums").name).toBe("Kit")
  })

  test("take a new name by a double click on the old one, at most as long as a name may be", async () => {
    const timeline = await openTimeline()
    await userEvent.dblClick(page.getByText("Drums", { exact: true }).first())
    const field = page.getByRole("textbox", { name: "New name of Drums" })
    await expect.element(field).toHaveFocus()
    await press("k".repeat(3))
    expect((field.element() as HTMLInputElement).maxLength).toBe(200)
    await press("{Enter}")
    expect(trackIn(timeline, "drums").name).toBe("kkk")
  })

  test("set the level by keys and by typing, as one entry each", async () => {
    const timeline = await openTimeline()
    const { studio } = timeline
    page.getByRole("slider", { name: "Level of Drums" }).element().focus()
    await press("{ArrowRight}")
    expect(trackIn(timeline, "drums").gainDb).toBeCloseTo(-2.9)
    await press("{Enter}")
    await page.getByRole("textbox", { name: "Level of Drums in decibels" }).fill("−12")
    await press("{Enter}")
    expect(trackIn(timeline, "drums").gainDb).toBe(-12)
    expect(studio.project.entries.map(({ label }) => label)).toEqual(["Set level", "Set level"])
  })

  test("are one stop of Tab, and the arrows go between them", async () => {
    await openTimeline()
    const heads = [...document.querySelectorAll<HTMLElement>("[data-track]")]
    expect(heads.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1)
    heads[0]!.focus()
    await press("{ArrowDown}{ArrowDown}")
    await expect.poll(() => document.activeElement?.getAttribute("data-track")).toBe("piano")
    expect(heads.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1)
  })

  test("move a track by drag, and set its height at the lower edge", async () => {
    const timeline = await openTimeline()
    const [drums, piano] = ["drums", "piano"].map((id) =>
      document.querySelector<HTMLElement>(`[data-track="${id}"]`)!,
    )
    await userEvent.dragAndDrop(drums!.querySelector("b")!, piano!, {
      targetPosition: { x: 60, y: 40 },
    })
    expect(timeline.studio.project.project.trackOrder.slice(0, 3)).toEqual([
      "bass",
      "piano",
      "drums",
    ])
    const grip = document.querySelector<HTMLElement>('[data-track="bass"] .grip')!
    await userEvent.dragAndDrop(grip, piano!, { targetPosition: { x: 60, y: 30 } })
    expect(trackIn(timeline, "bass").heightPixels).toBeGreaterThan(60)
  })

  test("fold a group away", async () => {
    const grouped = after(nightFerry(), [
      "track.move",
      { trackIds: ["drums", "bass"], index: 7, parentId: "hall" },
    ])
    await openTimeline({ project: grouped })
    const drums = page.getByRole("group", { name: "Drums", exact: true })
    await expect.element(drums).toBeInTheDocument()
    await page.getByRole("button", { name: "Fold Hall", exact: true }).click()
    await expect.element(drums).not.toBeInTheDocument()
    await page.getByRole("button", { name: "Unfold Hall" }).click()
    await expect.element(drums).toBeInTheDocument()
  })

  test("come with an instrument of its family, as one entry", async () => {
    const timeline = await openTimeline({ project: anEmptyProject() })
    await page.getByRole("button", { name: "Track", exact: true }).click()
    await page.getByRole("menuitem", { name: "Strings", exact: true }).hover()
    await page.getByRole("menuitem", { name: "Cello" }).click()
    const { project, entries } = timeline.studio.project
    expect(project.trackOrder).toHaveLength(1)
    const made = trackIn(timeline, project.trackOrder[0]!)
    expect(made.name).toBe("Cello")
    expect(entityOf(project.devices, made.devices[0]!)?.state).toEqual({
      ...{ program: 42, bank: 0, isDrums: false },
    })
    expect(entries.map(({ label }) => label)).toEqual(["Add Cello"])
  })
})
