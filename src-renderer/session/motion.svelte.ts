/** Whether things move on their way to another place: as the desktop wishes, or never. Kept per user. */
import { z } from "zod"
import type { Preferences } from "./preferences.svelte.ts"

const Choice = z.enum(["system", "none"])
export type MotionChoice = z.infer<typeof Choice>

const KEY = "app.motion"
const STILLNESS = "(prefers-reduced-motion: reduce)"

export class Motion {
  #preferences: Preferences

  constructor(preferences: Preferences) {
    this.#preferences = preferences
  }

  get choice(): MotionChoice {
    return this.#preferences.read(KEY, Choice, "system")
  }

  /** Reactive to the choice; what the desktop wishes is asked each time. */
  get isWanted(): boolean {
    return this.choice === "system" && !matchMedia(STILLNESS).matches
  }

  choose(choice: MotionChoice): void {
    this.#preferences.write(KEY, choice)
    this.restore()
  }

  /** Takes up what was kept: durations of the tokens follow. */
  restore(): void {
    document.documentElement.dataset["motion"] = this.choice
  }
}
