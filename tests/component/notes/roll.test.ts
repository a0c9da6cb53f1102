import { describe, expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import {
  at,
  drag,
  openNotes,
  roll,
  type NotesOptions,
  type OpenNotes,
} from "../support/open-notes.ts"
import { anEmptyProject } from "../../support/projects.ts"
import { violations } from "../support/open-studio.ts"

async function openRoll(options: NotesOptions = {}): Promise<OpenNotes> {
  const opened = await openNotes(options)
  await expect.poll(() => page.getByRole("option").elements().length).toBeGreaterThan(0)
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  return opened
}

const press = (keys: string): Promise<void> => userEvent.keyboard(keys)
const noteOf = ({ clip }: OpenNotes, id: string) => clip().notes.find((note) => note.id === id)!
const added = ({ clip }: OpenNotes) => clip().notes.filter(({ id }) => !/^m\d+$/.test(id))
const rollElement = (): Element => roll().element()
const selected = ({ studio }: OpenNotes): string[] =>
  studio.selection.of("note").map((key) => key.split("/")[1]!)

describe("the hand on the roll", () => {
  test("draws a note whose length the drag sets, and hears it until it lets go", async () => {
    const opened = await openRoll()
    await press("b")
    drag(rollElement(), [at(7440, 72), at(7700, 72), at(8160, 72)])
    expect(added(opened)).toMatchObject([
      { startTicks: 7440, lengthTicks: 720, pitch: 72, velocity: 100 },
    ])
    expect(opened.played).toEqual([
      [72, 100],
      [72, 0],
    ])
    expect(opened.studio.project.undoLabel).toBe("Add note")
    opened.studio.project.undo()
    expect(added(opened)).toEqual([])
  })

  test("moves all that is selected by one of them, in one entry, and Esc takes it back", async () => {
    const opened = await openRoll()
    opened.studio.selection.set("note", ["melody/m0", "melody/m2"])
    drag(rollElement(), [at(1200, 69), at(1440, 71), at(1680, 71)], {}, false)
    expect(noteOf(opened, "m0")).toMatchObject({ startTicks: 480, pitch: 64 })
    await press("{Escape}")
    expect(noteOf(opened, "m0")).toMatchObject({ startTicks: 0, pitch: 62 })
    expect(opened.studio.project.canUndo).toBe(false)
    drag(rollElement(), [at(1200, 69), at(1440, 71), at(1680, 71)])
    expect(noteOf(opened, "m2")).toMatchObject({ startTicks: 1440, pitch: 71 })
    expect(opened.studio.project.entries).toHaveLength(1)
    expect(opened.played.at(-1)).toEqual([71, 0])
  })

  test("leaves the notes and moves a copy with Alt, and leaves the grid with Shift", async () => {
    const opened = await openRoll()
    drag(rollElement(), [at(1200, 69), at(1680, 69), at(1680, 74)], { altKey: true })
    expect(noteOf(opened, "m2")).toMatchObject({ startTicks: 960, pitch: 69 })
    expect(added(opened)).toMatchObject([{ startTicks: 1440, pitch: 74, lengthTicks: 940 }])
    drag(rollElement(), [at(300, 62), at(330, 62), at(370, 62)], { shiftKey: true })
    const { startTicks } = noteOf(opened, "m0")
    expect(Math.abs(startTicks - 70)).toBeLessThanOrEqual(8)
  })

  test("drags either edge of a note", async () => {
    const opened = await openRoll()
    drag(rollElement(), [at(1885, 69), at(2200, 69), at(2395, 69)])
    expect(noteOf(opened, "m2")).toMatchObject({ startTicks: 960, lengthTicks: 1440 })
    drag(rollElement(), [at(970, 69), at(1100, 69), at(1210, 69)])
    expect(noteOf(opened, "m2")).toMatchObject({ startTicks: 1200, lengthTicks: 1200 })
  })

  test("selects what a box touches", async () => {
    const opened = await openRoll()
    drag(rollElement(), [at(-60, 75), at(2000, 66), at(3000, 66.6)])
    expect(selected(opened)).toEqual(["m2", "m3"])
    drag(rollElement(), [at(8500, 76), at(9000, 73)], { ctrlKey: true })
    expect(selected(opened)).toEqual(["m2", "m3", "m13"])
  })

  test("erases along its way, paints every cell, stamps chords of the key", async () => {
    const opened = await openRoll()
    await press("e")
    drag(rollElement(), [at(100, 62), at(800, 65)])
    expect(opened.clip().notes.some(({ id }) => id === "m0" || id === "m1")).toBe(false)
    await press("b")
    drag(rollElement(), [at(60, 76), at(900, 76)], { ctrlKey: true })
    expect(added(opened).map(({ startTicks }) => startTicks)).toEqual([0, 240, 480, 720])
    await press("c")
    drag(rollElement(), [at(13_500, 70)])
    expect(
      added(opened)
        .slice(4)
        .map(({ pitch }) => pitch),
    ).toEqual([70, 74, 77])
  })

  test("makes a note with a double click, and deletes it with another", async () => {
    const opened = await openRoll()
    const [x, y] = at(7500, 72)
    await roll().dblClick({ position: { x, y } })
    expect(added(opened)).toMatchObject([{ startTicks: 7440, pitch: 72 }])
    await roll().dblClick({ position: { x, y } })
    expect(added(opened)).toEqual([])
  })
})

describe("the keys on the roll", () => {
  test("move, lengthen and mute what is selected", async () => {
    const opened = await openRoll()
    opened.studio.selection.set("note", ["melody/m2"])
    await press("{ArrowRight}{ArrowUp}")
    expect(noteOf(opened, "m2")).toMatchObject({ startTicks: 1200, pitch: 70 })
    await press("{Control>}{ArrowDown}{/Control}{Alt>}{ArrowUp}{/Alt}")
    expect(noteOf(opened, "m2").pitch).toBe(60)
    await press("{Control>}{ArrowRight}{/Control}0")
    expect(noteOf(opened, "m2")).toMatchObject({ lengthTicks: 1180, isMuted: true })
    await press("{Delete}")
    expect(opened.clip().notes).toHaveLength(20)
  })

  test("copy to the playhead, duplicate behind, join to legato", async () => {
    const opened = await openRoll({ positionTicks: 12 * 3840 - 960 })
    opened.studio.selection.set("note", ["melody/m0", "melody/m1"])
    await press("{Control>}cv{/Control}")
    expect(added(opened).map(({ startTicks }) => startTicks)).toEqual([14_400, 15_120])
    opened.studio.selection.set("note", ["melody/m0", "melody/m1"])
    await press("{Control>}d{/Control}")
    expect(added(opened).map(({ startTicks }) => startTicks)).toEqual([960, 1680, 14_400, 15_120])
    await press("{Control>}a{/Control}l")
    expect(noteOf(opened, "m6")).toMatchObject({ lengthTicks: 480 })
  })

  test("walk through the notes in the list, and move one that Enter took", async () => {
    const opened = await openRoll()
    const option = (name: string) => page.getByRole("option", { name })
    ;(page.getByRole("option").first().element() as HTMLElement).focus()
    await press("{ArrowRight}")
    expect(selected(opened)).toEqual(["m1"])
    await expect
      .element(option("F4, bar 9 beat 1 and 720 ticks, 230 ticks, velocity 60"))
      .toHaveFocus()
    await press("{Enter}{ArrowUp}{Enter}{ArrowRight}")
    expect(noteOf(opened, "m1").pitch).toBe(66)
    expect(selected(opened)).toEqual(["m2"])
  })
})

describe("the caret", () => {
  const said = ({ studio }: OpenNotes): string => studio.spoken.words.trim()

  test("writes a melody and a chord without a pointer, and says each note", async () => {
    const opened = await openRoll()
    await press("n")
    await expect.element(page.getByTestId("note-caret")).toHaveFocus()
    expect(said(opened)).toBe("D4, bar 9 beat 1, 700 ticks, velocity 96")
    await press("{End}{Control>}{ArrowUp}{/Control}{ArrowDown}{ArrowDown}")
    expect(said(opened)).toBe("C5, bar 12 beat 4 and 720 ticks, empty")
    await press("{Enter}")
    expect(said(opened)).toBe("Written: C5, bar 12 beat 4 and 720 ticks, 240 ticks, velocity 100")
    await press("{Home}{Shift>}{ArrowRight}{Enter}{/Shift}{ArrowUp}")
    await press("{ArrowUp}{ArrowUp}{ArrowUp}{Enter}")
    expect(added(opened)).toMatchObject([
      { startTicks: 0, lengthTicks: 480, pitch: 72 },
      { startTicks: 0, lengthTicks: 240, pitch: 76 },
      { startTicks: 15_120, lengthTicks: 240, pitch: 72 },
    ])
    expect(opened.studio.project.undoLabel).toBe("Add note")
  })

  test("takes notes in the hand with Enter, then arrows move and lengthen them", async () => {
    const opened = await openRoll()
    opened.studio.selection.set("note", ["melody/m1"])
    await press("n{Enter}")
    expect(said(opened)).toBe("In the hand: 1 note. Arrows move")
    await press("{ArrowUp}{ArrowRight}")
    await expect.poll(() => said(opened)).toBe("Gb4, bar 9 beat 2, 230 ticks, velocity 60")
    await press("{Control>}{ArrowRight}{/Control}{Enter}{ArrowLeft}")
    expect(noteOf(opened, "m1")).toMatchObject({ startTicks: 960, pitch: 66, lengthTicks: 470 })
    expect(said(opened)).toMatch(/beat 1 and 720 ticks, empty$/)
  })

  test("widens with Shift over notes, which it selects and Delete removes", async () => {
    const opened = await openRoll()
    await press("n{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowUp}{ArrowUp}{ArrowUp}{/Shift}")
    expect(selected(opened)).toEqual(["m0", "m1"])
    expect(said(opened)).toBe("2 notes selected")
    await press("{Delete}")
    expect(said(opened)).toBe("2 notes removed")
    expect(opened.clip().notes).toHaveLength(19)
    expect(await violations()).toEqual([])
  })
})

describe("without a clip", () => {
  test("one of the project's is chosen", async () => {
    const opened = await openNotes({ clipId: null })
    expect(await violations()).toEqual([])
    await page.getByRole("button", { name: /Kit, half time/ }).click()
    await expect
      .element(page.getByRole("option", { name: /^Bass Drum 1, bar 9 beat 1,/ }))
      .toBeInTheDocument()
    expect(opened.clip("beat").notes.length).toBeGreaterThan(40)
  })

  test("one is made, with a track that sounds, and taken back in one step", async () => {
    const { studio } = await openNotes({ clipId: null, project: anEmptyProject() })
    await page.getByRole("button", { name: "New clip" }).click()
    await expect.element(roll()).toBeInTheDocument()
    const { trackOrder, clips, devices } = studio.project.project
    expect(trackOrder).toHaveLength(1)
    expect(devices.flat()).toMatchObject([{ kind: "soundfont", role: "instrument" }])
    expect(clips.flat()).toMatchObject([{ kind: "notes", lengthTicks: 15_360 }])
    studio.project.undo()
    await expect.element(page.getByText("No notes yet")).toBeVisible()
  })
})

test("the drum grid takes a hit a cell, and names its rows", async () => {
  const opened = await openRoll({ clipId: "beat" })
  await expect.poll(() => page.getByRole("button", { name: "Chords" }).query()).toBeNull()
  await press("b")
  const { width } = rollElement().getBoundingClientRect()
  const before = opened.clip().notes.length
  // The middle of the clip is the first cell of its third bar.
  drag(rollElement(), [[148 + (width - 148) * 0.5 + 3, 100]])
  const fresh = opened.clip().notes.filter(({ id }) => !/^d\d+-\d+$/.test(id))
  expect(opened.clip().notes).toHaveLength(before + 1)
  expect(fresh).toMatchObject([{ startTicks: 7680, lengthTicks: 240 }])
  expect(opened.played).toEqual([
    [fresh[0]!.pitch, 100],
    [fresh[0]!.pitch, 0],
  ])
})

test("a note drawn behind the clip's end takes the clip with it to the bar", async () => {
  const opened = await openRoll()
  await press("b")
  drag(rollElement(), [at(15_400, 72)])
  expect(opened.clip()).toMatchObject({ lengthTicks: 19_200 })
  expect(added(opened)).toMatchObject([{ startTicks: 15_360 }])
  opened.studio.project.undo()
  expect(opened.clip()).toMatchObject({ lengthTicks: 15_360 })
})

test("breaks no rule of accessibility", async () => {
  await openRoll()
  expect(await violations()).toEqual([])
})

describe("the menu of the roll", () => {
  const entry = (name: RegExp) => page.getByRole("menuitem", { name })
  function ask([x, y]: readonly [x: number, y: number]): void {
    const box = rollElement().getBoundingClientRect()
    const about = { bubbles: true, cancelable: true, button: 2, pointerType: "mouse" }
    const place = { clientX: box.left + x, clientY: box.top + y }
    rollElement().dispatchEvent(new PointerEvent("contextmenu", { ...about, ...place }))
  }

  test("is about the note under the pointer, which it selects, with the keys of each entry", async () => {
    const opened = await openRoll()
    ask(at(1200, 69))
    await expect.element(entry(/^Duplicate/)).toBeVisible()
    expect(selected(opened)).toEqual(["m2"])
    expect(entry(/^Duplicate/).element().textContent).toMatch(/Ctrl\s*D/)
    await entry(/^Up an octave/).click()
    expect(noteOf(opened, "m2").pitch).toBe(81)
    expect(opened.studio.project.entries).toHaveLength(1)
  })

  test("is about all that is selected where one of them lies under it", async () => {
    const opened = await openRoll()
    opened.studio.selection.set("note", ["melody/m0", "melody/m2"])
    ask(at(1200, 69))
    await entry(/^(Delete|Remove)/).click()
    expect(opened.clip().notes.some(({ id }) => id === "m0" || id === "m2")).toBe(false)
    opened.studio.project.undo()
    expect(noteOf(opened, "m0")).toBeDefined()
  })

  test("beside all notes keeps what is selected, and what cannot be done is off", async () => {
    const opened = await openRoll()
    ask(at(7440, 72))
    await expect.element(entry(/^Select all notes/)).toBeVisible()
    expect(selected(opened)).toEqual([])
    await expect.element(entry(/^Cut/)).toHaveAttribute("aria-disabled", "true")
    await entry(/^Select all notes/).click()
    expect(selected(opened)).toHaveLength(opened.clip().notes.length)
  })
})
