import type { Database } from "better-sqlite3"

/** Runs of training with what was measured on their way, and the models that came of them; weights lie in files. */
export default {
  id: "0007-training",
  up(database: Database): void {
    database.exec(`
      CREATE TABLE training_runs (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        state TEXT NOT NULL,
        config TEXT NOT NULL,         -- TrainingConfig as JSON
        dataset_names TEXT NOT NULL,  -- JSON
        facts TEXT NOT NULL,          -- what is known once it has begun, as JSON
        step INTEGER NOT NULL DEFAULT 0,
        steps_per_second REAL,
        error TEXT,                   -- code and message as JSON
        model_id TEXT,
        job_id TEXT,
        created_at INTEGER NOT NULL,
        finished_at INTEGER
      ) STRICT;
      CREATE TABLE training_measurements (
        run_id TEXT NOT NULL REFERENCES training_runs(id) ON DELETE CASCADE,
        step INTEGER NOT NULL,
        seconds REAL NOT NULL,
        train REAL,
        valid REAL NOT NULL,
        PRIMARY KEY (run_id, step)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE models (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        card TEXT NOT NULL,           -- ModelCard as JSON
        bytes INTEGER NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT;
    `)
  },
}
