/** Answers duet.*: calls go to the duet's process with the file of who is to answer. */
import { fail, toStudioError } from "#shared/contract/errors.ts"
import type { duet, DuetPartner, Handlers } from "#shared/contract/index.ts"
import type { Database } from "../library/index.ts"
import { createChanges, following, type ModelStore } from "../training/index.ts"
import { createExchangeStore } from "./exchanges/exchange-store.ts"
import { createPlayerProcess } from "./process/player-process-io.ts"

interface Options {
  database: Database
  models: ModelStore
}

export function createDuet({ database, models }: Options) {
  const exchanges = createExchangeStore(database)
  const changes = createChanges()
  const process = createPlayerProcess()
  const playerOf = ({ modelId, isUntrained }: DuetPartner) => ({
    ...{ file: models.file(modelId), isUntrained },
  })
  const handlers: Handlers<typeof duet> = {
    "duet.open": ({ partner }) => again(() => process.client().open(playerOf(partner))),
    "duet.hear": (request) =>
      again(() => process.client().hear({ player: playerOf(request.partner), request })),
    "duet.answer": (request, { signal }) =>
      again(() =>
        process.client().answer({ player: playerOf(request.partner), request }, { signal }),
      ),
    "duet.accompany": (request, { signal }) =>
      process.client().accompany({ player: playerOf(request.partner), request }, { signal }),
    "duet.infill"(request, { signal, progress }) {
      if (request.toBar <= request.fromBar)
        fail("invalid-input", "There are no bars between the first and the last.")
      return process
        .client()
        .infill({ player: playerOf(request.partner), request }, { signal, onProgress: progress })
    },
    "duet.keep"(exchange) {
      exchanges.keep(exchange)
      changes.changed()
    },
    "duet.remove"({ id }) {
      exchanges.remove(id)
      changes.changed()
    },
    "duet.exchanges": (_input, { signal, progress }) =>
      following(changes, signal, () => progress(exchanges.list())),
  }
  return { handlers, close: () => process.close() }
}

/** A process that died is started again, once: somebody is waiting for an answer. */
async function again<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (toStudioError(error).code !== "engine-lost") throw error
    return ask()
  }
}
