/** The pieces of a duet's roll, as they are drawn. */
import { expect, test } from "vitest"
import "../../../src-renderer/app/theme/base.css"
import { emptyExchange } from "../../../src-renderer/features/duet/play/exchanges.ts"
import { drawNotes } from "../../../src-renderer/features/duet/roll/draw-notes.ts"
import { pictureOf } from "../../../src-renderer/features/duet/roll/picture.ts"
import { readPalette } from "../../../src-renderer/graphics/index.ts"

test("the scale of the velocity lane stands where its velocities are drawn", () => {
  const context = document.createElement("canvas").getContext("2d")!
  const words = new Map<string, number>()
  const tops: number[] = []
  context.fillText = (text, _x, y) => void words.set(text, y)
  context.arc = (_x, y) => void tops.push(y)
  const call = [127, 64, 1].map((velocity, at) => ({
    ...{ pitch: 60, velocity, startSeconds: at, lengthSeconds: 0.5 },
  }))
  const empty = emptyExchange({ mode: "answer", model: undefined, partner: null })
  const shown = { ...empty, call }
  const picture = pictureOf(shown, { widthPx: 900, heightPx: 500, headSeconds: 0 })
  const given = { shown, headSeconds: null, isLive: false, spelling: "sharps" as const }
  drawNotes(context, picture, readPalette(), given)
  const [most, half, least] = tops
  expect(words.get("127")).toBe(most)
  expect(words.get("1")).toBe(least)
  expect(half).toBeCloseTo((most! + least!) / 2, 0)
  // All of it is in the lane.
  expect(most).toBeGreaterThan(picture.rollBottomPx)
  expect(least).toBeLessThan(500)
})
