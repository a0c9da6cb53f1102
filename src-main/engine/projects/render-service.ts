/** Renders a project to files: finds its recordings and leaves the work to a worker thread. */
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { entitiesOf, entityOf, type Project } from "#shared/project/index.ts"
import type { MediaStore } from "../library/index.ts"
import type { Executor } from "../platform/index.ts"
import type { RenderInput, renderTask } from "./render-io.ts"

export interface RenderParts {
  executor: Executor<{ render: typeof renderTask }>
  media: Pick<MediaStore, "has">
  /** Brings the decoded sound of a recording to the cache. */
  decodedPath(sha256: string, name: string): Promise<string>
}

export interface RenderRequest extends Pick<
  RenderInput,
  "sampleRateHz" | "sampleFormat" | "fromTicks" | "toTicks"
> {
  path: string
  stemsDirectory?: string | undefined
}

export interface RenderReport {
  seconds: number
  /** Linear. */
  peak: number
  /** Names of recordings that are not there: they are silent. */
  missing: string[]
  stems: string[]
}

interface Call {
  signal: AbortSignal
  progress(update: { fraction: number }): void
}

export async function renderProject(
  project: Project,
  request: RenderRequest,
  { signal, progress }: Call,
  { executor, media: store, decodedPath }: RenderParts,
): Promise<RenderReport> {
  const media: { id: string; pcmPath: string }[] = []
  for (const { id, sha256, name } of entitiesOf(project.media))
    if (store.has(sha256)) media.push({ id, pcmPath: await decodedPath(sha256, name) })
  const { path, stemsDirectory, sampleRateHz, ...rest } = request
  const stems = stemsDirectory === undefined ? [] : stemPaths(project, stemsDirectory)
  const { frames, peak } = await executor.run(
    "render",
    { ...rest, project, media, outputPath: path, sampleRateHz, stems },
    { signal, onProgress: (fraction) => progress({ fraction }) },
  )
  return {
    seconds: frames / sampleRateHz,
    peak,
    missing: missingMedia(project, store),
    stems: stems.map((stem) => stem.path),
  }
}

/** Names of the project's recordings that are not in a library. */
export function missingMedia({ media }: Project, store: Pick<MediaStore, "has">): string[] {
  return entitiesOf(media)
    .filter(({ sha256 }) => !store.has(sha256))
    .map(({ name }) => name)
}

function stemPaths(project: Project, folder: string): { trackId: string; path: string }[] {
  mkdirSync(folder, { recursive: true })
  return project.trackOrder.map((trackId, index) => {
    const title = entityOf(project.tracks, trackId)?.name ?? trackId
    const name = `${String(index + 1).padStart(2, "0")} ${fileName(title)}.wav`
    return { trackId, path: join(folder, name) }
  })
}

/** A title as a name that every file system takes. */
export const fileName = (title: string): string =>
  title.replace(/[\\/:*?"<>|]/g, "_").trim() || "Untitled"
