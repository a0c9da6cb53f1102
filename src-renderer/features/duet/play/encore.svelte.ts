/** What is asked for by hand: exchanges that are heard again, and other answers to a call. */
import type { Exchange } from "#shared/contract/index.ts"
import type { ExchangeList } from "../answers/exchange-list.svelte.ts"
import type { DuetTracks } from "./duet-tracks.ts"
import type { DialogueParts } from "./dialogue-parts.ts"
import type { Dialogue } from "./dialogue.svelte.ts"
import { answeredExchange, emptyExchange } from "./exchanges.ts"
import type { DuetSettings } from "../settings.svelte.ts"

export class Encore {
  isAsking = $state(false)
  #dialogue: Dialogue
  #list: ExchangeList
  #settings: DuetSettings
  #tracks: DuetTracks

  constructor(dialogue: Dialogue, { list, settings, tracks }: DialogueParts) {
    this.#dialogue = dialogue
    this.#list = list
    this.#settings = settings
    this.#tracks = tracks
  }

  /** Draws an exchange that is kept, silently. */
  show(exchange: Exchange): void {
    const dialogue = this.#dialogue
    if (dialogue.clock.detector.isUnderWay || dialogue.shown?.id === exchange.id) return
    dialogue.hush()
    dialogue.heard.forget()
    dialogue.shown = { ...exchange, weighed: [] }
  }

  /** Plays an exchange that is kept. @param isWhole with its call */
  async replay(exchange: Exchange, isWhole = true): Promise<void> {
    const dialogue = this.#dialogue
    this.show(exchange)
    dialogue.hush()
    const tracks = this.#tracks.ready()
    if (!tracks) return
    const { call, answer, afterSeconds } = exchange
    const parts = [
      ...(isWhole ? [{ trackId: tracks.you, notes: call, afterSeconds: 0 }] : []),
      { trackId: tracks.answer, notes: answer, afterSeconds: isWhole ? afterSeconds : 0 },
    ]
    dialogue.replayed = { id: exchange.id, fromSeconds: isWhole ? 0 : afterSeconds }
    await dialogue.play(parts, () => (dialogue.replayed = null))
  }

  /** The phrase is over because somebody says so; where none is under way, a call without an answer gets one. */
  answerNow(): void {
    const { clock, shown, turn } = this.#dialogue
    if (clock.detector.isUnderWay) clock.finish()
    else if (shown?.answer.length === 0 && turn.who === "nobody") void this.another(0)
  }

  /** To the call that is shown, by another seed; it is heard at once unless the hand plays. */
  async another(step = 1): Promise<void> {
    const dialogue = this.#dialogue
    const { shown, clock } = dialogue
    if (!shown || this.isAsking || clock.detector.isUnderWay) return
    const seed = shown.seed + step
    const request = dialogue.rules.asking(shown.call, null, seed)
    if (!request) return
    dialogue.hush()
    this.isAsking = true
    try {
      const answer = await dialogue.line.answer(-seed, request)
      const fresh = emptyExchange(this.#settings)
      const begun = shown.answer.length === 0 ? { ...fresh, id: shown.id } : fresh
      const next = answeredExchange(begun, shown.call, answer)
      void this.#list.keep(next)
      if (dialogue.turn.who === "human") return
      dialogue.problem = null
      dialogue.shown = { ...next, weighed: answer.weighed }
      await this.replay(next, next.mode === "accompany")
    } catch (error) {
      dialogue.failed(error)
    } finally {
      this.isAsking = false
    }
  }
}
