/** Asks where a project goes as files of other programs, and has the engine write them. */
import type { BrowserWindow } from "electron"
import { basename, join } from "node:path"
import type { Handlers, shell } from "#shared/contract/index.ts"
import type { EngineHost } from "./engine-host/index.ts"
import { askForFolder, askWhereToKeep, type FileKind } from "./dialogs.ts"

type Serve = Handlers<typeof shell>["shell.exportProject"]
type Written = Awaited<ReturnType<Serve>>

const NOTES: readonly FileKind[] = ["midi", "dawproject", "musicxml"]

interface Desk {
  window: BrowserWindow
  engine: EngineHost
}

export async function exportProject(
  { window, engine }: Desk,
  { id, name, kind }: Parameters<Serve>[0],
  { signal, progress }: Parameters<Serve>[1],
): Promise<Written> {
  const call = { signal, onProgress: progress }
  if (kind === "stems") {
    const stemsDirectory = await askForFolder(window, "Export every track into a folder")
    if (!stemsDirectory) return null
    const path = join(stemsDirectory, `${plainName(name)}.wav`)
    const { missing } = await engine
      .client()
      ["files.renderProject"]({ id, path, stemsDirectory }, call)
    return { name: basename(stemsDirectory), warnings: missingWords(missing) }
  }
  const path = await askWhereToKeep(window, name, kind)
  if (!path) return null
  if (NOTES.includes(kind)) {
    const { warnings } = await engine.client()["files.exportProject"]({ id, path })
    return { name: basename(path), warnings }
  }
  const { missing } = await engine.client()["files.renderProject"]({ id, path }, call)
  return { name: basename(path), warnings: missingWords(missing) }
}

const missingWords = (names: readonly string[]): string[] => names.map((one) => `${one} is missing`)

/** A title may hold what no file's name may. */
const plainName = (title: string): string => title.replace(/[\\/:*?"<>|]/g, "_")
