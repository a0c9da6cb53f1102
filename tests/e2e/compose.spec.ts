/** A newcomer writes a song of four tracks by mouse and keyboard, from an empty project to its export, and never loses it. */
import { expect, test } from "@playwright/test"
import { execFileSync } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { strFromU8, unzipSync } from "fflate"
import { Composer } from "./support/composer.ts"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"
import { chooseToSave, documentIn, slipmat } from "./support/project-disk.ts"
import { writeSong } from "./support/song.ts"

const SCHEMAS = join(
  process.env["SLIPMAT_DATA"] ?? join(import.meta.dirname, "../../../shared/data"),
  "dawproject",
)
let home: string
let studio: LaunchedStudio
let hand: Composer
let empty: unknown
let song: unknown
let steps = 0

test.describe.configure({ mode: "serial" })

async function open(): Promise<void> {
  studio = await launchStudio({ home, size: { width: 1280, height: 800 } })
  hand = new Composer(studio.window)
  await studio.window.getByTestId("engine-state").waitFor()
}

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "slipmat-compose-"))
  await writeSong(join(home, "Voice.wav"), { seconds: 8 })
  await open()
})
test.afterAll(async () => {
  await studio.close()
  await rm(home, { recursive: true, force: true })
})

test("four tracks: instruments from the menu, a recording dropped from the desktop", async () => {
  await hand.goTo("Timeline")
  await expect(hand.page.getByText("This piece has no tracks yet.")).toBeVisible()
  empty = documentIn(home)
  await hand.choose(hand.button("Add a track"), "Piano", "Electric Piano 1")
  await hand.addTrack("Bass", "Electric Bass (finger)")
  await hand.addTrack("Drums")
  await hand.drop([join(home, "Voice.wav")], await hand.lane(2, 3))
  await expect(hand.heads()).toHaveCount(4, { timeout: 30_000 })
  await expect(hand.heads().last()).toContainText("Voice")
})

test("other sounds for them", async () => {
  await hand.heads().nth(0).getByText("Electric Piano 1").click()
  await hand.choose(hand.button("Sound: Electric Piano 1"), "Piano", "Acoustic Grand Piano")
  await expect(hand.heads().nth(0)).toContainText("Acoustic Grand Piano")
  await hand.heads().nth(2).getByText("Drums").click()
  await hand.choose(hand.button("Sound: Slipmat Kit"), "Jazz kit")
  await expect(hand.button("Sound: Jazz kit")).toBeVisible()
})

for (const [row, count] of [4, 3, 5].entries())
  test(`${count} notes drawn on track ${row + 1}`, async () => {
    await hand.goTo("Timeline")
    const at = await hand.lane(1.5, row)
    await hand.doubleClick(at)
    await hand.doubleClick(at)
    await hand.button("Draw").click()
    const roll = (await hand.page.getByTestId("roll").boundingBox())!
    const [left, top] = [roll.x + 170, roll.y + roll.height / 2]
    for (let i = 0; i < count; i++) {
      const from = { x: left + i * 110, y: top - i * 20 }
      await hand.drag(from, { x: from.x + 60, y: from.y })
    }
    await expect(hand.page.getByTestId("note-list").getByRole("option")).toHaveCount(count)
  })

test("clips are copied, moved, looped and split on the timeline", async () => {
  await hand.goTo("Timeline")
  const clips = (): number => clipsOf(documentIn(home)).length
  await hand.drag(await hand.lane(1.5, 0), await hand.lane(3.5, 0), "Alt")
  await expect.poll(clips).toBe(5)
  await hand.drag(await hand.lane(3.5, 0), await hand.lane(5.5, 0))
  await expect
    .poll(() => clipsOf(documentIn(home)).map(({ startTicks }) => startTicks))
    .toContain(4 * 3840)
  await hand.click(await hand.lane(1.5, 1))
  await hand.page.getByRole("switch", { name: "Loop" }).click()
  await hand.drag(await hand.lane(1.98, 1), await hand.lane(5, 1))
  await expect
    .poll(() => clipsOf(documentIn(home)).some((clip) => clip.loop && clip.lengthTicks > 3840))
    .toBe(true)
  await hand.button("Split").click()
  await hand.click(await hand.lane(3, 3))
  await hand.button("Select").click()
  await expect.poll(clips).toBe(6)
})

