/** Gamepads as hands on the shown deck, looked at once a frame while any is there. */
import type { DeckState } from "../deck-state.svelte.ts"
import type { HandOfDeck } from "../model/controller-hand.ts"
import { GamepadHand } from "../model/gamepad-hand.ts"

/** Reports come once a frame. */
const CARRY_SECONDS = 0.025

interface Pad {
  moves: GamepadHand
  /** The deck that it holds, whichever is shown by now. */
  held: HandOfDeck | undefined
  /** Where the crossfader was when the trigger began to move it. */
  home: number
}

export class GamepadHands {
  readonly #deck: DeckState
  #pads = new Map<number, Pad>()
  #frame = 0

  constructor(deck: DeckState) {
    this.#deck = deck
  }

  /** From now on. */
  listen(): void {
    const start = (): void => {
      if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#look)
    }
    addEventListener("gamepadconnected", start)
    start()
  }

  /** No more than once a frame, and not at all while there is none. */
  #look = (): void => {
    const pads = navigator.getGamepads().filter((pad) => pad !== null)
    this.#frame = pads.length > 0 ? requestAnimationFrame(this.#look) : 0
    for (const index of [...this.#pads.keys()])
      if (!pads.some((pad) => pad.index === index)) this.#gone(index)
    for (const pad of pads) this.#move(pad)
  }

  #move(look: Gamepad): void {
    const pad = this.#pads.get(look.index) ?? { moves: new GamepadHand(), held: undefined, home: 0 }
    this.#pads.set(look.index, pad)
    // The moment at which the browser read it; some give none.
    const atMs = look.timestamp > 0 ? look.timestamp : performance.now()
    const { isHeld, turn, trigger } = pad.moves.look(look, atMs)
    if (!isHeld && pad.held) this.#letGo(pad, atMs)
    if (turn) {
      const hand = (pad.held ??= this.#take(atMs))
      hand.turn(turn.position, turn.velocity, atMs, CARRY_SECONDS)
    }
    if (trigger !== undefined) this.#fade(pad, trigger, atMs)
  }

  /** Presses the fader from where it stands to the other end, and lets it come back. */
  #fade(pad: Pad, trigger: number, atMs: number): void {
    if (!pad.moves.wasPressed) pad.home = this.#deck.crossfader < 0.5 ? 0 : 1
    this.#deck.setCrossfader(pad.home + (1 - 2 * pad.home) * trigger, atMs)
  }

  #take(atMs: number): HandOfDeck {
    const hand = this.#deck.handOf(this.#deck.shown)
    hand.hold(atMs)
    return hand
  }

  #letGo(pad: Pad, atMs: number): void {
    pad.held?.letGo(atMs)
    pad.held = undefined
  }

  #gone(index: number): void {
    const pad = this.#pads.get(index)
    if (pad) this.#letGo(pad, performance.now())
    this.#pads.delete(index)
  }
}
