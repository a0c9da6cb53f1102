/** The two decks of the window, over its one sound output. */
import { getContext, setContext } from "svelte"
import type { FromAudio } from "../player-protocol.ts"
import type { Sound } from "../sound.ts"
import { AudioClock } from "./audio-clock.ts"
import { DeckPlayer } from "./deck-player.svelte.ts"
import { DECK_COUNT } from "./deck-protocol.ts"

export interface DecksOptions {
  sound: Sound
  /** Told what could not be played. */
  onProblem(error: unknown): void
}

export class Decks {
  readonly players: readonly DeckPlayer[]
  #sound: Sound
  #clock: AudioClock | undefined

  constructor({ sound, onProblem }: DecksOptions) {
    this.#sound = sound
    const clock = (): AudioClock | undefined => this.#noted()
    this.players = Array.from(
      { length: DECK_COUNT },
      (_, deck) => new DeckPlayer({ deck, sound, clock, onProblem }),
    )
    sound.listen({
      receive: (message) => this.#receive(message),
      tick: () => {
        this.#noted()
        for (const player of this.players) player.feed()
      },
    })
  }

  /** Samples a second of what is heard; undefined while nothing was. */
  get rateHz(): number | undefined {
    return this.#sound.now?.line.rateHz
  }

  /** Seconds of the output's clock, in whose frames decks tell what they do, of what is heard now; undefined while nothing was. */
  get heardSeconds(): number | undefined {
    return this.#sound.now?.line.heardSeconds()
  }

  #noted(): AudioClock | undefined {
    const line = this.#sound.now?.line
    if (!line) return undefined
    this.#clock ??= new AudioClock(line.rateHz)
    this.#clock.note(performance.now(), line.renderedSeconds?.() ?? line.heardSeconds())
    return this.#clock
  }

  #receive(message: FromAudio): void {
    if (message.kind === "deck-state") this.players[message.state.deck]?.receive(message.state)
    else if (message.kind === "deck-marked") this.players[message.deck]?.marked(message)
    else if (message.kind === "deck-guest-began")
      this.players[message.deck]?.lent.began(message.frame, message.lateFrames)
    else if (message.kind === "deck-guest-ended")
      this.players[message.deck]?.lent.ended(message.frame, message.how, message.hasPlayed)
    else if (message.kind === "deck-happened") {
      const { deck, origin, events } = message
      const inContext = events.map((event) => ({ ...event, frame: event.frame + origin }))
      this.players[deck]?.told.happened(inContext)
    }
  }
}

const KEY = Symbol("decks")

/** Call once, below `provideTransport`, whose output it shares. */
export const provideDecks = (options: DecksOptions): Decks => setContext(KEY, new Decks(options))

/** @throws outside a component below `provideDecks`. */
export function useDecks(): Decks {
  const decks = getContext<Decks | undefined>(KEY)
  if (!decks) throw new Error("No decks above this component: call provideDecks first")
  return decks
}
