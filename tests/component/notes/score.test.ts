import { describe, expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import { type Project } from "#shared/project/index.ts"
import { after, aNote, aNotesClip } from "../../support/projects.ts"
import { aSong } from "../support/note-song.ts"
import { openNotes, type NotesOptions, type OpenNotes } from "../support/open-notes.ts"
import { violations } from "../support/open-studio.ts"

/** The library is read with the first score, on machines that have other work. */
const SOON = { timeout: 20_000 }
const press = (keys: string): Promise<void> => userEvent.keyboard(keys)
const pictures = (): Element[] => [...document.querySelectorAll("[data-testid=score] svg")]
const heads = (): Element[] => [...document.querySelectorAll("[data-testid=score] [data-head]")]
/** No line waits to be drawn again. */
const isDrawn = (): boolean =>
  pictures().length > 0 && !document.querySelector("[data-testid=score] [data-stale]")

async function openScore(options: NotesOptions = {}): Promise<OpenNotes> {
  const opened = await openNotes(options)
  await page.getByRole("radio", { name: "Score" }).click()
  await expect.poll(isDrawn, SOON).toBe(true)
  ;(document.activeElement as HTMLElement).blur()
  return opened
}

/** Presses in the middle of a head, as the hand does. */
function clickHead(head: Element, keys: PointerEventInit = {}): void {
  const { left, top, width, height } = head.getBoundingClientRect()
  const line = head.closest(".line")!
  const at = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, ...keys }
  line.dispatchEvent(new PointerEvent("pointerdown", at))
  line.dispatchEvent(new PointerEvent("pointerup", at))
}

/** Some bars of piano music on two staves. */
function aPiano(bars: number): Project {
  const notes = Array.from({ length: bars }, (_, bar) => bar).flatMap((bar) => {
    const start = bar * 3840
    const low = [38, 46, 41, 48][bar % 4]!
    const bass = [0, 1920].map((at, i) =>
      aNote(`b${bar}-${i}`, { startTicks: start + at, lengthTicks: 1900, pitch: low + 7 * i }),
    )
    const middle = Array.from({ length: 12 }, (_, i) =>
      aNote(`m${bar}-${i}`, {
        ...{ startTicks: start + i * 320, lengthTicks: 300 },
        pitch: [62, 65, 69][i % 3]! + (Math.floor(i / 3) % 2),
      }),
    )
    const top = aNote(`t${bar}`, { startTicks: start, lengthTicks: 3840, pitch: 77 - (bar % 4) })
    return [...bass, ...middle, top]
  })
  const clip = { startTicks: 0, lengthTicks: bars * 3840, name: "Piano", trackId: "keys", notes }
  return after(aSong(), ["clip.add", { clips: [aNotesClip("piano", clip)] }])
}

