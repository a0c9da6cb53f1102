import type { Database } from "better-sqlite3"

/** What people say about takes and what they changed in them, beside what was played; takes that came as files. */
export default {
  id: "0005-edited-takes",
  up(database: Database): void {
    database.exec(`
      ALTER TABLE gesture_takes ADD COLUMN session TEXT NOT NULL DEFAULT '';
      ALTER TABLE gesture_takes ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
      ALTER TABLE gesture_takes ADD COLUMN notes TEXT NOT NULL DEFAULT '';
      ALTER TABLE gesture_takes ADD COLUMN beats TEXT;     -- tempo and first beat as JSON
      ALTER TABLE gesture_takes ADD COLUMN edited BLOB;    -- a gesture's numbers, little-endian float64
      ALTER TABLE gesture_takes ADD COLUMN seconds REAL;   -- where its pieces do not say it
      ALTER TABLE gesture_takes ADD COLUMN file TEXT;      -- the take as it was imported, whole
    `)
  },
}
