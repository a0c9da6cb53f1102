/** Which projects were open, the last one first. */
import type { Database } from "../library/index.ts"

export type RecentStore = ReturnType<typeof createRecentStore>

export function createRecentStore(database: Database) {
  const remember = database.prepare(
    "INSERT INTO projects (path, opened_at) VALUES (?, ?) ON CONFLICT DO UPDATE SET opened_at = excluded.opened_at",
  )
  const forget = database.prepare("DELETE FROM projects WHERE path = ?")
  const all = database.prepare<[], { path: string }>(
    "SELECT path FROM projects ORDER BY opened_at DESC, path",
  )
  return {
    remember(path: string, atMs: number): void {
      remember.run(path, atMs)
    },
    forget(path: string): void {
      forget.run(path)
    },
    paths: (): string[] => all.all().map(({ path }) => path),
  }
}
