/** Which projects were open, the last one first, each under an id that stays. */
import { OpenProjectId } from "#shared/contract/index.ts"
import type { Database } from "../library/index.ts"

export interface RecentProject {
  id: OpenProjectId
  path: string
}

export type RecentStore = ReturnType<typeof createRecentStore>

export function createRecentStore(database: Database, newId: () => string) {
  const remember = database.prepare<[string, string, number], { id: string }>(
    `INSERT INTO projects (id, path, opened_at) VALUES (?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET opened_at = excluded.opened_at RETURNING id`,
  )
  const move = database.prepare("UPDATE OR REPLACE projects SET path = ? WHERE id = ?")
  const forget = database.prepare("DELETE FROM projects WHERE id = ?")
  const pathOf = database.prepare<[string], { path: string }>(
    "SELECT path FROM projects WHERE id = ?",
  )
  const all = database.prepare<[], RecentProject>(
    "SELECT id, path FROM projects ORDER BY opened_at DESC, path",
  )
  return {
    /** @returns the project's id: the one that it had before, where it was open before */
    remember: (path: string, atMs: number): OpenProjectId =>
      OpenProjectId.parse(remember.get(newId(), path, atMs)!.id),
    /** The project lies elsewhere now. */
    move: (id: OpenProjectId, path: string): void => void move.run(path, id),
    forget: (id: OpenProjectId): void => void forget.run(id),
    pathOf: (id: OpenProjectId): string | undefined => pathOf.get(id)?.path,
    all: (): RecentProject[] => all.all(),
  }
}
