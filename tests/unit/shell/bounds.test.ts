import { expect, test } from "vitest"
import { usableBounds } from "../../../src-main/shell/window/bounds.ts"

const screen = { x: 0, y: 0, width: 1920, height: 1080 }
const second = { x: 1920, y: 0, width: 1920, height: 1080 }

test("the first start has a size and leaves the place to the system", () => {
  expect(usableBounds(undefined, [screen])).toEqual({
    width: 1440,
    height: 900,
    isMaximised: false,
  })
})

test("a window comes back where it was, on the second screen too", () => {
  const kept = { x: 2000, y: 40, width: 1280, height: 800, isMaximised: true }
  expect(usableBounds(kept, [screen, second])).toEqual(kept)
})

test("a place that no screen shows any more is forgotten, the size is kept", () => {
  const kept = { x: 2000, y: 40, width: 1280, height: 800, isMaximised: false }
  expect(usableBounds(kept, [screen])).toEqual({ width: 1280, height: 800, isMaximised: false })
})

test("a window is never smaller than the studio can be used, nor larger than the screen", () => {
  expect(usableBounds({ width: 10, height: 10 }, [screen])).toMatchObject({
    width: 1024,
    height: 640,
  })
  expect(usableBounds({ width: 9999, height: 9999 }, [screen])).toMatchObject({
    width: 1920,
    height: 1080,
  })
})

test.each([["text"], [{ width: "wide" }], [{ width: -1, height: 4 }], [null]])(
  "what is no bounds counts as the first start: %j",
  (kept) => {
    expect(usableBounds(kept, [screen])).toMatchObject({ width: 1440, height: 900 })
  },
)
