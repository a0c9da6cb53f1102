import { expect, test } from "vitest"
import { page } from "vitest/browser"
import type { FoundRecordings, Job, JobId } from "#shared/contract/index.ts"
import { projectToText } from "#shared/project/index.ts"
import { after, anAudioClip, anEmptyProject } from "../support/projects.ts"
import { aSong } from "../support/synthetic-song.ts"
import { openStudio, press, violations } from "./support/open-studio.ts"

const sha256 = "a".repeat(64)
const media = { id: "m", sha256, name: "Voice.wav", seconds: 8, rateHz: 48_000, channels: 1 }
const piece = after(
  anEmptyProject(),
  ["track.add", { id: "voice", kind: "audio", name: "Voice" }],
  ["media.add", { media: [media] }],
  ["clip.add", { clips: [anAudioClip("c", { trackId: "voice", mediaId: "m" })] }],
)
const job = (songId: string): Job => ({
  ...{ id: "job" as JobId, kind: "import/audio", title: "Other.wav", state: "succeeded" },
  ...{ stage: "", fraction: 1, secondsLeft: null, error: null, songId: songId as never },
  ...{ batch: "job", wasThere: false, createdAt: 0, finishedAt: 1 },
})

async function open(found?: FoundRecordings) {
  const preferences = { "app.place": { view: "timeline", songId: null, besideIds: [] } }
  const opened = await openStudio({
    ...{ songs: [aSong({ id: "b", title: "Other" })], preferences },
    document: projectToText(piece),
    ...(found ? { onFind: () => found } : {}),
  })
  await page.getByRole("button", { name: "1 recording is missing" }).click()
  return opened
}

test("a piece whose recording is gone says so, names it, and how much depends on it", async () => {
  await open()
  const dialog = page.getByRole("dialog", { name: "1 recording is missing" })
  await expect.element(dialog.getByText("Voice.wav")).toBeVisible()
  await expect.element(dialog.getByText("1 clip")).toBeVisible()
  expect(await violations()).toEqual([])
})

test("a search that finds nothing says how much it looked through", async () => {
  await open({ searched: 12, found: [] })
  await page.getByRole("button", { name: "Search a folder …" }).click()
  await expect.element(page.getByText("Looked through 12 audio files.")).toBeVisible()
  await expect.element(page.getByText("not found there")).toBeVisible()
})

test("another file in its place is one step, which is undone", async () => {
  const found = [{ id: "m", by: "choice" as const, file: "Other.wav", jobId: "job" as JobId }]
  const { studio, fake } = await open({ searched: 1, found })
  await page.getByRole("button", { name: "Choose file … for Voice.wav" }).click()
  await expect.element(page.getByText("Other.wav, another sound", { exact: false })).toBeVisible()
  fake.setJobs([job("b")])
  await expect
    .element(page.getByRole("heading", { name: "Every recording is there" }))
    .toBeVisible()
  expect(studio.project.undoLabel).toBe("Find recordings again")
  await press("{Escape}")
  studio.project.undo()
  await expect.element(page.getByRole("button", { name: "1 recording is missing" })).toBeVisible()
})

test("what is said of recordings that are missing goes when another project is opened", async () => {
  const { studio } = await open()
  await press("{Escape}")
  await expect.poll(() => studio.toasts.current?.text).toBe("1 recording is missing")
  const document = projectToText(anEmptyProject())
  studio.project.take({
    ...{ id: "next" as never, name: "Next.slipmat", document, recovered: null },
    ...{ isReadOnly: false, isUntitled: false },
  })
  await expect.poll(() => studio.toasts.current).toBeUndefined()
})
