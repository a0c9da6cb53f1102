import type { Database } from "better-sqlite3"

/** Where the person's projects lie, and when each was open last. The projects themselves are files of their own. */
export default {
  id: "0003-projects",
  up(database: Database): void {
    database.exec(`
      CREATE TABLE projects (
        id TEXT PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        opened_at INTEGER NOT NULL
      ) STRICT;
    `)
  },
}
