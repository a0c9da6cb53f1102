/** Gestures that a search found by itself, of the archives that came with the program: what a partner knows besides techniques. */
import { readArchive, shownElites } from "../archives/index.ts"
import { shippedArchives } from "../archives/archives-store.ts"
import type { KnownGesture } from "./bank.ts"

/** Of each archive, the best. */
const MOST = 48

export function foundGestures(paths = shippedArchives().archives.values()): KnownGesture[] {
  return [...paths].flatMap((path) => {
    const file = readArchive(path)
    const beat = { bpm: file.settings.bpm, beatsPerBar: 4, barSeconds: 0 }
    return shownElites(file)
      .toSorted((one, other) => other.quality - one.quality)
      .slice(0, MOST)
      .map((elite) => ({ gesture: elite.play(), beat }))
  })
}
