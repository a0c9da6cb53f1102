import { beforeAll, beforeEach, expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import {
  fail,
  type Job,
  type KeptTake,
  type ScratchRig,
  type Song,
} from "#shared/contract/index.ts"
import { clipsOf, entitiesOf, entityOf } from "#shared/project/index.ts"
import { GESTURE_TYPE } from "../../../src-renderer/session/index.ts"
import {
  anArchive,
  anArchiveView,
  fakeScratch,
  type FakeScratch,
} from "../../support/fake-scratch.ts"
import type { FakeOptions } from "../../support/fake-engine.ts"
import { aSong } from "../../support/synthetic-song.ts"
import { aJob } from "../support/library.ts"
import { openStudio, press, violations, type OpenStudio } from "../support/open-studio.ts"

// The view is fetched when it is first opened: once for all tests.
beforeAll(() => import("../../../src-renderer/features/scratch/index.ts"), 60_000)
beforeEach(async () => {
  await page.viewport(1440, 900)
})

interface OpenScratch extends OpenStudio {
  scratch: FakeScratch
}

function withArchive(filled = 0.6, rigs: ScratchRig[] = []): FakeScratch {
  const archive = anArchive()
  return fakeScratch([archive], [anArchiveView(archive, filled)], rigs)
}

async function openScratch(
  scratch = withArchive(),
  { overrides, ...options }: FakeOptions = {},
): Promise<OpenScratch> {
  const opened = await openStudio({ ...options, overrides: { ...scratch.handlers, ...overrides } })
  opened.studio.navigation.go("scratch")
  return { ...opened, scratch }
}

/** The computed sample, as it lies in the library once it was needed. */
function aSample(): Song {
  const song = aSong({ id: "sample", title: "Scratch sample" })
  return { ...song, parts: song.parts.map((part) => ({ ...part, mediaHash: "a".repeat(64) })) }
}

const map = () => page.getByTestId("archive")
const rows = (name: string) => page.getByRole("region", { name }).getByTestId("gesture-row")

async function walkTo(keys: string): Promise<void> {
  await expect.element(map()).toBeVisible()
  ;(map().element() as HTMLElement).focus()
  await press(keys)
}

test("keys walk the map: a find is read and heard, Enter keeps it, and undo takes it back", async () => {
  const { studio } = await openScratch()
  await walkTo("{Home}")
  await expect.element(page.getByTestId("reading")).toBeVisible()
  await expect.element(page.getByRole("gridcell")).toHaveAccessibleName(/quality \.9/)
  await expect.element(page.getByText("Beside its controls")).toBeVisible()
  expect(await violations()).toEqual([])
  await expect.element(page.getByTestId("archive-head")).toMatchTextContent(/705\s*kinds in 59 %/)
  await press("{Enter}")
  await expect.element(page.getByText(/is in the library/)).toBeVisible()
  await expect.poll(() => studio.history.canUndo).toBe(true)
  await userEvent.keyboard("{Control>}z{/Control}")
  await expect.poll(() => rows("Discovered").elements().length).toBe(0)
  await expect.element(page.getByText(/is in the library/)).not.toBeInTheDocument()
  await press("{Enter}{Enter}")
  await expect.element(page.getByText(/is in the library already/)).toBeVisible()
  expect(rows("Discovered").elements()).toHaveLength(1)
})

test("arrows go over empty cells, where nothing is selected, and page keys from find to find", async () => {
  await openScratch(withArchive(0.02))
  await walkTo("{Home}")
  await expect.element(page.getByTestId("reading")).toBeVisible()
  const name = (): string => page.getByRole("gridcell").element().textContent.trim()
  const first = name()
  await press("{PageDown}")
  await expect.poll(name).not.toBe(first)
  await press("{PageUp}")
  await expect.poll(name).toBe(first)
  for (let i = 0; i < 14 && !name().includes("nothing"); i++) await press("{ArrowDown}{ArrowLeft}")
  expect(name()).toMatch(/nothing found yet$/)
  await expect.element(page.getByTestId("reading")).not.toBeInTheDocument()
})

test("a discovery runs with the settings that are shown, grows live, says how long it takes, and stops", async () => {
  const { fake, scratch } = await openScratch(fakeScratch())
  await expect.element(page.getByText("Let a machine find how to scratch")).toBeVisible()
  await expect.element(page.getByTestId("budget-time")).toMatchTextContent(/measured as soon/)
  await page.getByRole("slider", { name: "Variety" }).fill("1.5")
  await page.getByRole("slider", { name: "Reaction" }).fill("200")
  await page.getByRole("button", { name: /^Gestures to try/ }).click()
  await userEvent.keyboard("{Control>}a{/Control}20k{Enter}")
  expect(await violations()).toEqual([])

  await page.getByRole("button", { name: "Start a discovery" }).first().click()
  await expect.element(page.getByTestId("archive-head")).toBeVisible()
  expect(scratch.asked).toMatchObject([
    { evaluations: 20_000, reward: { variety: 1.5, rhythm: 1 }, limits: { reactionMs: 200 } },
  ])
  const job = aJob({ id: "discovery" as Job["id"], kind: "scratch/discover", stage: "searching" })
  fake.setJobs([job])
  const [found] = scratch.archives
  scratch.show(anArchiveView({ ...found!, evaluations: 4000 }, 0.2))
  await expect.poll(() => map().element().getAttribute("data-cells")).toBe("78")
  await new Promise((resolve) => setTimeout(resolve, 1600))
  scratch.show(anArchiveView({ ...found!, evaluations: 8000 }, 0.3))
  await expect.poll(() => map().element().getAttribute("data-cells")).toBe("118")
  await expect.element(page.getByTestId("budget-time")).toMatchTextContent(/^About \d+ s: the last/)
  await expect.element(page.getByTestId("discovery-progress")).toMatchTextContent(/62 %/)

  await page.getByRole("button", { name: "Stop, keep what is found" }).click()
  expect(fake.calls.map(({ name }) => name)).toContain("jobs.cancel")
})

test("what cannot be searched for is said in words, and nothing is lost", async () => {
  await openScratch(fakeScratch(), {
    overrides: {
      "scratch.discover": () => fail("disk-full", "The disk is full. Nothing was begun."),
    },
  })
  await page.getByRole("button", { name: "Start a discovery" }).first().click()
  await expect.element(page.getByRole("alert")).toMatchTextContent(/^The disk is full/)
  await expect.element(page.getByText("Let a machine find how to scratch")).toBeVisible()
})

test("a find that is dropped on the timeline is an editable gesture there that says who found it", async () => {
  const song = aSample()
  const { studio } = await openScratch(withArchive(), { songs: [song] })
  await walkTo("{Home}")
  await expect.element(page.getByTestId("reading")).toBeVisible()
  const data = new DataTransfer()
  const drag = { bubbles: true, cancelable: true, dataTransfer: data }
  const box = map().element().getBoundingClientRect()
  const at = { clientX: box.left + box.width * 0.42, clientY: box.top + box.height * 0.6 }
  map()
    .element()
    .dispatchEvent(new DragEvent("dragstart", { ...drag, ...at }))
  expect(data.types).toContain(GESTURE_TYPE)

  studio.navigation.go("timeline")
  const lanes = page.getByTestId("timeline-lanes")
  await expect.element(lanes).toBeVisible()
  const place = lanes.element().getBoundingClientRect()
  const over = { ...drag, clientX: place.left + 200, clientY: place.top + 120 }
  lanes.element().dispatchEvent(new DragEvent("drop", over))
  await expect.poll(() => entitiesOf(studio.project.project.clips).length).toBe(1)
  const [clip] = entitiesOf(studio.project.project.clips)
  expect(clip).toMatchObject({
    ...{ kind: "gesture", content: { kind: "drawn" } },
    madeBy: { model: "Shipped archive", seed: 1, settings: { from: "archive", bpm: 95 } },
  })
  expect(entityOf(studio.project.project.tracks, clip!.trackId)?.kind).toBe("gesture")
  studio.project.undo()
  expect(entitiesOf(studio.project.project.clips)).toEqual([])
})

test("the selected gesture goes to the playhead by a key, at the song's tempo, and to the deck by another", async () => {
  const song = aSample()
  const { studio, fake } = await openScratch(withArchive(), { songs: [song] })
  await rows("Techniques").first().click()
  await expect.element(page.getByTestId("reading")).toHaveTextContent("Baby")
  await page.getByRole("button", { name: "More of this gesture" }).click()
  await page.getByRole("menuitem", { name: "Export the staff …" }).click()
  await expect.element(page.getByText("Wrote saved")).toBeVisible()
  await userEvent.keyboard("{Control>}j{/Control}")
  await expect.poll(() => studio.navigation.view).toBe("timeline")
  const { project } = studio.project
  const [trackId] = project.trackOrder
  const [clip] = clipsOf(project, trackId!)
  expect(clip).toMatchObject({ kind: "gesture", name: "Baby" })
  expect(clip?.madeBy).toBeUndefined()

  studio.navigation.go("scratch")
  await expect.element(page.getByRole("button", { name: "To deck" })).toBeVisible()
  await page.getByRole("button", { name: "To deck" }).click()
  await expect.poll(() => studio.navigation.view).toBe("deck")
  await expect.element(page.getByTestId("takes")).toMatchTextContent(/Baby/)
  expect(fake.calls.map(({ name }) => name)).toContain("gestures.played")
})

test("practice is heard day by day, and says how it reads", async () => {
  await openScratch()
  const day = page.getByRole("slider", { name: "Practice day" })
  await expect.element(day).toHaveValue("30")
  await expect.element(page.getByTestId("practice")).toMatchTextContent(/Chirp/)
  await day.fill("3")
  await expect.element(page.getByText("Day 3", { exact: true }).first()).toBeVisible()
  await expect.element(page.getByTestId("reading")).toHaveTextContent("Unsure")
})

test("gestures are searched by name, techniques fold away, arrows move", async () => {
  await openScratch()
  await expect.poll(() => rows("Techniques").elements().length).toBe(20)
  await press("/")
  await userEvent.keyboard("flare")
  await expect
    .poll(() =>
      rows("Techniques")
        .elements()
        .map((row) => row.querySelector(".name")?.textContent),
    )
    .toEqual(["1-click flare", "2-click flare", "3-click flare", "Original flare"])
  ;(rows("Techniques").first().element() as HTMLElement).focus()
  await press("{ArrowDown}")
  await expect.element(page.getByRole("heading", { name: /2-click flare/ })).toBeVisible()
  await page.getByRole("button", { name: /^Techniques/ }).click()
  await expect.poll(() => rows("Techniques").elements().length).toBe(0)
})

const aRig = (): ScratchRig => ({
  ...{ id: "rig" as ScratchRig["id"], name: "Bedroom", createdAt: Date.now() },
  facts: [
    { name: "Cut-in", value: "1.4 mm" },
    { name: "Fader delay", value: "3.1 ms" },
  ],
  figures: [
    { model: "physics and residual", spectral: 0.61, logSpectralDb: 5.2, onsetF1: 0.94 },
    { model: "physics", spectral: 0.72, logSpectralDb: 6.1, onsetF1: 0.95 },
    { model: "uncalibrated deck", spectral: 1.08, logSpectralDb: 8.4, onsetF1: 0.81 },
    { model: "silence", spectral: 3.2, logSpectralDb: 41, onsetF1: 0 },
  ],
})

test("the page of sound shows every baseline with the best in each column, and why a way cannot be heard", async () => {
  await openScratch(withArchive(0.6, [aRig()]))
  await expect.element(page.getByText("Techniques")).toBeVisible()
  await press("s")
  const table = page.getByTestId("rig-figures")
  await expect.element(table).toBeVisible()
  const best = [...table.element().querySelectorAll(".best")].map((cell) => cell.textContent.trim())
  expect(best).toEqual(["0.61, best", "5.20, best", ".95, best"])
  expect(table.element().querySelectorAll("tbody tr")).toHaveLength(4)
  await expect.element(page.getByRole("button", { name: "Simulated" })).toBeDisabled()
  await rows("Techniques").first().click()
  await expect.element(page.getByRole("button", { name: "Simulated" })).toBeEnabled()
  await expect.element(page.getByRole("button", { name: "Learned" })).toBeEnabled()
  await expect.element(page.getByRole("button", { name: "Recorded" })).toBeDisabled()
  expect(await violations()).toEqual([])
})

const aTake = (id: string, mayTrain: boolean): KeptTake => ({
  ...{ id: id as KeptTake["id"], title: id, createdAt: 0, seconds: 4, partId: null, mayTrain },
  ...{ session: "", tags: [], notes: "", beats: null, isEdited: false },
})

test("a rig is fitted only to takes whose player let models learn from them", async () => {
  const asked: unknown[] = []
  const songs = [aSong({ title: "Recording" }), aSong({ title: "Ahh" })]
  const { fake } = await openScratch(fakeScratch(), {
    songs,
    overrides: {
      "gestures.takes": () => [aTake("Free", true), aTake("Closed", false)],
      "scratch.fitRig": (input) => {
        asked.push(input)
        return { rigId: "rig" as ScratchRig["id"], jobId: "fit" as Job["id"] }
      },
    },
  })
  await expect.element(page.getByText("Techniques")).toBeVisible()
  await press("s")
  await expect.element(page.getByText("Let it learn how your rig sounds")).toBeVisible()
  await expect.element(page.getByText(/1 take is left out/)).toBeVisible()
  await expect.element(page.getByRole("button", { name: "Fit a rig" })).toBeDisabled()
  await page.getByLabelText(/^Recording of Free/).click()
  await page.getByRole("option", { name: "Recording" }).click()
  await page.getByLabelText(/^Record of Free/).click()
  await page.getByRole("option", { name: "Ahh" }).click()
  await page.getByRole("button", { name: "Fit to 1 take" }).click()
  expect(asked).toMatchObject([
    {
      name: "My rig",
      takes: [
        { takeId: "Free", recordingId: songs[0]!.parts[0]!.id, recordId: songs[1]!.parts[0]!.id },
      ],
    },
  ])

  const job = aJob({ id: "fit" as Job["id"], kind: "scratch/fit", stage: "fitting the deck" })
  fake.setJobs([job])
  const progress = page.getByTestId("fit-progress")
  await expect.element(progress).toMatchTextContent(/62 %.*about 15 s left.*fitting the deck/)
  const foot = progress.element().getBoundingClientRect()
  expect(foot.right).toBeLessThanOrEqual(window.innerWidth)
  await page.getByRole("button", { name: "Stop", exact: true }).click()
  expect(fake.calls.map(({ name }) => name)).toContain("jobs.cancel")
  const error = { code: "invalid-input", message: "Free is silent" } as const
  fake.setJobs([{ ...job, state: "failed", error }])
  await expect.element(page.getByRole("alert")).toMatchTextContent("Free is silent.")
})
