/** Calls and answers in the library. */
import { Exchange, type ExchangeId } from "#shared/contract/duet.ts"
import type { Database } from "../../library/index.ts"

/** As many as a list can show. */
const MOST = 500

export type ExchangeStore = ReturnType<typeof createExchangeStore>

export function createExchangeStore(database: Database) {
  return {
    /** Newest first. */
    list(): Exchange[] {
      const rows = database
        .prepare("SELECT exchange FROM duet_exchanges ORDER BY created_at DESC, id DESC LIMIT ?")
        .all(MOST) as { exchange: string }[]
      return rows.map(({ exchange }) => Exchange.parse(JSON.parse(exchange)))
    },
    /** On disk when it returns; takes the place of one of the same id. */
    keep(exchange: Exchange): void {
      database
        .prepare(
          "INSERT OR REPLACE INTO duet_exchanges (id, exchange, created_at) VALUES (?, ?, ?)",
        )
        .run(exchange.id, JSON.stringify(exchange), Math.round(exchange.createdAt))
    },
    remove(id: ExchangeId): void {
      database.prepare("DELETE FROM duet_exchanges WHERE id = ?").run(id)
    },
  }
}
