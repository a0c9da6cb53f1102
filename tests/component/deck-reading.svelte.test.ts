import { expect, test } from "vitest"
import { page } from "vitest/browser"
import { JamTaste, type ScratchReading } from "#shared/contract/index.ts"
import { numbersOfGesture, turnsAt } from "#shared/gesture/index.ts"
import { readScratch, techniqueGesture, TECHNIQUES } from "#shared/scratch/index.ts"
import { HeardHand } from "../../src-renderer/features/deck/reading/heard-hand.ts"
import {
  joined,
  LiveReading,
} from "../../src-renderer/features/deck/reading/live-reading.svelte.ts"
import { Practice } from "../../src-renderer/features/deck/practice/practice.svelte.ts"
import type { Studio } from "../../src-renderer/session/index.ts"
import type { Gesture } from "../../src-main/shared/gesture/index.ts"
import { Deck } from "../../src-main/shared/dsp/deck/index.ts"
import { aSong } from "../support/synthetic-song.ts"
import { openStudio, press, songRow, violations } from "./support/open-studio.ts"

/** As the audio thread tells it. @param fromSeconds where the gesture's second 0 is in the hand's clock */
function play(hand: HeardHand, gesture: Gesture, fromSeconds: number): void {
  const { durationSeconds, fader } = gesture
  const record = (at: number): number => turnsAt(gesture, Math.min(durationSeconds, at)) * 1.8
  for (const { timeSeconds, value } of fader) hand.fader(fromSeconds + timeSeconds, value)
  for (let at = 0; at < durationSeconds; at += 0.016) {
    const speed = (record(at + 0.001) - record(Math.max(0, at - 0.001))) / 0.002
    const isMoved = Math.abs(speed) > 0.05
    hand.place({ seconds: fromSeconds + at, positionSeconds: record(at), speed }, isMoved)
  }
}

const flares = techniqueGesture(TECHNIQUES.flare1, { bpm: 120, rounds: 8 })

test("what a hand plays is named, asked for only while it moves", async () => {
  const hand = new HeardHand()
  let asked = 0
  const reading = new LiveReading({
    hand: () => hand,
    grid: () => ({ tempoBpm: 120, firstBeatSeconds: 10, beatsPerBar: 4 }),
    read: (gesture) => {
      asked++
      return Promise.resolve(readScratch(gesture, { openEnd: "high" }))
    },
  })
  await reading.tick()
  expect(asked).toBe(0)
  play(hand, flares, 10)
  await reading.tick()
  expect(reading.label?.technique).toBe("flare1")
  expect(reading.isPlaying).toBe(true)
  expect(reading.timing?.note).toBe("eighth note")
  expect(Math.abs(reading.timing!.ms)).toBeLessThan(6)
  expect(reading.brackets.at(-1)).toMatchObject({ technique: "flare1" })
  await reading.tick()
  expect(asked).toBe(1)
})

test("where nobody answers, nothing is said, and it is not asked again at once", async () => {
  const hand = new HeardHand()
  let asked = 0
  const read = (): Promise<ScratchReading> => {
    asked++
    return Promise.reject(new Error("The engine is away"))
  }
  const reading = new LiveReading({ hand: () => hand, grid: () => null, read })
  for (let i = 0; i < 4; i++) {
    play(hand, flares, 10 + i * 5)
    await reading.tick()
  }
  expect(reading.label).toBeNull()
  expect(asked).toBe(1)
})

test("stretches that were read before stay, up to where the new reading is sure", () => {
  const at = (startSeconds: number, endSeconds: number, technique: "baby" | "chirp") => ({
    ...{ startSeconds, endSeconds, technique, confidence: 1 },
  })
  expect(joined([at(0, 2, "baby")], [at(1, 3, "baby")], 1.5)).toEqual([at(0, 3, "baby")])
  expect(joined([at(0, 2, "baby")], [at(1, 3, "chirp")], 1.5)).toEqual([
    at(0, 1.5, "baby"),
    at(1.5, 3, "chirp"),
  ])
})

