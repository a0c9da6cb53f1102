/** Which points of the picture that is shown lie where the hand is. */
import type { MapScene } from "../scene/map-scene.ts"
import { ScreenIndex } from "../scene/screen-index.ts"

const REACH_PX = 6

export class Picker {
  #scene: MapScene
  #index = new ScreenIndex(0)
  #isStale = true

  constructor(scene: MapScene) {
    this.#scene = scene
  }

  setCount(count: number): void {
    this.#index = new ScreenIndex(count)
    this.#isStale = true
  }

  /** Another picture is shown. */
  expire(): void {
    this.#isStale = true
  }

  /** The map's index at a place on the stage; -1: none. */
  pick(xPx: number, yPx: number): number {
    return this.#fresh().pick(xPx, yPx, REACH_PX)
  }

  /** What lies inside a closed line of x, y pairs. */
  inside(outline: readonly number[]): number[] {
    return this.#fresh().inside(outline)
  }

  /** The nearest point from another one in a direction; -1: none. */
  towards(from: number, x: number, y: number): number {
    return this.#fresh().towards(from, x, y)
  }

  #fresh(): ScreenIndex {
    if (this.#isStale) {
      const { points, view, projection, widthPx, heightPx, glide, pixels, dotScale } = this.#scene
      const { from, to } = points
      const size = { widthPx, heightPx, pixels: pixels * dotScale }
      this.#index.update({ from, to, glide, view, projection, ...size })
      this.#isStale = false
    }
    return this.#index
  }
}
