/** Gestures that machines found, those that came with the program and those of the library, for whoever plays from them. */
import type { JamBeat } from "#shared/contract/index.ts"
import type { Gesture } from "#shared/gesture/index.ts"
import type { TechniqueClass } from "#shared/scratch/index.ts"
import { type ShownElite, shownElites } from "./archive-view.ts"
import type { ArchivesStore } from "./archives-store.ts"

export interface FoundGesture {
  /** Two bars; its second 0 is a bar line. */
  gesture: Gesture
  beat: JamBeat
  technique: TechniqueClass | null
}

/** Each is played when it is asked for, in a millisecond or so; more would make an answer late. */
const MOST = 48

/** The best of all maps. One that cannot be read is left out: who plays need not know. */
export function foundGestures(store: ArchivesStore): FoundGesture[] {
  return store
    .ids()
    .flatMap((id) => elitesOf(store, id))
    .sort((one, other) => other.quality - one.quality)
    .slice(0, MOST)
    .map(({ play, bpm, technique }) => ({
      ...{ gesture: play(), technique },
      beat: { bpm, beatsPerBar: 4, barSeconds: 0 },
    }))
}

function elitesOf(
  store: ArchivesStore,
  id: ReturnType<ArchivesStore["ids"]>[number],
): (ShownElite & { bpm: number })[] {
  try {
    const file = store.load(id)
    return file ? shownElites(file).map((each) => ({ ...each, bpm: file.settings.bpm })) : []
  } catch {
    return []
  }
}