test("a round that is played along with its target has its error in milliseconds", () => {
  const hand = new HeardHand()
  let heard = 50
  let playingId: string | null = null
  const practice = new Practice({
    studio: {} as Studio,
    hand: () => hand,
    heardSeconds: () => heard,
    clicker: {
      get playingId() {
        return playingId
      },
      loop: ({ id }) => (playingId = id),
      stop: () => (playingId = null),
      positionBeats: () => ((heard - 50) * 2) % 4,
    },
  })
  practice.setBpm(120)
  practice.start()
  // The first bar is listened to; two are played, 12 ms late.
  const bar = practice.target.gesture
  play(hand, bar, 52.012)
  play(hand, bar, 54.012)
  for (; heard < 57; heard += 0.016) practice.tick()
  expect(practice.rounds.map(({ number }) => number)).toEqual([2, 1])
  for (const { result } of practice.rounds) {
    expect(Math.abs(result.cuts.meanMs! - 12)).toBeLessThan(1)
    expect(Math.abs(result.strokes.meanMs! - 12)).toBeLessThan(4)
  }
  practice.removeOffset(true)
  expect(Math.abs(practice.rounds[0]!.result.cuts.meanMs!)).toBeLessThan(1.5)
  practice.stop()
  expect(playingId).toBeNull()
  practice.start()
  expect(practice.rounds).toHaveLength(2)
  practice.setBpm(110)
  expect(practice.rounds).toHaveLength(0)
})

test("practice is chosen on the Deck, its target is a technique or a take, and it is free of violations", async () => {
  const { studio } = await openStudio({ songs: [aSong({ title: "Night Ferry" })] })
  await expect.element(songRow("Night Ferry")).toBeVisible()
  const { id } = await studio.engine["gestures.begin"]({
    ...{ partId: null, rateHz: 48_000, start: new Deck(48_000).snapshot(), mayTrain: false },
  })
  await studio.engine["gestures.append"]({ takeId: id, frames: 96_000, events: [] })
  await studio.engine["gestures.edit"]({ takeId: id, numbers: numbersOfGesture(flares) })
  await press("{Control>}6{/Control}")
  await expect.element(page.getByTestId("reading")).toBeVisible()
  expect(await violations()).toEqual([])
  await page.getByRole("radio", { name: "Practice" }).click()
  await expect.element(page.getByText(/Start puts a sample on the record/)).toBeVisible()
  await expect
    .element(page.getByTestId("practice").getByRole("button", { name: "Start", exact: true }))
    .toBeEnabled()
  await page.getByRole("combobox", { name: /^Target/ }).click()
  await page.getByRole("option", { name: "Crab" }).click()
  await expect.element(page.getByRole("combobox", { name: "Target: Crab" })).toBeVisible()
  studio.navigation.go("library")
  await expect.element(page.getByTestId("practice")).not.toBeInTheDocument()
  await press("{Control>}6{/Control}")
  await expect.element(page.getByRole("combobox", { name: "Target: Crab" })).toBeVisible()
  await page.getByRole("combobox", { name: /^Target/ }).click()
  await page.getByRole("option", { name: "Take 1" }).click()
  await expect.element(page.getByTestId("practice")).toMatchTextContent(/120\s*BPM/)
  expect(await violations()).toEqual([])
})

