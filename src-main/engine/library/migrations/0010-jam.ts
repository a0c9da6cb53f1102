import type { Database } from "better-sqlite3"

/** Answers of the jam, and the thumbs that they were given. */
export default {
  id: "0010-jam",
  up(database: Database): void {
    database.exec(`
      CREATE TABLE jam_answers (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        mode TEXT NOT NULL,
        traits TEXT NOT NULL,         -- Traits as JSON
        is_liked INTEGER              -- NULL: no thumb
      ) STRICT;
    `)
  },
}
