/** Answers of the jam in the library: what they were like, and whether they were liked. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { JamMode, type JamAnswerId } from "#shared/contract/index.ts"
import type { Database } from "../../library/index.ts"
import { TRAITS, type Rated, type Trait, type Traits } from "./liking.ts"

/** Thumbs that count; older ones were another taste. */
const MOST_RATED = 200
/** Answers without a thumb that are kept: those that somebody may still want to rate. */
const MOST_UNRATED = 100

const KeptTraits = z.object(
  Object.fromEntries(TRAITS.map((trait) => [trait, z.number()])) as Record<Trait, z.ZodNumber>,
)

interface Row {
  mode: string
  traits: string
  is_liked: number
}

export type AnswerStore = ReturnType<typeof createAnswerStore>

export function createAnswerStore(database: Database) {
  return {
    keep(id: JamAnswerId, mode: JamMode, traits: Traits): void {
      database
        .prepare("INSERT INTO jam_answers (id, mode, traits) VALUES (?, ?, ?)")
        .run(id, mode, JSON.stringify(traits))
      database
        .prepare(
          `DELETE FROM jam_answers WHERE is_liked IS NULL AND number <=
           (SELECT MAX(number) FROM jam_answers) - ?`,
        )
        .run(MOST_UNRATED)
    },
    /** @param isLiked null takes it back @throws StudioError not-found */
    rate(id: JamAnswerId, isLiked: boolean | null): void {
      const { changes } = database
        .prepare("UPDATE jam_answers SET is_liked = ? WHERE id = ?")
        .run(isLiked === null ? null : Number(isLiked), id)
      if (changes === 0) fail("not-found", "This answer is not known any more")
    },
    /** The newest first. */
    rated(): Rated[] {
      const rows = database
        .prepare(
          `SELECT mode, traits, is_liked FROM jam_answers WHERE is_liked IS NOT NULL
           ORDER BY number DESC LIMIT ?`,
        )
        .all(MOST_RATED) as Row[]
      return rows.map(({ mode, traits, is_liked }) => ({
        mode: JamMode.parse(mode),
        traits: KeptTraits.parse(JSON.parse(traits)),
        isLiked: is_liked !== 0,
      }))
    },
  }
}
