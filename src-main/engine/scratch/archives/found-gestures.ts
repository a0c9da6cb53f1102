/** Gestures that machines found, those that came with the program and those of the library, for whoever plays from them. */
import type { Gesture } from "#shared/gesture/index.ts"
import type { TechniqueClass } from "#shared/scratch/index.ts"
import { shownElites } from "./archive-view.ts"
import type { ArchivesStore } from "./archives-store.ts"

export interface FoundGesture {
  /** Two bars of four beats; its second 0 is a bar line. */
  gesture: Gesture
  bpm: number
  quality: number
  technique: TechniqueClass | null
}

/** The best of every cell of every map. One that cannot be read is left out: who plays need not know. */
export function foundGestures(store: ArchivesStore): FoundGesture[] {
  return store.ids().flatMap((id) => {
    try {
      const file = store.load(id)
      if (!file) return []
      const { bpm } = file.settings
      return shownElites(file).map(({ quality, technique, play }) => ({
        ...{ gesture: play(), bpm, quality, technique },
      }))
    } catch {
      return []
    }
  })
}
