/** What a model proposes on the roll: asked for, heard in the piece, turned, kept as one step or dropped. */
import { beforeEach, expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import { StudioError, type Candidate } from "#shared/contract/index.ts"
import { entitiesOf } from "#shared/project/index.ts"
import { fakeDuet } from "../../support/fake-duet.ts"
import { aModel, fakeTraining } from "../../support/fake-training.ts"
import { openNotes, type NotesOptions } from "../support/open-notes.ts"
import { violations } from "../support/open-studio.ts"

beforeEach(() => page.viewport(1440, 900))

const MELODY_BARS = [8 * 3840, 12 * 3840] as const
const candidate = (index: number): Candidate => ({
  ...{ index, seed: 40 + index },
  piece: {
    notes: [
      { startBeats: index, lengthBeats: 1, pitch: 80 + index, velocity: 90, program: 0 },
      { startBeats: 3, lengthBeats: 4, pitch: 60, velocity: 90, program: 0 },
    ],
    ...{ tempos: [], meters: [] },
  },
})
const CANDIDATES = [0, 1, 2].map(candidate)

async function openAsked(options: NotesOptions = {}) {
  const models = ["base", "duet"].map((id) => {
    const model = aModel({ id, name: id === "base" ? "Base" : "Duet" })
    return { ...model, card: { ...model.card, language: "notes" as const } }
  })
  const written: unknown[] = []
  const overrides = {
    ...{ ...fakeTraining({ models }).handlers, ...fakeDuet() },
    "duet.infill": () => CANDIDATES,
    "projects.append": (steps: unknown) => void written.push(steps),
    ...options.overrides,
  }
  const opened = await openNotes({ ...options, overrides })
  opened.studio.training.open()
  await expect.poll(() => opened.studio.training.models.length).toBe(2)
  return { ...opened, written }
}
const ask = (): Promise<void> => userEvent.keyboard("{Control>}{Shift>}i{/Shift}{/Control}")
const bar = () => page.getByTestId("suggestion")

test("the bars of the selected notes are rewritten: ghosts are turned by the arrows, and nothing is in the piece before Enter", async () => {
  const { studio, clip, written } = await openAsked()
  const before = studio.project.project
  studio.selection.set("note", ["melody/m8"])
  await ask()
  await expect.element(page.getByTestId("suggestion-at")).toHaveTextContent("1 of 3")
  await expect.element(bar()).toMatchTextContent(/Bar 10.*Base.*seed 40/)
  expect(await violations()).toEqual([])
  const second = () => clip().notes.filter(({ startTicks: at }) => at >= 3840 && at < 7680)
  expect(second().map(({ pitch }) => pitch)).toEqual([80, 60])
  await userEvent.keyboard("{ArrowDown}")
  await expect.element(bar()).toMatchTextContent(/2 of 3.*seed 41/)
  expect(second()).toMatchObject([{ startTicks: 4800, pitch: 81 }, { lengthTicks: 960 }])
  await userEvent.keyboard("{ArrowUp}{ArrowUp}")
  await expect.element(bar()).toMatchTextContent(/3 of 3/)
  expect([written, studio.project.canUndo]).toEqual([[], false])
  await userEvent.keyboard("{Escape}")
  await expect.element(bar()).not.toBeInTheDocument()
  expect(studio.project.project).toEqual(before)

  await ask()
  await expect.element(page.getByTestId("suggestion-at")).toHaveTextContent("1 of 3")
  await userEvent.keyboard("{Enter}")
  await expect.element(bar()).not.toBeInTheDocument()
  expect(studio.project.undoLabel).toBe("Rewrite bar 10")
  expect(clip().madeBy).toMatchObject({
    ...{ model: "Base", seed: 40, settings: { from: "rewrite", bars: "bar 10" } },
  })
  expect(studio.selection.of("note")).toHaveLength(2)
  studio.project.undo()
  expect(studio.project.project).toEqual(before)
})

test("a clip is gone on from behind its end, with a clip that says what made it and from what", async () => {
  const { studio } = await openAsked()
  studio.commands.run("notes.continue")
  await expect.element(page.getByTestId("suggestion-at")).toHaveTextContent("1 of 3")
  await page.getByRole("button", { name: "Keep Enter" }).click()
  const made = entitiesOf(studio.project.project.clips).filter(({ madeBy }) => madeBy)
  expect(made).toMatchObject([
    { startTicks: MELODY_BARS[1], madeBy: { model: "Duet", promptClipId: "melody" } },
  ])
  // It is what is shown now.
  await expect.element(page.getByLabelText(/^Clip: .*continued/)).toBeVisible()
})

test("a suggestion that nobody answered is there again after a restart, on its clip", async () => {
  const { studio } = await openAsked()
  await ask()
  await expect.element(page.getByTestId("suggestion-at")).toHaveTextContent("1 of 3")
  const safeParse = (data: unknown) => ({ success: true, data })
  const kept: unknown = studio.preferences.read("notes.suggestion", { safeParse } as never, null)
  document.body.replaceChildren()
  const again = await openAsked({ clipId: null, preferences: { "notes.suggestion": kept } })
  await expect.element(bar()).toMatchTextContent(/1 of 3.*seed 40/)
  await userEvent.keyboard("{Enter}")
  expect(again.clip("melody").madeBy).toMatchObject({ seed: 40 })
})

test("the candidate that was looked at last is there again when the view is shown again", async () => {
  const { studio } = await openAsked()
  await ask()
  await expect.element(page.getByTestId("suggestion-at")).toHaveTextContent("1 of 3")
  await userEvent.keyboard("{ArrowDown}")
  await expect.element(bar()).toMatchTextContent(/2 of 3.*seed 41/)
  const safeParse = (data: unknown) => ({ success: true, data })
  const kept: unknown = studio.preferences.read("notes.suggestion", { safeParse } as never, null)
  document.body.replaceChildren()
  const again = await openAsked({ clipId: null, preferences: { "notes.suggestion": kept } })
  await expect.element(bar()).toMatchTextContent(/2 of 3.*seed 41/)
  await userEvent.keyboard("{Enter}")
  expect(again.clip("melody").madeBy).toMatchObject({ seed: 41 })
})

test("where a clip begins within a bar, it is said that the bar is written only as far as the clip goes", async () => {
  const { studio, clip } = await openAsked()
  const edges = [{ clipId: "melody", startTicks: MELODY_BARS[0] + 1920 }]
  studio.project.run("clip.resize", { edges })
  studio.selection.set("note", ["melody/m2"])
  await ask()
  await expect.element(bar()).toMatchTextContent(/Bar 9, as far as the clip goes/)
  await userEvent.keyboard("{Enter}")
  // Of the bar's notes only those that the clip has.
  const written = clip().notes.filter(({ startTicks: at }) => at < 3840)
  expect(written.map(({ pitch }) => pitch)).not.toContain(80)
  expect(written.map(({ pitch }) => pitch)).toContain(60)
})

test("a model that cannot is told of in plain words, the clip being as it was; and one that thinks is stopped", async () => {
  let asked = 0
  const { studio } = await openAsked({
    overrides: {
      "duet.infill"(_input, { signal }) {
        if (asked++ === 0) throw new StudioError("unreadable", "weights")
        return new Promise((_, reject) =>
          signal.addEventListener("abort", () => reject(new StudioError("cancelled", "Cancelled"))),
        )
      },
    },
  })
  const before = studio.project.project
  await ask()
  await expect
    .element(page.getByRole("alert"))
    .toHaveTextContent("This model is damaged. The clip is as it was. Choose another one.")
  await ask()
  await expect.element(page.getByRole("progressbar", { name: "Writing" })).toBeVisible()
  await userEvent.keyboard("{Escape}")
  await expect.element(bar()).not.toBeInTheDocument()
  expect(studio.project.project).toBe(before)
})
