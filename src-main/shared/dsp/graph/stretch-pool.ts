/** What the stretched clips of a graph share: as many voices as can sound at once, made before they do. */
import { Stretcher, type InstantiateStretch } from "../stretch/stretcher.ts"
import { ClipVoice } from "./clip-voice.ts"

export class StretchPool {
  #instantiate: InstantiateStretch
  #rateHz: number
  #free: ClipVoice[] = []
  /** By channels of sound. */
  #made = new Map<number, Stretcher[]>()
  #wishes = new Map<object, ReadonlyMap<number, number>>()

  constructor(instantiate: InstantiateStretch, rateHz: number) {
    this.#instantiate = instantiate
    this.#rateHz = rateHz
  }

  /** Makes as many ready as a user may need at once, in place of what it wished before. Allocates. @param counts by channels */
  reserve(user: object, counts: ReadonlyMap<number, number>): void {
    this.#wishes.set(user, counts)
    for (const channels of counts.keys()) {
      let wanted = 0
      for (const wish of this.#wishes.values()) wanted += wish.get(channels) ?? 0
      const made = this.#made.get(channels) ?? []
      this.#made.set(channels, made)
      while (made.length < wanted) {
        const like = made[0] ?? null
        const stretcher = new Stretcher(this.#instantiate, channels, this.#rateHz, like)
        made.push(stretcher)
        this.#free.push(new ClipVoice(stretcher))
      }
    }
  }

  /** What was reserved is there for others. */
  leave(user: object): void {
    this.#wishes.delete(user)
  }

  /** @returns null where more sound at once than were reserved */
  take(channels: number): ClipVoice | null {
    for (let at = this.#free.length - 1; at >= 0; at--) {
      const voice = this.#free[at]!
      if (voice.stretcher.channels !== channels) continue
      const last = this.#free.pop()!
      if (last !== voice) this.#free[at] = last
      return voice
    }
    return null
  }

  giveBack(voice: ClipVoice): void {
    voice.assign(null)
    this.#free.push(voice)
  }
}
