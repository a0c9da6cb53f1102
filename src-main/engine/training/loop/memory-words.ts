/** What executors say where memory runs out, in words that help. */
import { StudioError } from "#shared/contract/errors.ts"

/** ONNX Runtime's, C++'s, V8's and graphics drivers' ways of saying it. */
const WANTING = /bad.?alloc|failed to allocate|allocation failed|out of memory|typed array length/i

/** @returns `error` itself where it is about something else */
export function inMemoryWords(error: unknown, batch: number): unknown {
  const message = error instanceof Error ? error.message : String(error)
  if (!WANTING.test(message)) return error
  const help = batch > 1 ? "Half the batch would fit." : "A smaller model would fit."
  return new StudioError("out-of-memory", `Too big for this computer's memory. ${help}`, {
    cause: error,
  })
}
