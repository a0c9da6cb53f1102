/** Answers scratch.*: each part of the lab has its handlers in a file of its own. */
import type { Handlers, scratchReading } from "#shared/contract/index.ts"
import { readingHandlers } from "./reading/reading-handlers.ts"

export interface ScratchService {
  handlers: Handlers<typeof scratchReading>
}

export const createScratchService = (): ScratchService => ({ handlers: { ...readingHandlers } })