test("the mix: a bus to send to, faders, pan, an effect on a chain", async () => {
  await hand.goTo("Mixer")
  await hand.pull("Level of Acoustic Grand Piano", { x: 0, y: 30 })
  await hand.pull("Pan of Electric Bass (finger)", { x: -20, y: 0 })
  await hand.choose(hand.button("Send from Voice"), "Send to a new bus")
  await hand.pull("Send of Voice to Bus", { x: -15, y: 0 })
  await hand.choose(hand.button("Add a device to Bus"), "Reverb")
  await expect(hand.button("Open Rev, Reverb")).toBeVisible()
})

test("it plays: the position goes on and the meters move", async () => {
  await hand.button("To the start").click()
  await expect(hand.bar()).toHaveText("1.1.000")
  await hand.button("Play").click()
  await expect(hand.bar()).toHaveText(/^[2-6]\./, { timeout: 20_000 })
  const momentary = hand.page.getByTestId("momentary")
  await expect(momentary).toHaveText(/\d/)
  await hand.button("Stop").click()
})

test("everything is undone step by step to the empty project, and done again", async () => {
  await hand.goTo("Timeline")
  song = documentIn(home)
  steps = await hand.stepAll("Undo")
  expect(steps).toBeGreaterThan(24)
  await expect(hand.page.getByText("This piece has no tracks yet.")).toBeVisible()
  await expect.poll(() => documentIn(home)).toEqual(empty)
  expect(await hand.stepAll("Redo")).toBe(steps)
  await expect.poll(() => documentIn(home)).toEqual(song)
})

test("it is saved and exported: the WAV is what the command line renders, the DAWproject valid", async () => {
  const [project, wav] = [join(home, "First Song.slipmat"), join(home, "First Song.wav")]
  await exported("Save the project as …", project)
  await exported("Export as WAV …", wav)
  await exported("Export as MIDI …", join(home, "First Song.mid"))
  await exported("Export as DAWproject …", join(home, "First Song.dawproject"))
  const rendered = join(home, "rendered.wav")
  slipmat(home, ["render", project, "-o", rendered, "--bits", "24", "--rate", "48000"])
  expect(readFileSync(rendered).equals(readFileSync(wav))).toBe(true)
  expect(readFileSync(join(home, "First Song.mid")).toString("latin1", 0, 4)).toBe("MThd")
  const parts = unzipSync(readFileSync(join(home, "First Song.dawproject")))
  if (existsSync(SCHEMAS))
    for (const part of ["Project", "MetaData"] as const) validate(parts, part)
})

test("killed and opened again, the studio has the same piece", async () => {
  studio.app.process().kill("SIGKILL")
  await open()
  await hand.goTo("Timeline")
  await expect(hand.heads()).toHaveCount(5)
  await expect(studio.window.getByTestId("open-song")).toHaveText("First Song")
  expect(documentIn(home, "First Song.slipmat")).toEqual(song)
})

test("nothing broke the content policy or threw on the page", () => {
  expect(studio.pageErrors).toEqual([])
})

interface ClipJson {
  startTicks: number
  lengthTicks: number
  loop?: unknown
}
const clipsOf = (document: unknown): ClipJson[] => (document as { clips: ClipJson[] }).clips

/** By the project's menu and the desktop's dialog. */
async function exported(entry: string, path: string): Promise<void> {
  await chooseToSave(studio, path)
  await hand.choose(hand.page.getByRole("button", { name: /new, open, save, export$/ }), entry)
  const name = path.slice(home.length + 1)
  const said = hand.page.getByTestId("toast").filter({ hasText: `Wrote ${name}` })
  if (!entry.startsWith("Save")) await expect(said).toBeVisible({ timeout: 60_000 })
  await expect.poll(() => existsSync(path)).toBe(true)
}

function validate(parts: Record<string, Uint8Array>, part: "Project" | "MetaData"): void {
  const path = join(home, `${part}.xml`)
  writeFileSync(path, strFromU8(parts[`${part.toLowerCase()}.xml`]!))
  const schema = join(SCHEMAS, `${part}.xsd`)
  execFileSync("xmllint", ["--noout", "--nonet", "--schema", schema, path], { stdio: "pipe" })
}
