/** Steps by key or wheel as one change: it ends when the key is let go, the wheel rests, or something else is done. */
import type { Grip } from "./grip.ts"

const REST_MS = 400

export class Nudge {
  #grip: Grip | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param grip taken up at the first step only */
  move(grip: Grip, value: number): void {
    if (!this.#grip) {
      this.#grip = grip
      grip.begin()
      window.addEventListener("pointerdown", this.#end, true)
      window.addEventListener("keydown", this.#otherKey, true)
      window.addEventListener("keyup", this.#end, true)
      window.addEventListener("blur", this.#end)
    }
    this.#grip.move(value)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#end, REST_MS)
  }

  /** Call when the control goes away. */
  close(): void {
    this.#end()
  }

  #otherKey = (event: KeyboardEvent): void => {
    if (!event.repeat && event.key !== "Shift") this.#end()
  }

  #end = (): void => {
    clearTimeout(this.#timer)
    window.removeEventListener("pointerdown", this.#end, true)
    window.removeEventListener("keydown", this.#otherKey, true)
    window.removeEventListener("keyup", this.#end, true)
    window.removeEventListener("blur", this.#end)
    const grip = this.#grip
    this.#grip = null
    grip?.end()
  }
}
