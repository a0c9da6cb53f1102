/**
 * Somebody else on a deck for a while: plays what was planned, at its frame, while the hand's reports wait. A hand that takes the
 * record gets it back at once, where it left it. Knows nothing of worklets.
 */
import { ProgramReader, type Deck, type DeckEvent } from "#shared/dsp/deck/index.ts"

/** What a guest plays: rows of events whose frames count from `frame`. */
export interface GuestPlan {
  /** Of the context. */
  frame: number
  frames: number
  events: Float64Array
}

/** How a guest's time ended: it was over, the hand took the record, or somebody called it off. */
export type GuestEnd = "over" | "yielded" | "stopped"

type Happened = (event: DeckEvent) => void

/** A hand that stayed on the record may end its movement for so long; after that, moving is taking. */
const GRACE_SECONDS = 0.12
const MOVING = 0.15

/** What the hand does, whoever plays: where it has the fader, and whether it is on the record. */
export class HandMemory {
  isHeld = false
  fader = 1
  report: Extract<DeckEvent, { kind: "platter" }> | null = null

  note(event: DeckEvent): void {
    if (event.kind === "touch") this.isHeld = event.isHeld
    else if (event.kind === "fader") this.fader = event.place
    else if (event.kind === "platter") this.report = event
  }
}

export class Guest {
  readonly from: number
  readonly to: number
  #deck: Deck
  #reader = new ProgramReader()
  #hand: HandMemory
  #homeSeconds = 0
  #hasBegun = false

  /** @param offset context frame less deck frame */
  constructor(deck: Deck, plan: GuestPlan, hand: HandMemory, offset: number) {
    this.#deck = deck
    this.#hand = hand
    this.from = plan.frame - offset
    this.to = this.from + plan.frames
    this.#reader.begin(plan.events, 0)
  }

  get hasBegun(): boolean {
    return this.#hasBegun
  }

  /** Call before each block in which it has the deck. @param until the frame after it */
  play(until: number, happened: Happened): void {
    if (!this.#hasBegun) {
      this.#hasBegun = true
      this.#homeSeconds = this.#deck.positionSeconds
    }
    const { from } = this
    for (let event = this.#next(until); event; event = this.#next(until))
      // The reader uses its events again, the deck keeps them.
      happened(this.#deck.send({ ...event, frame: event.frame + from }))
  }

  #next(until: number): DeckEvent | null {
    return this.#reader.before(until - this.from)
  }

  /** Whether the hand's event is one that takes the record. */
  isTakenBy(event: DeckEvent): boolean {
    if (!this.#hasBegun) return false
    if (event.kind === "needle") return true
    if (event.kind === "touch") return event.isHeld
    const isLate = this.#deck.frame > this.from + GRACE_SECONDS * this.#deck.rateHz
    return (
      event.kind === "platter" && this.#hand.isHeld && isLate && Math.abs(event.velocity) > MOVING
    )
  }

  /** Gives the deck back as the hand had it. */
  leave(happened: Happened): void {
    if (!this.#hasBegun) return
    const { frame } = this.#deck
    const { report, isHeld, fader } = this.#hand
    const send = (event: DeckEvent): void => happened(this.#deck.send(event))
    send({ kind: "touch", frame, isHeld: false })
    send({ kind: "needle", frame, seconds: this.#homeSeconds })
    if (report) send({ ...report, frame, ageFrames: 0, velocity: 0 })
    if (isHeld) send({ kind: "touch", frame, isHeld: true })
    send({ kind: "fader", frame, place: fader })
  }
}

/** What a guest's hand and fader do; the motor and the mixer stay the human's. */
export const isOfHand = ({ kind }: DeckEvent): boolean =>
  kind === "platter" || kind === "touch" || kind === "fader"
