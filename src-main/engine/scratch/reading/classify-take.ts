/** A take or a gesture, named. */
import { gestureOf, type Gesture, type GestureTake } from "#shared/gesture/index.ts"
import { readScratch, type Reading, type ReadOptions } from "#shared/scratch/index.ts"

interface Options {
  isByRules?: boolean
}

/** @throws StudioError invalid-input where no source says how its bytes are to be read */
export const classifyTake = (take: GestureTake, options: Options = {}): Reading =>
  classifyGesture(gestureOf(take), { openEnd: openEndOf(take) }, options)

export function classifyGesture(
  gesture: Gesture,
  reading: ReadOptions,
  _options: Options = {},
): Reading {
  return readScratch(gesture, reading)
}

/** What was drawn or played on a deck is open at 1; a controller's own numbers may mean either. */
function openEndOf({ played, edited, events }: GestureTake): NonNullable<ReadOptions["openEnd"]> {
  const isOfDeck = edited ? events.length === 0 : played !== undefined
  return isOfDeck ? "high" : "unknown"
}
