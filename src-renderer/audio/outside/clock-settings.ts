/** Whose clock is followed, and who gets ours. Kept with the preferences: devices are of this machine. */
import { z } from "zod"
import type { Preferences } from "../../session/index.ts"

const FOLLOWED = "midi.clockFrom"
const SENT = "midi.clockTo"

export class ClockSettings {
  #preferences: Preferences

  constructor(preferences: Preferences) {
    this.#preferences = preferences
  }

  /** Name of an input; null: the studio has its own time. */
  get followed(): string | null {
    return this.#preferences.read(FOLLOWED, z.string().nullable(), null)
  }

  set followed(port: string | null) {
    this.#preferences.write(FOLLOWED, port)
  }

  /** Names of outputs. */
  get sent(): readonly string[] {
    return this.#preferences.read(SENT, z.array(z.string()), [])
  }

  toggleSent(port: string): void {
    const { sent } = this
    const others = sent.filter((each) => each !== port)
    this.#preferences.write(SENT, others.length < sent.length ? others : [...sent, port])
  }
}
