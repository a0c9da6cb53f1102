/** What is asked of the partner: what it makes of a phrase that goes on, and answers that may be called back. */
import {
  StudioError,
  toStudioError,
  type DuetAnswer,
  type DuetBar,
  type DuetHearing,
  type StudioContract,
} from "#shared/contract/index.ts"
import type { z } from "zod"
import type { Studio } from "../../../session/index.ts"

export type HearRequest = z.input<StudioContract["duet.hear"]["input"]>
export type AnswerRequest = z.input<StudioContract["duet.answer"]["input"]>

export type AlongRequest = z.input<StudioContract["duet.accompany"]["input"]>

export class PartnerLine {
  #engine: Studio["engine"]
  #isHearing = false
  #next: { request: HearRequest; tell: (hearing: DuetHearing | null) => void } | null = null
  #asks = new Map<number, AbortController>()

  constructor(engine: Studio["engine"]) {
    this.#engine = engine
  }

  /** One call at a time: of those that come meanwhile only the last is made. @param tell null where it could not be heard */
  hear(request: HearRequest, tell: (hearing: DuetHearing | null) => void): void {
    if (this.#isHearing) {
      this.#next = { request, tell }
      return
    }
    this.#isHearing = true
    this.#engine
      ["duet.hear"](request)
      .then(tell, () => tell(null)) // the answer says what is wrong
      .finally(() => {
        this.#isHearing = false
        const next = this.#next
        this.#next = null
        if (next) this.hear(next.request, next.tell)
      })
  }

  /** Nothing of the phrase is waited for any more. */
  forget(): void {
    this.#next = null
  }

  /** @throws StudioError: `cancelled` after `cancel` */
  async answer(ask: number, request: AnswerRequest): Promise<DuetAnswer> {
    this.forget()
    const controller = new AbortController()
    const { signal } = controller
    this.#asks.set(ask, controller)
    try {
      return await this.#again(() => this.#engine["duet.answer"](request, { signal }), signal)
    } finally {
      this.#asks.delete(ask)
    }
  }

  /** @throws StudioError: `cancelled` by the signal */
  accompany(request: AlongRequest, signal: AbortSignal): Promise<DuetBar> {
    return this.#engine["duet.accompany"](request, { signal })
  }

  cancel(ask: number): void {
    this.#asks.get(ask)?.abort()
  }

  cancelAll(): void {
    for (const controller of this.#asks.values()) controller.abort()
  }

  /** An engine that died is waited for, once: somebody has played. */
  async #again<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      return await ask()
    } catch (error) {
      const { code } = toStudioError(error)
      if (signal.aborted) throw new StudioError("cancelled", "Cancelled")
      if (code !== "engine-lost") throw error
      return ask()
    }
  }
}
