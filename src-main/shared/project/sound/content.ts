/** A clip as the stretches of its content that sound one after the other: one, or one for each round of its loop. */
import type { ClipLoop } from "../model/index.ts"

export interface ContentStretch {
  /** Ticks from the clip's start. */
  atTicks: number
  /** Ticks of the content from where it begins. */
  fromTicks: number
  lengthTicks: number
}

interface Looped {
  readonly lengthTicks: number
  readonly offsetTicks?: number
  readonly loop?: ClipLoop | undefined
}

export function contentOf({ lengthTicks, offsetTicks = 0, loop }: Looped): ContentStretch[] {
  if (!loop) return [{ atTicks: 0, fromTicks: offsetTicks, lengthTicks }]
  const stretches: ContentStretch[] = []
  let atTicks = 0
  let within = loop.offsetTicks
  while (atTicks < lengthTicks) {
    const length = Math.min(loop.lengthTicks - within, lengthTicks - atTicks)
    stretches.push({ atTicks, fromTicks: offsetTicks + within, lengthTicks: length })
    atTicks += length
    within = 0
  }
  return stretches
}
