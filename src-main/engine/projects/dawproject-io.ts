/** DAWproject archives: a ZIP with `project.xml`, `metadata.xml` and the recordings as they are. */
import { createHash, randomUUID } from "node:crypto"
import { existsSync, rmSync, writeFileSync } from "node:fs"
import { open, rename } from "node:fs/promises"
import { basename, join } from "node:path"
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from "fflate"
import { fail, StudioError, toStudioError } from "#shared/contract/errors.ts"
import { dawprojectFromProject, projectFromDawproject } from "#shared/project/dawproject/index.ts"
import { entityOf, type Project } from "#shared/project/index.ts"
import { makeFolder } from "../platform/node/folder-io.ts"
import { fileBeside } from "./file-beside-io.ts"
import { readWhole } from "../platform/node/whole-file-io.ts"
import { textOfXml } from "./xml-text.ts"
import { entryIn } from "./zip-entry-io.ts"

/** As in package.json: a test holds them together. */
export const STUDIO_VERSION = "0.1.0"

const PIECE_BYTES = 1 << 20
/** A ZIP without its later extensions ends here. */
const MOST_ARCHIVE_BYTES = 4e9
const MOST_READ_BYTES = 2e9
const MOST_XML_BYTES = 256e6
const MOST_RECORDING_BYTES = 1e9

/** Where the file of a recording lies; undefined where it is not there. */
export type MediaPath = (sha256: string) => string | undefined

/** @throws Node's own errors where it cannot be written; what stood there is then as it was */
export async function writeDawproject(
  project: Project,
  path: string,
  mediaPath: MediaPath,
): Promise<{ warnings: string[] }> {
  const texts = dawprojectFromProject(project, STUDIO_VERSION)
  const missing: string[] = []
  const archive = await openArchive(path)
  try {
    await archive.addText("project.xml", texts.projectXml)
    await archive.addText("metadata.xml", texts.metadataXml)
    for (const { mediaId, path: inside } of texts.media) {
      const media = entityOf(project.media, mediaId)!
      const file = mediaPath(media.sha256)
      if (file === undefined) missing.push(media.name)
      else await archive.addFile(inside, file)
    }
    await archive.finish()
  } catch (error) {
    await archive.abort()
    throw error
  }
  const words =
    missing.length > 0 ? [`recordings that could not be found: ${missing.join(", ")}`] : []
  return { warnings: [...texts.warnings, ...words] }
}

/** A ZIP that appears under its name when it is whole and on disk. */
async function openArchive(path: string) {
  const temporary = `${path}.${randomUUID()}.tmp`
  const handle = await open(temporary, "w")
  const pieces: Uint8Array[] = []
  let written = 0
  let failure: Error | undefined
  const zip = new Zip((error, piece) => {
    if (error) failure = error
    else pieces.push(piece)
  })
  const flush = async (): Promise<void> => {
    if (failure) throw failure
    for (const piece of pieces.splice(0)) {
      written += piece.length
      if (written > MOST_ARCHIVE_BYTES)
        fail("invalid-input", "The recordings are too large for one file")
      await handle.writeFile(piece)
    }
  }
  return {
    async addText(name: string, text: string): Promise<void> {
      const entry = new ZipDeflate(name)
      zip.add(entry)
      entry.push(strToU8(text), true)
      await flush()
    },
    /** Sound is not packed: it hardly gets smaller, and stays readable piece by piece. */
    async addFile(name: string, source: string): Promise<void> {
      const entry = new ZipPassThrough(name)
      zip.add(entry)
      const from = await open(source)
      try {
        for await (const piece of from.createReadStream({
          highWaterMark: PIECE_BYTES,
          autoClose: false,
        })) {
          entry.push(new Uint8Array(piece as Buffer))
          await flush()
        }
      } finally {
        await from.close()
      }
      entry.push(new Uint8Array(), true)
      await flush()
    },
    async finish(): Promise<void> {
      zip.end()
      await flush()
      await handle.sync()
      await handle.close()
      await rename(temporary, path)
    },
    async abort(): Promise<void> {
      await handle.close().catch(() => undefined)
      rmSync(temporary, { force: true })
    },
  }
}

interface ReadOptions {
  newId(): string
  title: string
  /** Made where the archive has recordings, and filled with them. */
  recordingsFolder: string
}

/** @throws StudioError not-found, unreadable, conflict where the folder for recordings is there already */
export function readDawproject(
  path: string,
  { newId, title, recordingsFolder }: ReadOptions,
): { project: Project; warnings: string[] } {
  const name = basename(path)
  const bytes = readWhole(path, MOST_READ_BYTES)
  const projectXml = textIn(bytes, "project.xml", name)
  if (projectXml === undefined)
    fail("unreadable", `${name} is no DAWproject: it holds no project.xml`)
  let kept = 0
  const found = (inside: string, isExternal: boolean) => {
    const file = entryIn(bytes, { inside, mostBytes: MOST_RECORDING_BYTES, name })
    if (file) return { name: inside.split(/[\\/]/).at(-1) ?? "", bytes: file }
    return isExternal ? fileBeside(path, inside, MOST_RECORDING_BYTES) : undefined
  }
  const sha256Of = (inside: string, isExternal: boolean): string | undefined => {
    const file = found(inside, isExternal)
    if (!file) return undefined
    keep(recordingsFolder, file, ++kept)
    return createHash("sha256").update(file.bytes).digest("hex")
  }
  if (existsSync(recordingsFolder)) fail("conflict", `${recordingsFolder} is there already`)
  try {
    const texts = { projectXml, metadataXml: textIn(bytes, "metadata.xml", name) }
    const { project, warnings } = projectFromDawproject(texts, { title, newId, sha256Of })
    const words =
      kept > 0
        ? [
            `its recordings lie in ${recordingsFolder}: import that folder into the library to hear them`,
          ]
        : []
    return { project, warnings: [...warnings, ...words] }
  } catch (error) {
    rmSync(recordingsFolder, { recursive: true, force: true })
    const { code, message } = toStudioError(error)
    throw new StudioError(code, `${name}: ${message}`, { cause: error })
  }
}

function textIn(bytes: Uint8Array, inside: string, name: string): string | undefined {
  const entry = entryIn(bytes, { inside, mostBytes: MOST_XML_BYTES, name })
  return entry && textOfXml(entry)
}

/** A name of our own making: an archive's could lead out of the folder. */
function keep(
  folder: string,
  { name, bytes }: { name: string; bytes: Uint8Array },
  number: number,
): void {
  const plain = name.replace(/[^\p{L}\p{N} ._-]/gu, "_").replace(/^\.+/, "")
  const path = join(folder, `${String(number).padStart(2, "0")} ${plain}`)
  makeFolder(folder)
  writeFileSync(path, bytes)
}
