import { createEngine, type Engine } from "#engine/engine.ts"
import { nodePlatform } from "#engine/platform/node/index.ts"
import { libraryDirectory } from "./library-directory.ts"

/** Opens the library, runs `work` and closes it again, also where `work` throws. */
export async function withEngine<T>(
  library: string | undefined,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await createEngine(nodePlatform({ libraryDirectory: libraryDirectory(library) }))
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}

/** A call's context where nobody listens to its progress. */
export function quietly(signal: AbortSignal): {
  signal: AbortSignal
  progress(update: never): void
} {
  return { signal, progress: () => undefined }
}
