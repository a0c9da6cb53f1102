import { createEngine, type Engine, type OpenedLibrary, openLibrary } from "#engine/engine.ts"
import { requireLibrary } from "#engine/library/index.ts"
import { nodePlatform } from "#engine/platform/node/index.ts"
import { libraryDirectory } from "./library-directory.ts"

/** Opens a library that is there to look at it, runs `work` and closes it again. */
export async function withLibrary<T>(
  library: string | undefined,
  work: (library: OpenedLibrary) => Promise<T>,
): Promise<T> {
  const opened = openLibrary(nodePlatform({ libraryDirectory: libraryDirectory(library) }))
  try {
    return await work(opened)
  } finally {
    opened.close()
  }
}

/** As `withEngine`, for what makes sense only where a library is. */
export async function withExistingEngine<T>(
  library: string | undefined,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  requireLibrary(libraryDirectory(library))
  return withEngine(library, work)
}

/** Opens the library (making it if need be), runs `work` and closes it again, also where `work` throws. */
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
