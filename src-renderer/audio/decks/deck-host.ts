/** The decks' end of the line: obeys messages, adds their sound to blocks. Knows nothing of worklets, so that tests can drive it. */
import { Deck, type DeckEvent, type DeckSnapshot } from "#shared/dsp/deck/index.ts"
import { QUANTUM } from "#shared/dsp/graph/index.ts"
import type { TileSource } from "#shared/dsp/index.ts"
import { DECK_COUNT, type FromDecks, type ToDecks } from "./deck-protocol.ts"

/** About sixty times a second. */
const TELL_FRAMES = 768

interface Place {
  deck: Deck
  isLoaded: boolean
  happened: DeckEvent[]
  peaks: [number, number]
}

export class DeckHost {
  #places: Place[]
  #sources: ReadonlyMap<number, TileSource>
  #reply: (message: FromDecks) => void
  /** Context frame minus deck frame; until the first block it is not known, and what comes before waits. */
  #offset: number | null = null
  #early: ToDecks[] = []
  #left = new Float32Array(QUANTUM)
  #right = new Float32Array(QUANTUM)
  #untold = 0

  /** @param sources which the player fills with sound */
  constructor(
    rateHz: number,
    reply: (message: FromDecks) => void,
    sources: ReadonlyMap<number, TileSource>,
  ) {
    this.#sources = sources
    this.#reply = reply
    this.#places = Array.from({ length: DECK_COUNT }, () => ({
      ...{ deck: new Deck(rateHz), isLoaded: false, happened: [], peaks: [0, 0] },
    }))
  }

  receive(message: ToDecks): void {
    if (this.#offset === null) this.#early.push(message)
    else this.#obey(message, this.#offset)
  }

  #obey(message: ToDecks, offset: number): void {
    const place = this.#places[message.deck]
    if (!place) return
    if (message.kind === "deck-load") {
      const source = message.source === null ? null : this.#sources.get(message.source)
      place.deck.load(source ?? null)
      place.isLoaded = Boolean(source)
      return
    }
    if (message.kind === "deck-mark") {
      this.#mark(place, message.deck, offset)
      return
    }
    if (message.kind === "deck-replay") {
      place.deck.restore(message.start, 0)
      for (const event of message.events)
        place.deck.send({ ...event, frame: event.frame + place.deck.frame })
      return
    }
    const { event } = message
    const kept = place.deck.send({ ...event, frame: event.frame - offset })
    place.happened.push({ ...kept, frame: kept.frame + offset })
  }

  /** Messages come between quanta, which are whole stretches: what a deck remembers is all there is. */
  #mark(place: Place, index: number, offset: number): void {
    this.#tellHappened(place, index)
    const { frame } = place.deck
    const start = from(place.deck.snapshot(), frame)
    this.#reply({ kind: "deck-marked", deck: index, frame: frame + offset, start })
  }

  /** Adds the next quantum to a block of that length. @param contextFrame frame of the block's first sample */
  process(left: Float32Array, right: Float32Array, contextFrame: number): void {
    this.#offset = contextFrame - this.#places[0]!.deck.frame
    for (const message of this.#early) this.#obey(message, this.#offset)
    if (this.#early.length > 0) this.#early = []
    for (const place of this.#places) this.#add(place, left, right)
    this.#untold += QUANTUM
    if (this.#untold < TELL_FRAMES) return
    this.#untold = 0
    this.#places.forEach((place, index) => this.#tell(place, index, contextFrame + QUANTUM))
  }

  #add({ deck, peaks }: Place, left: Float32Array, right: Float32Array): void {
    deck.process(this.#left, this.#right, 0, QUANTUM)
    for (let i = 0; i < QUANTUM; i++) {
      const [one, other] = [this.#left[i]!, this.#right[i]!]
      left[i] = left[i]! + one
      right[i] = right[i]! + other
      peaks[0] = Math.max(peaks[0], Math.abs(one))
      peaks[1] = Math.max(peaks[1], Math.abs(other))
    }
  }

  #tell(place: Place, index: number, frame: number): void {
    if (!place.isLoaded) return
    const { positionSeconds, speed, isHeld } = place.deck
    const peaks = [place.peaks[0], place.peaks[1]] as const
    this.#reply({
      kind: "deck-state",
      state: { deck: index, frame, positionSeconds, speed, isHeld, peaks },
    })
    place.peaks.fill(0)
    this.#tellHappened(place, index)
  }

  #tellHappened(place: Place, index: number): void {
    if (place.happened.length === 0) return
    this.#reply({ kind: "deck-happened", deck: index, events: place.happened })
    place.happened = []
  }
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
