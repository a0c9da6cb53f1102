/** Which projects were open, the last one first, each under an id that stays. */
import { OpenProjectId } from "#shared/contract/index.ts"
import type { Database } from "../library/index.ts"

export interface RecentProject {
  id: OpenProjectId
  path: string
}

export type RecentStore = ReturnType<typeof createRecentStore>

/** A database that may not be written is only asked: a project that is not in it gets an id for as long as it is open. */
export function createRecentStore(database: Database, newId: () => string, isReadOnly = false) {
  const remember = database.prepare<[string, string, number], { id: string }>(
    `INSERT INTO projects (id, path, opened_at) VALUES (?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET opened_at = excluded.opened_at RETURNING id`,
  )
  const move = database.prepare("UPDATE OR REPLACE projects SET path = ? WHERE id = ?")
  const forget = database.prepare("DELETE FROM projects WHERE id = ?")
  const known = database.prepare<[string], { id: string }>("SELECT id FROM projects WHERE path = ?")
  const pathOf = database.prepare<[string], { path: string }>(
    "SELECT path FROM projects WHERE id = ?",
  )
  const all = database.prepare<[], RecentProject>(
    "SELECT id, path FROM projects ORDER BY opened_at DESC, path",
  )
  return {
    /** @returns the project's id: the one that it had before, where it was open before */
    remember(path: string, atMs: number): OpenProjectId {
      const row = isReadOnly ? known.get(path) : remember.get(newId(), path, atMs)
      return OpenProjectId.parse(row?.id ?? newId())
    },
    /** The project lies elsewhere now. */
    move: (id: OpenProjectId, path: string): void => void move.run(path, id),
    forget: (id: OpenProjectId): void => {
      if (!isReadOnly) forget.run(id)
    },
    pathOf: (id: OpenProjectId): string | undefined => pathOf.get(id)?.path,
    all: (): RecentProject[] => all.all(),
  }
}
