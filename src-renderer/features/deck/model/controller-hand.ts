/** A controller's platter as a hand on a deck. */
import {
  GestureDecoder,
  knownDeck,
  SPEED_HOLD_SECONDS,
  type ControllerProfile,
  type KnownDeck,
  type Motion,
} from "#shared/gesture/index.ts"

export interface HandOfDeck {
  hold(atMs: number): void
  letGo(atMs: number): void
  /**
   * @param position record seconds in the hand's own count
   * @param carrySeconds how long it goes on at that speed where nothing more is reported
   */
  turn(position: number, velocity: number, atMs: number, carrySeconds?: number): void
}

/** So often it is looked again when nothing comes: the release of a touch counts then, capacitive platters flicker. */
const LOOK_MS = 25
/** A platter that tells no touch is held while it moves, and so long after. */
const REST_MS = 120

export class ControllerHand {
  readonly profile: ControllerProfile
  #decoder: GestureDecoder
  #hand: HandOfDeck
  #tellsTouch: boolean
  /** Its messages hold until the next one. */
  #tellsSpeed: boolean
  #isHeld = false
  #turns = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param number of the controller's deck, from 1. @throws StudioError invalid-input where not enough is known of its platter, saying what */
  constructor(profile: ControllerProfile, hand: HandOfDeck, number = 1) {
    const deck: KnownDeck = knownDeck(profile, [], { deck: number })
    this.profile = profile
    // Its fader may be another device's.
    this.#decoder = new GestureDecoder({ ...profile, crossfader: "unknown" }, deck)
    this.#hand = hand
    this.#tellsSpeed = deck.encoding === "speed7"
    this.#tellsTouch = deck.touch !== "unknown" || deck.encoding === "abs-timer"
  }

  /**
   * @param message status << 16 | data 1 << 8 | data 2
   * @param atMs clock of `performance.now()`
   * @returns whether the message belongs to the deck
   */
  hear(message: number, atMs: number): boolean {
    const bytes = Uint8Array.of(message >> 16, (message >> 8) & 0x7f, message & 0x7f)
    const micros = Math.round(atMs * 1000)
    if (!this.#decoder.push({ atMicros: micros, bytes })) return false
    this.#follow(micros, atMs)
    return true
  }

  /** The device is gone: it holds nothing. */
  unplugged(atMs: number): void {
    clearTimeout(this.#timer)
    this.#decoder.unplugged(Math.round(atMs * 1000))
    this.#hold(false, atMs)
  }

  #follow(micros: number, atMs: number): void {
    const { positionTurns, motion, isTouched } = this.#decoder.at(micros)
    const hasMoved = positionTurns !== this.#turns || this.#turnsOn(motion)
    this.#turns = positionTurns
    this.#turn(motion, atMs)
    if (this.#tellsTouch) this.#hold(isTouched, atMs)
    else if (hasMoved) this.#hold(true, atMs)
    clearTimeout(this.#timer)
    if (this.#isHeld) this.#lookAgain(micros, atMs)
  }

  /** When nothing more comes, what was not sure yet is: that it was let go, that it stands, and where. */
  #lookAgain(micros: number, atMs: number, sinceMs = LOOK_MS): void {
    this.#timer = setTimeout(() => {
      const later = atMs + sinceMs
      const { motion, isTouched } = this.#decoder.at(micros + sinceMs * 1000)
      const turnsOn = this.#turnsOn(motion)
      if (!turnsOn) this.#turn(motion, later)
      this.#hold(this.#tellsTouch ? isTouched : turnsOn || sinceMs < REST_MS, later)
      const isSure = this.#tellsTouch && motion.velocity === 0
      if (this.#isHeld && !isSure) this.#lookAgain(micros, atMs, sinceMs + LOOK_MS)
    }, LOOK_MS)
  }

  /** At the speed that it told last. */
  #turnsOn(motion: Motion): boolean {
    return this.#tellsSpeed && motion.velocity !== 0
  }

  #turn({ positionSeconds, velocity }: Motion, atMs: number): void {
    this.#hand.turn(
      positionSeconds,
      velocity,
      atMs,
      this.#tellsSpeed ? SPEED_HOLD_SECONDS : undefined,
    )
  }

  #hold(isHeld: boolean, atMs: number): void {
    if (isHeld === this.#isHeld) return
    this.#isHeld = isHeld
    if (isHeld) this.#hand.hold(atMs)
    else this.#hand.letGo(atMs)
  }
}
