import { beforeEach, expect, test } from "vitest"
import { render } from "vitest-browser-svelte"
import { page } from "vitest/browser"
import { cut, cutsOf, strokesOf, turnsAt, type Gesture } from "#shared/gesture/index.ts"
import "../../src-renderer/app/theme/base.css"
import { createStudio } from "../../src-renderer/session/index.ts"
import { createFakeEngine } from "../support/fake-engine.ts"
import { drawn } from "../support/gesture/gestures.ts"
import { strokes } from "../support/gesture/hands.ts"
import GestureHarness from "./support/GestureHarness.svelte"
import { drag } from "./support/open-notes.ts"
import { press, violations } from "./support/open-studio.ts"

const babies = drawn(strokes([0.16, 0.14], [0.08, 0], [0.2, -0.14], [0.06, 0]), 2)
const take = cut(cut(babies, 0.62, 0.7), 1.3, 1.42)
const beats = { tempoBpm: 100, firstBeatSeconds: 0.02, beatsPerBar: 4 }

async function openEditor(gesture: Gesture = take) {
  const studio = createStudio({ platform: "linux" })
  createFakeEngine().plug(studio)
  const edits: { gesture: Gesture; label: string }[] = []
  await render(GestureHarness, {
    ...{ studio, gesture, beats },
    onedit: (edited: Gesture, label: string) => void edits.push({ gesture: edited, label }),
  })
  await expect.element(lanes()).toBeVisible()
  await new Promise((resolve) => requestAnimationFrame(resolve))
  return { edits, studio }
}

const lanes = () => page.getByTestId("gesture-lanes")
/** Where a time lies, and the middle of a lane, px. */
function at(seconds: number, lane: "ruler" | "position" | "speed" | "fader"): [number, number] {
  const box = lanes().element().getBoundingClientRect()
  const rest = box.height - 24
  const [speed, fader, sound] = [
    Math.max(40, Math.round(rest * 0.15)),
    Math.max(44, Math.round(rest * 0.14)),
    Math.max(44, Math.round(rest * 0.22)),
  ]
  const position = rest - speed - fader - sound
  const tops = { ruler: 12, position: 24 + position / 2, speed: 24 + position + speed / 2 }
  const y = { ...tops, fader: 24 + position + speed + fader / 3 }[lane]
  return [box.width * 0.04 + (seconds / 2) * box.width * 0.92, y]
}
const pull = (from: [number, number], to: [number, number]): void =>
  drag(lanes().element(), [from, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], to], {
    shiftKey: true,
  })

beforeEach(async () => {
  await page.viewport(1280, 800)
})

test("a cut is made, moved and removed: one change each, whatever the way of the hand", async () => {
  const { edits } = await openEditor()
  expect(await violations()).toEqual([])
  await press("x")
  pull(at(0.2, "fader"), at(0.3, "fader"))
  expect(edits.map(({ label }) => label)).toEqual(["Cut"])
  const [made] = cutsOf(edits[0]!.gesture)
  expect(made!.startSeconds).toBeCloseTo(0.2, 2)
  expect(made!.endSeconds).toBeCloseTo(0.3, 2)
  await press("v")
  pull(at(0.25, "fader"), at(0.45, "fader"))
  expect(edits[1]!.label).toBe("Move cut")
  const [moved] = cutsOf(edits[1]!.gesture)
  expect(moved!.startSeconds).toBeCloseTo(0.4, 2)
  expect(moved!.endSeconds - moved!.startSeconds).toBeCloseTo(0.1, 2)
  await press("{Delete}")
  expect(edits[2]!.label).toBe("Remove cut")
  expect(cutsOf(edits[2]!.gesture)).toHaveLength(2)
})

test("a line of the hand is the curve, a stroke is mirrored, a range is copied", async () => {
  const { edits } = await openEditor()
  await press("b")
  const [[x, y], [toX]] = [at(0.9, "position"), at(1.2, "position")]
  const path = Array.from({ length: 13 }, (_, i): [number, number] => [
    ...([x + ((toX - x) * i) / 12, y] as const),
  ])
  drag(lanes().element(), path)
  expect(edits[0]!.label).toBe("Draw")
  const drawnLine = edits[0]!.gesture
  expect(turnsAt(drawnLine, 1.05)).toBeCloseTo(turnsAt(drawnLine, 1), 3)
  expect(turnsAt(drawnLine, 0.5)).toBe(turnsAt(take, 0.5))
  await press("v")
  drag(lanes().element(), [at(0.08, "speed"), at(0.08, "speed")])
  await press("m")
  expect(edits[1]!.label).toBe("Mirror stroke")
  expect(strokesOf(edits[1]!.gesture)[0]!.direction).toBe(-1)
  pull(at(0.5, "ruler"), at(1, "ruler"))
  await expect.element(page.getByRole("heading", { name: "Range" })).toBeVisible()
  await press("{Control>}c{/Control}")
  await press("{Control>}v{/Control}")
  expect(edits[2]!.label).toBe("Paste")
  expect(edits[2]!.gesture.durationSeconds).toBeCloseTo(2, 1)
  await press("{Control>}d{/Control}")
  expect(edits[3]!.gesture.durationSeconds).toBeCloseTo(2.5, 1)
})

test("Q pulls by the strengths that are set, which are seen before", async () => {
  const { edits } = await openEditor()
  const knob = page.getByRole("slider", { name: "Pull, Strokes" })
  await knob.click()
  await press("{Home}")
  await press("q")
  expect(edits).toHaveLength(1)
  expect(edits[0]!.label).toBe("Quantise take")
  expect(edits[0]!.gesture.points).toEqual(take.points)
  for (const { startSeconds } of cutsOf(edits[0]!.gesture)) {
    const lines = (startSeconds - 0.02) / 0.15
    expect(lines).toBeCloseTo(Math.round(lines), 6)
  }
})

test("strokes and cuts are a list that is walked by keys, and moved by them", async () => {
  const { edits } = await openEditor()
  const list = page.getByRole("listbox", { name: "Strokes and cuts" })
  await expect
    .element(list.getByRole("option").first())
    .toMatchTextContent(/Stroke forward at 0\.\d{3} s, 1\d\d ms, 0\.14 s of record/)
  ;(list.element().querySelector("[tabindex='0']") as HTMLElement).focus()
  await press("{ArrowRight}{ArrowRight}{Enter}{Shift>}{ArrowRight}{/Shift}")
  expect(edits.map(({ label }) => label)).toEqual(["Move stroke"])
  const { startSeconds, endSeconds } = strokesOf(take)[1]!
  const middle = (startSeconds + endSeconds) / 2
  expect(turnsAt(edits[0]!.gesture, middle + 0.001)).toBeCloseTo(turnsAt(take, middle), 9)
})
