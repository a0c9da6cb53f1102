/** How large everything is drawn: kept per user, larger at first on a large screen that does not scale by itself. */
import { z } from "zod"
import { LARGEST_SCALE, LEAST_SCALE, type Client, type shell } from "#shared/contract/index.ts"
import type { Preferences } from "./preferences.svelte.ts"

export const SCALES = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const
const KEY = "app.scale"
const Scale = z.number().min(LEAST_SCALE).max(LARGEST_SCALE)

export class InterfaceScale {
  #preferences: Preferences
  #shell: Client<typeof shell>
  /** Read before anything is scaled: scaling changes the pixel ratio. */
  #first = firstScale(screen.height, window.devicePixelRatio)

  constructor(preferences: Preferences, client: Client<typeof shell>) {
    this.#preferences = preferences
    this.#shell = client
  }

  get value(): number {
    return this.#preferences.read(KEY, Scale, this.#first)
  }

  /** Takes up what was kept. @throws what the line to the shell throws. */
  restore(): Promise<void> {
    return this.#shell["shell.setScale"]({ scale: this.value })
  }

  /** One step larger or smaller; `null`: as designed. */
  async step(by: 1 | -1 | null): Promise<void> {
    const nearest = SCALES.findIndex((step) => step >= this.value - 0.01)
    const scale = by === null ? 1 : SCALES[Math.min(SCALES.length - 1, Math.max(0, nearest + by))]
    await this.choose(scale ?? 1)
  }

  /** @param scale LEAST_SCALE to LARGEST_SCALE */
  async choose(scale: number): Promise<void> {
    this.#preferences.write(KEY, scale)
    await this.restore()
  }
}

/** A 4k screen at one pixel a CSS pixel would show letters of two millimetres. */
export function firstScale(screenHeightPx: number, pixelRatio: number): number {
  return pixelRatio < 1.1 && screenHeightPx >= 2000 ? 1.5 : 1
}
