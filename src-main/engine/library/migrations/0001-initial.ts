import type { Database } from "better-sqlite3"

/** Songs of parts, the chunks of each part, maps over parts, and jobs. */
export default {
  id: "0001-initial",
  up(database: Database): void {
    database.exec(`
      CREATE TABLE media (
        hash TEXT PRIMARY KEY,            -- sha-256 of the original file, its name under media/
        bytes INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE songs (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        artist TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('song', 'stems', 'bounce')),
        source_path TEXT NOT NULL,
        format TEXT NOT NULL,
        tags TEXT NOT NULL DEFAULT '[]',  -- JSON array of strings
        added_at INTEGER NOT NULL,        -- unix milliseconds
        removed_at INTEGER
      ) STRICT;

      CREATE TABLE parts (
        id TEXT PRIMARY KEY,
        song_id TEXT NOT NULL REFERENCES songs (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        media_hash TEXT NOT NULL REFERENCES media (hash),
        sample_rate_hz REAL NOT NULL,
        channels INTEGER NOT NULL,
        frames INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX parts_by_song ON parts (song_id, position);
      CREATE INDEX parts_by_media ON parts (media_hash);

      -- One row a part, arrays as BLOBs: 100,000 chunks are read and written at once or in slices, never row by row.
      CREATE TABLE chunk_sets (
        part_id TEXT PRIMARY KEY REFERENCES parts (id) ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        count INTEGER NOT NULL,
        bounds_seconds BLOB NOT NULL,     -- f64 x (count + 1)
        features BLOB NOT NULL,           -- f32 x count x 26
        loudness_db BLOB NOT NULL,        -- f32 x count
        brightness_hz BLOB NOT NULL,      -- f32 x count
        pitch_hz BLOB NOT NULL,           -- f32 x count
        pitch_confidence BLOB NOT NULL,   -- f32 x count
        rich BLOB NOT NULL                -- f32 x count x descriptors
      ) STRICT;

      CREATE TABLE maps (
        id TEXT PRIMARY KEY,
        settings TEXT NOT NULL UNIQUE,    -- canonical JSON of MapSettings
        state TEXT NOT NULL,
        job_id TEXT,
        revisions TEXT NOT NULL,          -- JSON array, one per part
        counts TEXT NOT NULL,             -- JSON array, one per part
        groups TEXT NOT NULL DEFAULT '[]',
        quality3 TEXT,
        quality2 TEXT,
        positions3 BLOB,                  -- f32 x count x 3
        positions2 BLOB,                  -- f32 x count x 2
        group_of BLOB                     -- i32 x count
      ) STRICT;
      CREATE TABLE map_parts (
        map_id TEXT NOT NULL REFERENCES maps (id) ON DELETE CASCADE,
        part_id TEXT NOT NULL REFERENCES parts (id) ON DELETE CASCADE,
        PRIMARY KEY (map_id, part_id)
      ) STRICT;
      -- A map of a part that is gone would name chunks that are not there.
      CREATE TRIGGER map_follows_parts AFTER DELETE ON map_parts
        BEGIN DELETE FROM maps WHERE id = OLD.map_id; END;

      CREATE TABLE jobs (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        input TEXT NOT NULL,
        state TEXT NOT NULL,
        stage TEXT NOT NULL DEFAULT '',
        fraction REAL NOT NULL DEFAULT 0,
        attempt INTEGER NOT NULL DEFAULT 0,
        checkpoint TEXT,                  -- JSON, what a resumed run need not do again
        output TEXT,
        error_code TEXT,
        error_message TEXT,
        song_id TEXT,
        priority INTEGER NOT NULL,        -- smaller first
        cancel_requested INTEGER NOT NULL DEFAULT 0,
        lease_owner TEXT,
        lease_until INTEGER,
        created_at INTEGER NOT NULL,
        started_at INTEGER,
        finished_at INTEGER
      ) STRICT;
      CREATE INDEX jobs_by_state ON jobs (state, priority, created_at);
    `)
  },
}
