/** Takes music in to learn from. What may be done with it is said afterwards, beside what was understood: until then it stays private. */
import type { EngineHost } from "./engine-host/index.ts"

const NOT_SAID = { name: "Licence not said yet", use: "private" } as const
const MOST_NOTICE = 2000

/** @throws StudioError not-found, invalid-input where there is no music */
export async function learnFrom(engine: EngineHost, paths: string[]) {
  const client = engine.client()
  const { notice } = await client["files.lookAtDataset"]({ paths })
  const licence = { ...NOT_SAID, notice: notice.slice(0, MOST_NOTICE) }
  return client["files.importDataset"]({ paths, licence })
}
