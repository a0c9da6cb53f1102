/** The takes that are kept, and the gestures of rows as they come into view. */
import type { KeptTake } from "#shared/contract/index.ts"
import { TECHNIQUE_CLASSES, techniqueTitle, type TechniqueClass } from "#shared/scratch/index.ts"
import type { Studio } from "../../session/index.ts"
import { DISCOVERED, findGesture, type FoundGesture } from "./model/found-gesture.ts"
import { keyOf, type GestureRef } from "./model/gesture-ref.ts"

export interface LibraryRow {
  readonly ref: GestureRef
  readonly name: string
  /** Beside the name: how long it is. */
  readonly seconds: number | null
}

export interface LibraryGroup {
  readonly name: string
  /** Whose hand: the grammar's, the machine's, a person's. */
  readonly by: "grammar" | "machine" | "person"
  readonly rows: readonly LibraryRow[]
  /** Where there are none. */
  readonly none: string
}

const rowOfTake = ({ id, title, seconds }: KeptTake): LibraryRow => ({
  ...{ ref: { from: "take", takeId: id }, name: title, seconds },
})
const rowOfTechnique = (technique: TechniqueClass): LibraryRow => ({
  ...{ ref: { from: "technique", technique }, name: techniqueTitle(technique), seconds: null },
})

export class GestureLibrary {
  #studio: Studio
  takes = $state.raw<readonly KeptTake[]>([])
  search = $state("")
  /** By key: what was asked for, so that a row that comes back is there at once. */
  #found = new Map<string, { version: number; asked: Promise<FoundGesture> }>()

  groups = $derived.by((): LibraryGroup[] => {
    const found = this.takes.filter(({ tags }) => tags.includes(DISCOVERED))
    const own = this.takes.filter((take) => !found.includes(take))
    return [
      {
        ...{ name: "Techniques", by: "grammar", none: "" },
        rows: this.#matching(TECHNIQUE_CLASSES.map(rowOfTechnique)),
      },
      {
        ...{ name: "Discovered", by: "machine", none: "Enter on a find keeps it here." },
        rows: this.#matching(found.map(rowOfTake)),
      },
      {
        ...{ name: "Mine", by: "person", none: "Takes of the Deck come here: Ctrl R keeps one." },
        rows: this.#matching(own.map(rowOfTake)),
      },
    ]
  })

  constructor(studio: Studio) {
    this.#studio = studio
  }

  async read(): Promise<void> {
    this.takes = await this.#studio.engine["gestures.takes"]({})
  }

  /** Asked for once; what failed is asked for again, and what has another version: a cell may have a better find. */
  find(ref: GestureRef, version = 0): Promise<FoundGesture> {
    const key = keyOf(ref)
    const known = this.#found.get(key)
    if (known?.version === version) return known.asked
    const asked = findGesture(this.#studio.engine, ref)
    this.#found.set(key, { version, asked })
    asked.catch(() => this.#found.delete(key))
    return asked
  }

  #matching(rows: readonly LibraryRow[]): LibraryRow[] {
    const wanted = this.search.trim().toLowerCase()
    return rows.filter(({ name }) => name.toLowerCase().includes(wanted))
  }
}