test("a take's notation is written as a drawing, as a picture and as itself", async () => {
  const files: { name: string; bytes: Uint8Array }[] = []
  const { studio } = await openStudio({ songs: [aSong({ title: "Night Ferry" })] })
  await expect.element(songRow("Night Ferry")).toBeVisible()
  const { id } = await studio.engine["gestures.begin"]({
    ...{ partId: null, rateHz: 48_000, start: new Deck(48_000).snapshot(), mayTrain: false },
  })
  await studio.engine["gestures.append"]({ takeId: id, frames: 192_000, events: [] })
  await studio.engine["gestures.edit"]({ takeId: id, numbers: numbersOfGesture(flares) })
  studio.shell["shell.save"] = (file) => {
    files.push(file)
    return Promise.resolve({ path: file.name })
  }
  await press("{Control>}6{/Control}")
  for (const kind of ["SVG", "PNG", "JSON"]) {
    await page.getByRole("button", { name: "Notation of Take 1" }).click()
    await page.getByRole("menuitem", { name: `Notation (${kind})` }).click()
    await expect.poll(() => files.at(-1)?.name).toBe(`Take 1, notation.${kind.toLowerCase()}`)
  }
  const [svg, png, json] = files.map(({ bytes }) => bytes)
  expect(new TextDecoder().decode(svg)).toContain(">flare 1</text>")
  const picture = await createImageBitmap(new Blob([new Uint8Array(png!)], { type: "image/png" }))
  // Two bars of the tempo that is heard, four seconds, at 240 px, twice as sharp, with its margins.
  expect(Math.abs(picture.width - 2 * (4 * 240 + 48))).toBeLessThan(20)
  expect(JSON.parse(new TextDecoder().decode(json))).toMatchObject({
    ...{ format: "slipmat-scratch-notation", version: 1, title: "Take 1" },
  })
})

test("how the partner plays is said by keys alone, has names, and is free of violations", async () => {
  const { studio } = await openStudio({ songs: [aSong({ title: "Night Ferry" })] })
  await expect.element(songRow("Night Ferry")).toBeVisible()
  await press("{Control>}6{/Control}")
  await page.getByRole("radio", { name: "Jam" }).click()
  const modes = page.getByRole("radiogroup", { name: "How the partner plays" })
  expect(await violations()).toEqual([])
  ;(modes.getByRole("radio", { name: "Answer" }).element() as HTMLElement).focus()
  for (const name of ["Tease", "Battle", "Copy"]) {
    await press("{ArrowRight}")
    await expect.element(modes.getByRole("radio", { name })).toBeChecked()
  }
  for (const [name, before, after] of [
    ["Partner, Likeness", "55 %", "100 %"],
    ["Partner, Timing", "60 %", "100 %"],
    ["Partner, Nerve", "0.40", "1.00"],
  ] as const) {
    const knob = page.getByRole("slider", { name })
    await expect.element(knob).toHaveAttribute("aria-valuetext", before)
    ;(knob.element() as HTMLElement).focus()
    await press("{End}")
    await expect.element(knob).toHaveAttribute("aria-valuetext", after)
  }
  expect(studio.preferences.read("jam.taste", JamTaste, JamTaste.parse({}))).toEqual({
    ...{ likeness: 1, timing: 1, nerve: 1 },
  })
  for (const name of ["I like the last answer", "I do not like the last answer"])
    await expect.element(page.getByRole("button", { name })).toBeDisabled()
  await expect.element(page.getByRole("button", { name: "Start the jam" })).toBeEnabled()
})

test("whoever goes to another view and comes back finds both decks, and a jam that listens", async () => {
  await openStudio({ songs: [aSong({ title: "Night Ferry" })] })
  await songRow("Night Ferry").dblClick()
  await press("{Control>}6{/Control}")
  await expect.element(page.getByRole("combobox", { name: /Record: Night Ferry/ })).toBeVisible()
  await press("{Control>}1{/Control}")
  await press("{Control>}6{/Control}")
  await page.getByRole("radio", { name: "Deck B" }).click()
  await expect.element(page.getByText("Put a record on").first()).toBeVisible()
  await page.getByRole("radio", { name: "Jam" }).click()
  await page.getByRole("radio", { name: "2 bars" }).click()
  await expect.element(page.getByRole("radio", { name: "2 bars" })).toBeChecked()
  await page.getByRole("radio", { name: "Battle" }).click()
  await press("{Control>}1{/Control}")
  await press("{Control>}6{/Control}")
  await expect.element(page.getByRole("radio", { name: "2 bars" })).toBeChecked()
  await expect.element(page.getByRole("radio", { name: "Battle" })).toBeChecked()
})
