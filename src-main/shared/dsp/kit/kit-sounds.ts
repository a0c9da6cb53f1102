/** The kit's sounds as far as they are there: made beside the audio thread and brought to it, or made when they are played. */
import type { TileSource } from "../tile-source.ts"
import { sourceOfSound, type KitSound } from "./slipmat-kit.ts"

export class KitSounds {
  #make: ((key: number) => KitSound[]) | null
  #layers = new Map<number, readonly TileSource[]>()

  /** @param make for where nothing waits: offline. Without it only those sound that were put */
  constructor(make: ((key: number) => KitSound[]) | null = null) {
    this.#make = make
  }

  put(key: number, layers: readonly KitSound[]): void {
    this.#layers.set(key, layers.map(sourceOfSound))
  }

  /** Softest first; undefined where the sound is not there. */
  layers(key: number): readonly TileSource[] | undefined {
    if (this.#make && !this.#layers.has(key)) this.put(key, this.#make(key))
    return this.#layers.get(key)
  }
}
