/**
 * A gamepad as a hand: the right stick, pushed to its edge, goes round as the record does, and lets it go in the middle; a
 * trigger is the crossfader. Pure.
 */
const SECONDS_PER_TURN = 1.8
/** Nearer to the middle a stick has no angle that means anything. */
const HELD_FROM = 0.55
const RELEASED_BELOW = 0.4
/** The speed is that of the last looks within so long: pads are looked at once a frame. */
const SPEED_WITHIN_MS = 50

/** The standard mapping of the W3C's Gamepad. */
const STICK_X = 2
const STICK_Y = 3
const TRIGGER = 7

export interface PadLook {
  axes: readonly number[]
  buttons: readonly { readonly value: number }[]
}

export interface PadMoves {
  isHeld: boolean
  /** Record seconds in the hand's own count, and a second; undefined while it holds nothing. */
  turn: { position: number; velocity: number } | undefined
  /** How far the trigger is pressed, 0 to 1; undefined where it did not move. */
  trigger: number | undefined
}

export class GamepadHand {
  #isHeld = false
  #angle = 0
  #turns = 0
  #looks: { atMs: number; turns: number }[] = []
  #trigger = 0
  /** Whether the trigger was off its rest before the last look. */
  wasPressed = false

  look({ axes, buttons }: PadLook, atMs: number): PadMoves {
    const [x, y] = [axes[STICK_X] ?? 0, axes[STICK_Y] ?? 0]
    const reach = Math.hypot(x, y)
    const wasHeld = this.#isHeld
    this.#isHeld = reach >= (wasHeld ? RELEASED_BELOW : HELD_FROM)
    const trigger = buttons[TRIGGER]?.value ?? 0
    this.wasPressed = this.#trigger > 0
    const hasMoved = trigger !== this.#trigger
    this.#trigger = trigger
    return {
      isHeld: this.#isHeld,
      turn: this.#isHeld
        ? this.#turned(Math.atan2(y, x) / (2 * Math.PI), wasHeld, atMs)
        : undefined,
      trigger: hasMoved ? trigger : undefined,
    }
  }

  #turned(angle: number, wasHeld: boolean, atMs: number): { position: number; velocity: number } {
    if (!wasHeld) this.#looks = []
    else {
      const way = angle - this.#angle
      this.#turns += way - Math.round(way)
    }
    this.#angle = angle
    this.#looks = this.#looks.filter((look) => atMs - look.atMs <= SPEED_WITHIN_MS)
    const [first] = this.#looks
    this.#looks.push({ atMs, turns: this.#turns })
    const turnsASecond =
      first && atMs > first.atMs ? ((this.#turns - first.turns) * 1000) / (atMs - first.atMs) : 0
    return {
      position: this.#turns * SECONDS_PER_TURN,
      velocity: turnsASecond * SECONDS_PER_TURN,
    }
  }
}
