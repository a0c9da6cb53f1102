/** A take or a gesture, named: by rules, and of what is short also by what was learnt. */
import { gestureOf, type Gesture, type GestureTake } from "#shared/gesture/index.ts"
import { readScratch, type Reading, type ReadOptions } from "#shared/scratch/index.ts"
import { featuresOf, MOST_STROKES } from "../classifier/features.ts"
import { shippedClassifier } from "../classifier/model-io.ts"
import { nameRows } from "../classifier/name.ts"
import { combined } from "./combine.ts"

interface Options {
  /** Without what was learnt. */
  isByRules?: boolean
}

type OpenEnd = NonNullable<ReadOptions["openEnd"]>

/**
 * How much what was learnt weighs beside the rules: measured, see the bench. Of one round of an unknown rig the rules know what is
 * usual; the network has learnt all techniques alike.
 */
const LEARNT = 0.75
const LEARNT_OF_ONE_ROUND = 0.2
const ONE_ROUND = 3

/** @throws StudioError invalid-input where no source says how its bytes are to be read */
export const classifyTake = (take: GestureTake, options: Options = {}): Reading =>
  classifyGesture(gestureOf(take), openEndOf(take), options)

export function classifyGesture(
  gesture: Gesture,
  openEnd: OpenEnd,
  { isByRules = false }: Options = {},
): Reading {
  const reading = readScratch(gesture, { openEnd })
  const { segments, ...whole } = reading
  const isShort = whole.strokes > 0 && whole.strokes <= MOST_STROKES && segments.length === 1
  const learnt = isByRules || !isShort ? null : shippedClassifier()
  if (!learnt) return reading
  const isOneRound = openEnd === "unknown" && whole.strokes <= ONE_ROUND
  const shares = nameRows(learnt.weights, featuresOf(gesture, openEnd, !isOneRound))
  const label = combined(whole, shares, isOneRound ? LEARNT_OF_ONE_ROUND : LEARNT)
  return { ...label, segments: [label] }
}

/** What was drawn or played on a deck is open at 1; a controller's own numbers may mean either. */
function openEndOf({ played, edited, events }: GestureTake): OpenEnd {
  const isOfDeck = edited ? events.length === 0 : played !== undefined
  return isOfDeck ? "high" : "unknown"
}
