/** Renders a project to files: finds its recordings and leaves the work to a worker thread. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, extname, join } from "node:path"
import { fail } from "#shared/contract/errors.ts"
import { entitiesOf, entityOf, type Project } from "#shared/project/index.ts"
import type { MediaStore } from "../library/index.ts"
import type { Executor } from "../platform/index.ts"
import { makeFolder } from "../platform/node/folder-io.ts"
import { encodeFile, findEncoder } from "./external-encoder-io.ts"
import type { RenderInput, renderTask } from "./render-io.ts"
import { fileName } from "./file-name.ts"
import { checkExportTarget, checkFolderTarget, namedIfFull } from "./target-io.ts"

export interface RenderParts {
  executor: Executor<{ render: typeof renderTask }>
  media: Pick<MediaStore, "has">
  /** Brings the decoded sound of a recording to the cache. */
  decodedPath(sha256: string, name: string): Promise<string>
}

export const RENDER_FORMATS = ["wav", "flac", "ogg", "mp3"] as const
export type RenderFormat = (typeof RENDER_FORMATS)[number]

/** By the ending of a name; undefined where it is of another kind. */
export function renderFormatOf(path: string): RenderFormat | undefined {
  const ending = extname(path).slice(1).toLowerCase()
  return RENDER_FORMATS.find((format) => format === ending)
}

export interface RenderRequest extends Pick<
  RenderInput,
  "sampleRateHz" | "sampleFormat" | "fromTicks" | "toTicks"
> {
  path: string
  /** Else what the path's ending says. */
  format?: RenderFormat | undefined
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

/** @throws StudioError invalid-input where the ending names no format, device-unavailable where its encoder is not there, disk-full */
export async function renderProject(
  project: Project,
  request: RenderRequest,
  call: Call,
  parts: RenderParts,
): Promise<RenderReport> {
  try {
    return await rendered(project, request, call, parts)
  } catch (error) {
    throw namedIfFull(request.path, error)
  }
}

async function rendered(
  project: Project,
  request: RenderRequest,
  call: Call,
  parts: RenderParts,
): Promise<RenderReport> {
  const { format = renderFormatOf(request.path), path } = request
  if (!format) fail("invalid-input", `${basename(path)} must end in .${RENDER_FORMATS.join(", .")}`)
  checkExportTarget(path)
  const stems = stemsOf(project, request.stemsDirectory, format)
  if (format === "wav" || format === "flac")
    return await renderPlain(project, { ...request, format, stems }, call, parts)
  const encoder = findEncoder(format)
  const folder = mkdtempSync(join(tmpdir(), "slipmat-render-"))
  try {
    const targets = [path, ...stems.map((stem) => stem.path)]
    const waves = targets.map((_, index) => join(folder, `${index}.wav`))
    const plain = {
      ...request,
      path: waves[0]!,
      format: "wav" as const,
      sampleFormat: "int24" as const,
      stems: stems.map(({ trackId }, index) => ({ trackId, path: waves[index + 1]! })),
    }
    const report = await renderPlain(project, plain, call, parts)
    for (const [index, target] of targets.entries())
      await encodeFile(encoder, waves[index]!, target, { format, signal: call.signal })
    return { ...report, stems: stems.map((stem) => stem.path) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Stems = { trackId: string; path: string }[]

async function renderPlain(
  project: Project,
  {
    path,
    stems,
    sampleRateHz,
    sampleFormat,
    format,
    fromTicks,
    toTicks,
  }: RenderRequest & {
    format: "wav" | "flac"
    stems: Stems
  },
  { signal, progress }: Call,
  { executor, media: store, decodedPath }: RenderParts,
): Promise<RenderReport> {
  const media: { id: string; pcmPath: string }[] = []
  for (const { id, sha256, name } of entitiesOf(project.media))
    if (store.has(sha256)) media.push({ id, pcmPath: await decodedPath(sha256, name) })
  const { frames, peak } = await executor.run(
    "render",
    {
      ...{ project, media, outputPath: path, sampleRateHz, sampleFormat, format },
      ...{ fromTicks, toTicks, stems },
    },
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

function stemsOf(project: Project, folder: string | undefined, format: RenderFormat): Stems {
  if (folder === undefined) return []
  checkFolderTarget(folder)
  makeFolder(folder)
  const paths = project.trackOrder.map((trackId, index) => {
    const title = entityOf(project.tracks, trackId)?.name ?? trackId
    const name = `${String(index + 1).padStart(2, "0")} ${fileName(title)}.${format}`
    return { trackId, path: join(folder, name) }
  })
  for (const { path } of paths) checkExportTarget(path)
  return paths
}
