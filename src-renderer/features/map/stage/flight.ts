/** Where the eye is and whither it goes. Time comes from the caller. */
import { ease, mixViews, type View } from "../scene/view.ts"

export class Flight {
  view: View
  #from: View
  #to: View | null = null
  #startMs = 0
  #lastsMs = 0

  constructor(view: View) {
    this.view = view
    this.#from = view
  }

  get target(): View {
    return this.#to ?? this.view
  }

  get isMoving(): boolean {
    return this.#to !== null
  }

  /** With a duration of 0 it is there at once. */
  flyTo(view: View, nowMs: number, lastsMs: number): void {
    this.#from = this.view
    this.#to = view
    this.#startMs = nowMs
    this.#lastsMs = lastsMs
    if (lastsMs <= 0) this.jump(view)
  }

  /** The hand takes over: what was under way ends here. */
  jump(view: View): void {
    this.view = view
    this.#to = null
  }

  advance(nowMs: number): boolean {
    if (!this.#to) return false
    const amount = Math.min(1, (nowMs - this.#startMs) / this.#lastsMs)
    if (amount >= 1) this.jump(this.#to)
    else this.view = mixViews(this.#from, this.#to, ease(Math.max(0, amount)))
    return true
  }
}

/** A number that goes from 0 to 1 in a time. */
export class Glide {
  value = 1
  #startMs = 0
  #lastsMs = 0
  #isEven = false

  start(nowMs: number, lastsMs: number, isEven = false): void {
    this.#startMs = nowMs
    this.#lastsMs = lastsMs
    this.#isEven = isEven
    this.value = lastsMs > 0 ? 0 : 1
  }

  /** @returns whether it moved. */
  advance(nowMs: number): boolean {
    if (this.value >= 1) return false
    const amount = Math.min(1, Math.max(0, (nowMs - this.#startMs) / this.#lastsMs))
    this.value = amount >= 1 ? 1 : this.#isEven ? amount : ease(amount)
    return true
  }
}
