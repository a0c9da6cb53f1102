/** What the partner makes of the phrase that is shown. */
import type { DuetHearing, DuetPartner } from "#shared/contract/index.ts"
import type { DuetSettings } from "../settings.svelte.ts"
import type { HearRequest, PartnerLine } from "./partner-line.ts"

export class Heard {
  /** Of the model that is chosen now; null where it could not hear, or another one did. */
  hearing = $derived.by((): DuetHearing | null => {
    const { partner } = this.#settings
    const by = this.#last?.partner
    const isOwn = by?.modelId === partner?.modelId && by?.isUntrained === partner?.isUntrained
    return isOwn ? (this.#last?.hearing ?? null) : null
  })
  #last = $state.raw<{ hearing: DuetHearing | null; partner: DuetPartner } | null>(null)
  #line: PartnerLine
  #settings: DuetSettings

  constructor(line: PartnerLine, settings: DuetSettings) {
    this.#line = line
    this.#settings = settings
  }

  hear(request: HearRequest | null): void {
    const { partner } = this.#settings
    if (request && partner)
      this.#line.hear(request, (hearing) => (this.#last = { hearing, partner }))
  }

  /** Another phrase is shown. */
  forget(): void {
    this.#last = null
  }
}
