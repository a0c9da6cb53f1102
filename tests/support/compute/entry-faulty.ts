/** A compute process that answers what it is told to, dies, or never answers: for tests of what then happens. */
import type { ComputeCall } from "#engine/compute/index.ts"

process.on("message", ({ id, request }: ComputeCall) => {
  if (request.kind === "open") process.send?.({ id, result: 1 })
  else if (request.kind === "run" && request.model === "dies") process.abort()
  else if (request.kind === "run" && request.model === "answers") process.send?.({ id, result: {} })
})
process.on("disconnect", () => process.exit(0))
