/** The decks' end of the line: obeys messages, adds their sound to blocks. Knows nothing of worklets, so that tests can drive it. */
import { Deck, type DeckEvent, type DeckSnapshot } from "#shared/dsp/deck/index.ts"
import { QUANTUM } from "#shared/dsp/graph/index.ts"
import type { TileSource } from "#shared/dsp/index.ts"
import type { Inputs } from "../recording/input-host.ts"
import { Listening, TimecodeHost } from "../timecode/timecode-host.ts"
import { Guest, HandMemory, isOfHand, type GuestEnd, type GuestPlan } from "./guest.ts"
import { DECK_COUNT, type FromDecks, type ToDecks } from "./deck-protocol.ts"

/** About sixty times a second. */
const TELL_FRAMES = 768

interface Place {
  deck: Deck
  isLoaded: boolean
  /** In frames of the deck. */
  happened: DeckEvent[]
  peaks: [number, number]
  /** While it turns the deck, no other hand does. */
  timecode: TimecodeHost | null
  listening: Listening | null
  hand: HandMemory
  guest: Guest | null
  /** Comes after it. */
  next: Guest | null
}

const NO_INPUTS: Inputs = []

export class DeckHost {
  #places: Place[]
  #rateHz: number
  #sources: ReadonlyMap<number, TileSource>
  #reply: (message: FromDecks) => void
  /** Context frame minus deck frame; until the first block it is not known, and what comes before waits. */
  #offset: number | null = null
  #early: ToDecks[] = []
  #left = new Float32Array(QUANTUM)
  #right = new Float32Array(QUANTUM)
  readonly #sides = [this.#left, this.#right] as const
  #untold = 0