describe("the score of a clip", () => {
  test("keeps a place for each of its empty bars", async () => {
    const bars = [...Array.from({ length: 8 }, (_, i) => 12 + i)]
    const notes = bars.map((bar) =>
      aNote(`n${bar}`, { startTicks: bar * 3840, lengthTicks: 960, pitch: 62 }),
    )
    const clip = { startTicks: 0, lengthTicks: 20 * 3840, name: "Late", trackId: "keys", notes }
    await page.viewport(1440, 900)
    await openScore({
      project: after(aSong(), ["clip.add", { clips: [aNotesClip("late", clip)] }]),
      clipId: "late",
    })
    await page.viewport(1280, 800)
    expect(heads()).toHaveLength(notes.length)
  })

  test("shows all of a tempo over its first bar, where no meter stands", async () => {
    const notes = [aNote("n", { lengthTicks: 960, pitch: 62 })]
    const clip = { startTicks: 3840, lengthTicks: 3840, name: "Late", trackId: "keys", notes }
    const project = after(
      aSong(),
      [
        "tempo.set",
        { events: [120, 80].map((bpm, i) => ({ tick: i * 3840, bpm, curve: "step" })) },
      ],
      ["clip.add", { clips: [aNotesClip("late", clip)] }],
    )
    await openScore({ project, clipId: "late" })
    const [picture] = pictures()
    const isOpen = getComputedStyle(picture!).overflow === "visible"
    const seenFrom = isOpen ? page.getByTestId("score").element() : picture!
    const mark = document.querySelector("[data-testid=score] .vf-stavetempo")!
    const { left } = mark.getBoundingClientRect()
    expect(left).toBeGreaterThanOrEqual(seenFrom.getBoundingClientRect().left)
  })

  test("has a head for each of its notes, and as many tied ones as it takes", async () => {
    const { clip } = await openScore()
    expect(heads()).toHaveLength(clip().notes.length)
    expect(document.querySelectorAll("[data-testid=score] [id]")).toHaveLength(0)
  })

  test("selects what is clicked, more with Shift, and nothing beside", async () => {
    const { studio } = await openScore()
    clickHead(heads()[2]!)
    expect(studio.selection.of("note")).toEqual(["melody/m2"])
    clickHead(heads()[4]!, { shiftKey: true })
    expect(studio.selection.of("note")).toEqual(["melody/m2", "melody/m4"])
    const marked = (): number => document.querySelectorAll(".selected[data-head]").length
    await expect.poll(marked).toBe(2)
    const line = document.querySelector("[data-line] .line")!
    line.dispatchEvent(new PointerEvent("pointerdown", { clientX: 3, clientY: 400, bubbles: true }))
    expect(studio.selection.of("note")).toEqual([])
  })

  test("is edited by the roll's own commands, and follows them and their undo", async () => {
    const { clip, studio } = await openScore()
    clickHead(heads()[0]!)
    const before = pictures()[0]!.outerHTML
    await press("{ArrowUp}")
    expect(clip().notes.find(({ id }) => id === "m0")!.pitch).toBe(63)
    await expect.poll(() => isDrawn() && pictures()[0]!.outerHTML !== before, SOON).toBe(true)
    await press("{Delete}")
    await expect.poll(() => isDrawn() && heads().length, SOON).toBe(clip().notes.length)
    expect(clip().notes.some(({ id }) => id === "m0")).toBe(false)
    studio.project.undo()
    studio.project.undo()
    await expect.poll(() => isDrawn() && heads().length, SOON).toBe(21)
  })

  test("is walked by the arrow keys through a list that says each note in words", async () => {
    const { studio } = await openScore()
    const first = page.getByRole("option", { name: /^D4, bar 9 beat 1/ }).element()
    if (first instanceof HTMLElement) first.focus()
    await press("{ArrowRight}")
    expect(studio.selection.of("note")).toEqual(["melody/m1"])
    expect(document.activeElement?.textContent).toContain("F4, bar 9 beat 1")
    await expect.poll(() => document.querySelectorAll(".selected[data-head]").length).toBe(1)
  })

  test("draws only the lines near the view, and others when they come", async () => {
    await openScore({ project: aPiano(64), clipId: "piano" })
    const lines = document.querySelectorAll("[data-line]").length
    expect(lines).toBeGreaterThan(15)
    await expect.poll(() => (isDrawn() ? pictures().length : 0), SOON).toBeGreaterThan(2)
    expect(pictures().length).toBeLessThan(lines / 2)
    const drawn = pictures().length
    document.querySelector(".page")!.scrollTop = 3000
    await expect.poll(() => (isDrawn() ? pictures().length : 0), SOON).toBeGreaterThan(drawn)
  })

  test("says what it is, is clean by axe, and has words where there are no notes", async () => {
    await openScore()
    expect(await violations()).toEqual([])
    await page.getByRole("radio", { name: "Roll" }).click()
    await expect.element(page.getByTestId("roll")).toBeVisible()
  })
})

test("drums stand on a percussion staff: clicking one selects it", async () => {
  const { studio, clip } = await openScore({ clipId: "beat" })
  expect(heads()).toHaveLength(clip().notes.length)
  clickHead(heads()[1]!)
  expect(studio.selection.of("note")).toHaveLength(1)
})

test("an empty clip has words instead of staves", async () => {
  const project = after(aSong(), [
    "clip.add",
    { clips: [aNotesClip("empty", { trackId: "keys", name: "Empty", notes: [] })] },
  ])
  await openNotes({ project, clipId: "empty" })
  await page.getByRole("radio", { name: "Score" }).click()
  await expect.element(page.getByText("No notes yet")).toBeVisible()
  expect(await violations()).toEqual([])
})
