import type { Database } from "better-sqlite3"

/** Takes of hands: a row each, and what happened in pieces as they came, so that a crash costs no more than the last one. */
export default {
  id: "0004-gestures",
  up(database: Database): void {
    database.exec(`
      CREATE TABLE gesture_takes (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        part_id TEXT,
        may_train INTEGER NOT NULL,
        rate_hz REAL NOT NULL,
        start TEXT NOT NULL,
        removed_at INTEGER
      ) STRICT;
      CREATE TABLE gesture_pieces (
        take_id TEXT NOT NULL REFERENCES gesture_takes(id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        frames INTEGER NOT NULL,
        played TEXT NOT NULL,
        raw TEXT NOT NULL,
        PRIMARY KEY (take_id, number)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
