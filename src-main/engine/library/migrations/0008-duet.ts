import type { Database } from "better-sqlite3"

/** What was played in duets. */
export default {
  id: "0008-duet",
  up(database: Database): void {
    database.exec(`
      CREATE TABLE duet_exchanges (
        id TEXT PRIMARY KEY,
        exchange TEXT NOT NULL,       -- Exchange as JSON
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX duet_exchanges_by_time ON duet_exchanges (created_at);
    `)
  },
}
