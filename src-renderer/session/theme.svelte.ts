/** Which colours the studio wears: kept per user, or as the desktop wishes. */
import { z } from "zod"
import type { Preferences } from "./preferences.svelte.ts"

const Choice = z.enum(["dark", "light", "contrast", "system"])
export type ThemeChoice = z.infer<typeof Choice>

const KEY = "app.theme"

export class Theme {
  #preferences: Preferences
  #moreContrast = matchMedia("(prefers-contrast: more)")
  #light = matchMedia("(prefers-color-scheme: light)")

  constructor(preferences: Preferences) {
    this.#preferences = preferences
  }

  /** Dark as designed, until another is chosen; a wish for more contrast is followed even then. */
  get choice(): ThemeChoice {
    return this.#preferences.read(KEY, Choice, this.#moreContrast.matches ? "contrast" : "dark")
  }

  choose(choice: ThemeChoice): void {
    this.#preferences.write(KEY, choice)
    this.#wear()
  }

  /** Takes up what was kept, and follows the desktop from now on. */
  restore(): void {
    this.#wear()
    for (const query of [this.#moreContrast, this.#light])
      query.addEventListener("change", () => this.#wear())
  }

  #wear(): void {
    document.documentElement.dataset["theme"] = this.#worn()
  }

  #worn(): Exclude<ThemeChoice, "system"> {
    if (this.choice !== "system") return this.choice
    if (this.#moreContrast.matches) return "contrast"
    return this.#light.matches ? "light" : "dark"
  }
}
