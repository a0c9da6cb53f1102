/** The models of a duet: which are offered, what is said of them, and what they expect. */
import { beforeAll, beforeEach, expect, test } from "vitest"
import { page } from "vitest/browser"
import { StudioError } from "#shared/contract/index.ts"
import { fakeDuet } from "../../support/fake-duet.ts"
import { press } from "../support/open-studio.ts"
import { cableOf, notesModel, openDuet, rest, turn } from "../support/open-duet.ts"

beforeAll(() => import("../../../src-renderer/features/duet/index.ts"), 60_000)
beforeEach(async () => {
  await page.viewport(1440, 900)
})

test("without a model the hand still sounds, its call is kept, and the view says why", async () => {
  const opened = await openDuet({}, [])
  const cable = cableOf(opened)
  await expect
    .element(page.getByRole("alert"))
    .toMatchTextContent(/There is no model of notes here/)
  cable.send("Keys", 0x90, 62, 90)
  // Pulled out with the key down: it is let go, and the phrase ends.
  cable.plug()
  await expect.poll(() => page.getByTestId("exchange").elements().length).toBe(1)
  await expect.element(page.getByTestId("phrase")).toMatchTextContent(/1 note/)
})

test("modes, another answer and stars are under the hand, and a model of another language is told of", async () => {
  const opened = await openDuet()
  const cable = cableOf(opened)
  await press("{Alt>}3{/Alt}")
  await expect.element(page.getByRole("radio", { name: "Imitate" })).toBeChecked()
  cable.send("Keys", 0x90, 62, 90)
  await rest(900)
  cable.send("Keys", 0x80, 62, 0)
  await press("{Enter}")
  await expect.element(turn()).toHaveAttribute("data-who", "partner")
  await press("r")
  await expect.poll(() => page.getByTestId("exchange").elements().length).toBe(2)
  await press("b")
  // Another answer is heard alone: it says so, and is stopped as any.
  await expect.element(page.getByTestId("partner")).toHaveTextContent("Answering")
  await press("{Escape}")
  await expect.element(page.getByTestId("partner")).toHaveTextContent("Listening")
  await expect
    .element(page.getByTestId("exchange").first().getByLabelText("Take the star away"))
    .toBeVisible()
})

test("a model that learnt drums alone is not offered for a duet", async () => {
  const drums = notesModel("drums", "Drums")
  const own = notesModel("own", "My drums")
  const learntFrom = drums.card.learntFrom.map((each) => ({ ...each, name: "groove" }))
  await openDuet({}, [
    notesModel("duet", "Duet"),
    notesModel("base", "Base"),
    { ...drums, card: { ...drums.card, learntFrom } },
    { ...own, card: { ...own.card, plays: "drums" } },
  ])
  await page.getByTestId("duet").getByRole("button", { name: "Change" }).click()
  await expect.element(page.getByRole("menuitem", { name: "Base" })).toBeVisible()
  for (const name of ["Drums", "My drums"])
    await expect.element(page.getByRole("menuitem", { name })).not.toBeInTheDocument()
})

test("a model that cannot answer is told of in plain words", async () => {
  const problem = new StudioError("invalid-input", "Bach speaks chorales")
  await openDuet({ "duet.open": () => Promise.reject(problem) })
  await expect
    .element(page.getByRole("alert"))
    .toMatchTextContent(
      /Bach speaks chorales\. What you play still sounds and is kept\. Choose another model\./,
    )
})

test("what it expects next is of the model that plays: another one that cannot hear expects nothing", async () => {
  const { ["duet.hear"]: hear } = fakeDuet()
  const opened = await openDuet(
    {
      "duet.hear": (input, context) =>
        input.partner.modelId === "broken"
          ? Promise.reject(new StudioError("unreadable", "Broken is damaged"))
          : hear(input, context),
    },
    [notesModel("duet", "Duet"), notesModel("broken", "Broken")],
  )
  const cable = cableOf(opened)
  const play = (pitch: number): void => {
    cable.send("Keys", 0x90, pitch, 90)
    cable.send("Keys", 0x80, pitch, 0)
  }
  const duet = page.getByTestId("duet")
  play(62)
  await expect.element(page.getByTestId("expects")).toMatchTextContent(/D: 100 %/)
  await expect.element(duet).toMatchTextContent(/after D4/)
  await duet.getByRole("button", { name: "Change" }).click()
  await page.getByRole("menuitem", { name: "Broken" }).click()
  await expect.element(page.getByTestId("expects")).toMatchTextContent(/D: 0 %/)
  play(69)
  await rest(300)
  await expect.element(duet).not.toMatchTextContent(/after /)
  await expect.element(page.getByTestId("expects")).not.toMatchTextContent(/[1-9]\d* %/)
})

test("how a model learned is told by plain names, and closed by a button", async () => {
  const model = notesModel("duet", "Duet")
  const [own] = model.card.learntFrom
  const learntFrom = ["chopin", "jsb-chorales"].map((name) => ({ ...own!, name }))
  const results = model.card.results.map((each) => ({
    ...each,
    baselines: [
      { name: "repeat", nll: 13.77 },
      { name: "5-gram", nll: 8.41 },
      { name: "5-gram of notes", nll: 5.24 },
    ],
  }))
  await openDuet({}, [{ ...model, card: { ...model.card, learntFrom, results } }])
  await page.getByTestId("duet").getByRole("button", { name: "Change" }).click()
  await page.getByRole("menuitem", { name: "How it learned …" }).click()
  const dialog = page.getByRole("dialog")
  for (const words of [
    /Chopin’s first editions \(86 pieces\), chorales of J\. S\. Bach/,
    /Repeating the bar before\s*13\.77/,
    /5-gram of words\s*8\.41/,
    /it is 2\.90 nats under 5-gram of notes/,
  ])
    await expect.element(dialog).toMatchTextContent(words)
  await dialog.getByRole("button", { name: "Close" }).click()
  await expect.element(dialog).not.toBeInTheDocument()
})
