import type { Database } from "better-sqlite3"

/** Music to learn from: a row a set, a row a piece (or a file that could not be read), notes as few bytes. */
export default {
  id: "0006-datasets",
  up(database: Database): void {
    database.exec(`
      CREATE TABLE datasets (
        id TEXT PRIMARY KEY,              -- that of the job that took it in
        name TEXT NOT NULL,
        licence TEXT NOT NULL,            -- JSON
        created_at INTEGER NOT NULL,      -- unix milliseconds
        summary TEXT,                     -- JSON; NULL until all of it is read
        statistics TEXT                   -- JSON
      ) STRICT;
      CREATE TABLE dataset_pieces (
        dataset_id TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        file TEXT NOT NULL,               -- the path, without the number of a piece in a collection
        title TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL,
        reason TEXT NOT NULL DEFAULT '',
        work TEXT NOT NULL DEFAULT '',
        split TEXT,
        genre TEXT NOT NULL DEFAULT '',
        content TEXT NOT NULL DEFAULT '', -- sha-256 of the notes
        tally TEXT,                       -- JSON
        code BLOB,                        -- notes, meters, tempos: see piece-code.ts
        frames BLOB,                      -- i8 x 4 voices a sixteenth
        sketch BLOB,                      -- u32 x 0..1024, until all of the set is read
        PRIMARY KEY (dataset_id, path)
      ) STRICT;
    `)
  },
}
