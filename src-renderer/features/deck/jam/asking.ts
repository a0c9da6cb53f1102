/** A turn's call: heard from its beginning, answered in its last moments. */
import type { Project } from "#shared/project/index.ts"
import type { DeckPlayer, ProjectTransport, SongPlace } from "../../../audio/index.ts"
import type { Answering, Asked } from "./answering.ts"
import { secondsOf } from "./bars.ts"
import type { JamTurn } from "./jam-turns.ts"
import { PhraseCapture } from "./phrase-capture.ts"

/** Of a bar, the last moments, in which the answer is planned (scratch.md 8). */
export const RESERVED_SECONDS = 0.08
/** So long before the line what was heard so far is answered, in case that the last asking is answered too late. */
const DRAFT_SECONDS = 0.4
/** From the hand to the deck; as the deck's player has it. */
const HAND_SECONDS = 0.005

interface AskingParts {
  readonly transport: ProjectTransport
  readonly player: DeckPlayer
  readonly rateHz: number
  readonly answering: Answering
  /** Told when nothing more will come of the asking. */
  onSettled(): void
}

export class Asking {
  /** All that was heard was asked about, or is. */
  hasAsked = false
  #parts: AskingParts
  #capture: PhraseCapture | null = null
  #hasDraft = false

  constructor(parts: AskingParts) {
    this.#parts = parts
  }

  /** Each call is heard from its beginning, also while it is answered: who plays over the line for a moment goes on with it. */
  listen(isOn: boolean, goesOn = false): void {
    if (isOn && !(goesOn && this.#capture)) {
      this.close()
      this.#capture = new PhraseCapture(this.#parts.player)
    }
    this.#hasDraft = false
    this.hasAsked = false
  }

  close(): void {
    this.#capture?.close()
    this.#capture = null
  }

  /** @param leftSeconds of the turn */
  look(project: Project, turn: JamTurn, place: SongPlace, leftSeconds: number): void {
    const { player, answering, onSettled } = this.#parts
    const heard = (): Asked => this.#heardSoFar(project, turn, place)
    if (leftSeconds <= DRAFT_SECONDS && !this.#hasDraft) {
      this.#hasDraft = true
      answering.forget()
      void answering.draft(heard(), player)
    }
    if (leftSeconds > RESERVED_SECONDS || this.hasAsked) return
    this.hasAsked = true
    void answering.ask(heard(), player).then(onSettled)
  }

  /** So much later than the beat a hand seems to be that is on it, seconds. */
  get latencySeconds(): number {
    const seconds = this.#parts.transport.ahead.seconds()
    return HAND_SECONDS + (seconds ? seconds.made - seconds.heard : 0)
  }

  #heardSoFar(project: Project, { fromTicks, toTicks }: JamTurn, place: SongPlace): Asked {
    const { rateHz, transport } = this.#parts
    const lineSeconds = secondsOf(project, place, toTicks)
    return {
      ...{ project, lineSeconds, rateHz, callTicks: fromTicks },
      captured: this.#capture?.taken(rateHz, lineSeconds * rateHz) ?? null,
      callSeconds: secondsOf(project, place, fromTicks),
      latencySeconds: this.latencySeconds,
      madeSeconds: () => transport.ahead.seconds()?.made ?? Infinity,
    }
  }
}
