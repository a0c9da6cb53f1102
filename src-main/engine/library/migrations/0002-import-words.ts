import type { Database } from "better-sqlite3"

/** What an import has to say afterwards: which files came together, and what was wrong with those that could be read. */
export default {
  id: "0002-import-words",
  up(database: Database): void {
    database.exec(`
      ALTER TABLE parts ADD COLUMN warning TEXT NOT NULL DEFAULT '';  -- sentences for a person
      ALTER TABLE jobs ADD COLUMN batch TEXT NOT NULL DEFAULT '';     -- shared by jobs asked for together
      UPDATE jobs SET batch = id;
      CREATE INDEX jobs_by_batch ON jobs (batch, state);
    `)
  },
}
