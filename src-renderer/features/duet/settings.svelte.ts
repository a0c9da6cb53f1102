/** How a partner plays and when a phrase ends, kept for the person. */
import { z } from "zod"
import { DuetMode, DuetTaste, type DuetPartner, type Model } from "#shared/contract/index.ts"
import type { PhraseEnding } from "#shared/duet/index.ts"
import { whatPlays } from "#shared/training/index.ts"
import type { Studio } from "../../session/index.ts"

const ENDING: z.ZodType<PhraseEnding> = z.enum(["silence", "pedal", "bar", "button"])
const CHOSEN = z.string().nullable()
const STARTER = "duet"

export class DuetSettings {
  /** The model's build without what it has learnt: for comparison, never kept. */
  isUntrained = $state(false)
  #studio: Studio

  constructor(studio: Studio) {
    this.#studio = studio
  }

  mode = $derived.by((): DuetMode => this.#studio.preferences.read("duet.mode", DuetMode, "answer"))
  taste = $derived.by((): DuetTaste =>
    this.#studio.preferences.read("duet.taste", DuetTaste, DuetTaste.parse({})),
  )
  ending = $derived.by((): PhraseEnding =>
    this.#studio.preferences.read("duet.ending", ENDING, "silence"),
  )
  #chosen = $derived.by(() => this.#studio.preferences.read("duet.model", CHOSEN, null))
  /** Models that speak notes, and can answer a keyboard. */
  models = $derived.by((): Model[] =>
    this.#studio.training.models.filter(
      (model) => model.card.language === "notes" && whatPlays(model) !== "drums",
    ),
  )
  /** Who plays: the one that was chosen, the one that was made for it, or any. */
  model = $derived.by((): Model | undefined => {
    const own = (id: string | null): Model | undefined => this.models.find((each) => each.id === id)
    return own(this.#chosen) ?? own(STARTER) ?? this.models[0]
  })
  partner = $derived.by((): DuetPartner | null =>
    this.model ? { modelId: this.model.id, isUntrained: this.isUntrained } : null,
  )

  chooseMode(mode: DuetMode): void {
    this.#studio.preferences.write("duet.mode", mode)
  }

  setTaste(changes: Partial<DuetTaste>): void {
    this.#studio.preferences.write("duet.taste", { ...this.taste, ...changes })
  }

  chooseEnding(ending: PhraseEnding): void {
    this.#studio.preferences.write("duet.ending", ending)
  }

  chooseModel(id: string): void {
    this.isUntrained = false
    this.#studio.preferences.write("duet.model", id)
  }
}
