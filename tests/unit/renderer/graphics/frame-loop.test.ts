import { afterEach, describe, expect, it, vi } from "vitest"
import { createFrameLoop } from "../../../../src-renderer/graphics/canvas.ts"

afterEach(() => vi.unstubAllGlobals())

/** The browser's frames, run by hand. */
function frames(): { next(): void } {
  const waiting = new Map<number, (nowMs: number) => void>()
  let last = 0
  vi.stubGlobal("requestAnimationFrame", (run: (nowMs: number) => void) => {
    waiting.set(++last, run)
    return last
  })
  vi.stubGlobal("cancelAnimationFrame", (id: number) => waiting.delete(id))
  return {
    next() {
      const now = [...waiting.values()]
      waiting.clear()
      for (const run of now) run(0)
    },
  }
}

describe("a frame loop", () => {
  it("draws once a frame however often it is asked", () => {
    const screen = frames()
    const draw = vi.fn(() => false)
    const loop = createFrameLoop(draw)
    loop.request()
    loop.request()
    screen.next()
    screen.next()
    expect(draw).toHaveBeenCalledTimes(1)
  })

  it("draws nothing after it was stopped, although something still asks", () => {
    const screen = frames()
    const draw = vi.fn(() => true)
    const loop = createFrameLoop(draw)
    loop.request()
    screen.next()
    loop.stop()
    loop.request()
    screen.next()
    expect(draw).toHaveBeenCalledTimes(1)
  })
})