  /** @param sources which the player fills with sound */
  constructor(
    rateHz: number,
    reply: (message: FromDecks) => void,
    sources: ReadonlyMap<number, TileSource>,
  ) {
    this.#rateHz = rateHz
    this.#sources = sources
    this.#reply = reply
    this.#places = Array.from({ length: DECK_COUNT }, () => ({
      ...{ deck: new Deck(rateHz), isLoaded: false, happened: [], peaks: [0, 0] },
      ...{ timecode: null, listening: null, hand: new HandMemory(), guest: null, next: null },
    }))
  }

  receive(message: ToDecks): void {
    if (this.#offset === null) this.#early.push(message)
    else this.#obey(message, this.#offset)
  }

  #obey(message: ToDecks, offset: number): void {
    const place = this.#places[message.deck]
    if (!place) return
    switch (message.kind) {
      case "deck-guest":
        this.#receiveGuest(place, message.deck, message.plan)
        break
      case "deck-load": {
        this.#endGuest(place, message.deck, "stopped")
        const source = message.source === null ? null : this.#sources.get(message.source)
        place.deck.load(source ?? null)
        place.isLoaded = Boolean(source)
        break
      }
      case "deck-mark":
        this.#mark(place, message.deck, offset)
        break
      case "deck-replay":
        this.#endGuest(place, message.deck, "stopped")
        place.deck.restore(message.start, 0)
        for (const event of message.events)
          place.deck.send({ ...event, frame: event.frame + place.deck.frame })
        break
      case "deck-event":
        this.#happen(place, message.deck, { ...message.event, frame: message.event.frame - offset })
        break
      case "deck-timecode":
        if (place.timecode?.isTurning)
          send(place, { kind: "touch", frame: place.deck.frame, isHeld: false })
        place.timecode = message.setup && new TimecodeHost(this.#rateHz, message.setup)
        break
      case "deck-timecode-mode":
        if (place.timecode) place.timecode.hand.isAbsolute = message.isAbsolute
        break
      case "deck-listen":
        place.listening = new Listening(message.pair, message.frames)
    }
  }

  #happen(place: Place, index: number, event: DeckEvent): void {
    const { timecode, hand, guest } = place
    if (timecode?.isTurning && (event.kind === "platter" || event.kind === "touch")) return
    if (guest?.isTakenBy(event)) this.#endGuest(place, index, "yielded")
    hand.note(event)
    if (place.guest?.hasBegun && isOfHand(event)) return
    if (event.kind === "needle") timecode?.hand.free()
    send(place, event)
  }

  /** One that is planned for later waits for the one that plays, which it ends. */
  #receiveGuest(place: Place, index: number, plan: GuestPlan | null): void {
    const { deck, hand } = place
    const guest = plan && new Guest(deck, plan, hand, this.#offset!)
    if (guest && place.guest?.hasBegun && guest.from > deck.frame) {
      place.next = guest
      return
    }
    this.#endGuest(place, index, "stopped")
    place.guest = guest
    // Timecode turns the record from block to block: nobody else can.
    if (place.timecode?.isTurning || !place.isLoaded) this.#endGuest(place, index, "stopped")
  }

  #endGuest(place: Place, index: number, how: GuestEnd): void {
    const { guest, deck } = place
    if (how === "stopped") place.next = null
    if (!guest) return
    place.guest = null
    const offset = this.#offset!
    // What is told before is the guest's, what is told after it the hand's.
    this.#tellHappened(place, index, offset)
    const frame = deck.frame + offset
    this.#reply({
      ...{ kind: "deck-guest-ended", deck: index, frame, how, hasPlayed: guest.hasBegun },
    })
    guest.leave((event) => place.happened.push(event))
  }

  #playGuest(place: Place, index: number): void {
    const { deck, next } = place
    if (next && (!place.guest || next.from < deck.frame + QUANTUM)) {
      this.#endGuest(place, index, "over")
      place.guest = next
      place.next = null
    }
    const { guest } = place
    if (!guest) return
    if (deck.frame >= guest.to) {
      this.#endGuest(place, index, "over")
      return
    }
    const until = deck.frame + QUANTUM
    if (until <= guest.from) return
    if (!guest.hasBegun) {
      const offset = this.#offset!
      this.#tellHappened(place, index, offset)
      const frame = Math.max(guest.from, deck.frame)
      const lateFrames = frame - guest.from
      this.#reply({ kind: "deck-guest-began", deck: index, frame: frame + offset, lateFrames })
    }
    guest.play(until, (event) => place.happened.push(event))
  }

  /** Messages come between quanta, which are whole stretches: what a deck remembers is all there is. */
  #mark(place: Place, index: number, offset: number): void {
    this.#tellHappened(place, index, offset)
    const { frame } = place.deck
    const start = from(place.deck.snapshot(), frame)
    this.#reply({ kind: "deck-marked", deck: index, frame: frame + offset, start })
  }

  /** Adds the next quantum to a block of that length. @param contextFrame frame of the block's first sample */
  process(
    left: Float32Array,
    right: Float32Array,
    contextFrame: number,
    inputs: Inputs = NO_INPUTS,
  ): void {
    this.#offset = contextFrame - this.#places[0]!.deck.frame
    for (const message of this.#early) this.#obey(message, this.#offset)
    if (this.#early.length > 0) this.#early = []
    for (let i = 0; i < this.#places.length; i++) {
      this.#listen(this.#places[i]!, i, inputs)
      this.#playGuest(this.#places[i]!, i)
      this.#add(this.#places[i]!, left, right, inputs)
    }
    this.#untold += QUANTUM
    if (this.#untold < TELL_FRAMES) return
    this.#untold = 0
    this.#places.forEach((place, index) => this.#tell(place, index, contextFrame + QUANTUM))
  }

  #listen(place: Place, index: number, inputs: Inputs): void {
    const { listening } = place
    if (!listening?.take(inputs)) return
    place.listening = null
    this.#reply({
      kind: "deck-listened",
      deck: index,
      left: listening.left,
      right: listening.right,
    })
  }

  #add(place: Place, left: Float32Array, right: Float32Array, inputs: Inputs): void {
    const { deck, peaks, timecode, happened } = place
    if (timecode) timecode.play(deck, inputs, this.#sides, happened)
    else deck.process(this.#left, this.#right, 0, QUANTUM)
    for (let i = 0; i < QUANTUM; i++) {
      const [one, other] = [this.#left[i]!, this.#right[i]!]
      left[i] = left[i]! + one
      right[i] = right[i]! + other
      peaks[0] = Math.max(peaks[0], Math.abs(one))
      peaks[1] = Math.max(peaks[1], Math.abs(other))
    }
  }

  #tell(place: Place, index: number, frame: number): void {
    if (place.timecode) this.#reply(place.timecode.state(index))
    if (!place.isLoaded) {
      place.happened = []
      return
    }
    const { positionSeconds, speed, isHeld, faderPlace: fader } = place.deck
    const peaks = [place.peaks[0], place.peaks[1]] as const
    this.#reply({
      kind: "deck-state",
      state: { deck: index, frame, positionSeconds, speed, isHeld, fader, peaks },
    })
    place.peaks.fill(0)
    this.#tellHappened(place, index, frame - place.deck.frame)
  }

  #tellHappened(place: Place, index: number, origin: number): void {
    if (place.happened.length === 0) return
    this.#reply({ kind: "deck-happened", deck: index, origin, events: place.happened })
    place.happened = []
  }
}

function send({ deck, happened }: Place, event: DeckEvent): void {
  happened.push(deck.send(event))
}

/** The same memory, its frames counted from one of them. */
function from(snapshot: DeckSnapshot, origin: number): DeckSnapshot {
  const moved = <T extends { frame: number }>(event: T): T => ({
    ...event,
    frame: event.frame - origin,
  })
  const { report, offsetSeconds } = snapshot.hand
  return {
    ...snapshot,
    hand: { report: report && moved(report), offsetSeconds },
    waiting: snapshot.waiting.map(moved),
  }
}
