/** What the frozen rules call the gestures that were found. The search never asks: this is for a person who looks at the map. */
import type { DiscoverySettings, ScratchReading } from "#shared/contract/index.ts"
import type { Gesture } from "#shared/gesture/index.ts"
import { readScratch, type TechniqueClass } from "#shared/scratch/index.ts"
import { firstStrokes, gestureOfPerformance, Stage } from "../gestures/index.ts"
import type { EliteArchive } from "./archive.ts"
import { shownNiches } from "./shown.ts"

/** By niche, with the quality that was named: an elite that was beaten is named again. */
export type ShownNames = Map<number, { quality: number; technique: TechniqueClass | null }>

const HEARD_BARS = 2

/** Of one gesture as it is heard: two bars of it. */
export function playedOf(
  genes: Float32Array,
  { bpm, limits, seed }: Pick<DiscoverySettings, "bpm" | "limits" | "seed">,
): Gesture {
  const [performance] = new Stage(1, bpm, limits, HEARD_BARS).play([genes], () => seed)
  return gestureOfPerformance(performance!)
}

export const readingOf = (gesture: Gesture): ScratchReading =>
  readScratch(gesture, { openEnd: "high" })

/** Four rounds tell what a gesture is. */
const NAMED_STROKES = 8

/**
 * Row after row; undefined where nobody is.
 * @param known what was named before, which is kept up to date @param most so many are named at once, the others keep their names
 */
export function nameShown(
  archive: EliteArchive,
  settings: DiscoverySettings,
  known: ShownNames,
  most = Infinity,
): (TechniqueClass | null | undefined)[] {
  let left = most
  return Array.from(shownNiches(archive), (niche) => {
    if (niche < 0) return undefined
    const quality = archive.qualities[niche]!
    const before = known.get(niche)
    if (before?.quality === quality || left-- <= 0) return before?.technique ?? null
    const gesture = firstStrokes(playedOf(archive.genesOf(niche), settings), NAMED_STROKES)
    const { technique } = readingOf(gesture)
    known.set(niche, { quality, technique })
    return technique
  })
}
