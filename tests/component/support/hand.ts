/** A hand on the timeline: presses and drags at ticks and heights, as a mouse does them. */
export interface Keys {
  shiftKey?: boolean
  ctrlKey?: boolean
  altKey?: boolean
}

interface Point {
  x: number
  y: number
}

export class Hand {
  #surface: HTMLElement
  constructor(surface: HTMLElement) {
    this.#surface = surface
  }

  #send(type: string, { x, y }: Point, keys: Keys): void {
    const box = this.#surface.getBoundingClientRect()
    const place = { clientX: box.left + x, clientY: box.top + y }
    const about = { bubbles: true, cancelable: true, pointerId: 1, button: 0, ...place, ...keys }
    this.#surface.dispatchEvent(
      type === "dblclick" ? new MouseEvent(type, about) : new PointerEvent(type, about),
    )
  }

  press(at: Point, keys: Keys = {}): void {
    // A synthetic pointer cannot be captured.
    this.#surface.setPointerCapture = () => {}
    this.#send("pointermove", at, keys)
    this.#send("pointerdown", at, keys)
  }

  move(to: Point, keys: Keys = {}): void {
    this.#send("pointermove", to, keys)
  }

  release(at: Point, keys: Keys = {}): void {
    this.#send("pointerup", at, keys)
  }

  click(at: Point, keys: Keys = {}): void {
    this.press(at, keys)
    this.release(at, keys)
  }

  open(at: Point): void {
    this.click(at)
    this.click(at)
    this.#send("dblclick", at, {})
  }

  drag(from: Point, to: Point, keys: Keys = {}): void {
    this.press(from, keys)
    this.move({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, keys)
    this.move(to, keys)
    this.release(to, keys)
  }
}
