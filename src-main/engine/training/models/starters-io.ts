/** Models that came with the program, in resources/models. */
import { existsSync, readdirSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { importModel } from "./exchange-io.ts"
import type { RowModel } from "./model-file.ts"

/** Paths by ids; none where the folder is missing. @param family of other models, which lie in a folder of their own */
export function starterFiles(family = ""): Map<string, string> {
  const models = startersFolder()
  const folder = models === null ? null : join(models, family)
  if (folder === null || !existsSync(folder)) return new Map()
  const names = readdirSync(folder).filter((name) => name.endsWith(".safetensors"))
  return new Map(names.sort().map((name) => [basename(name, ".safetensors"), join(folder, name)]))
}

/** Undefined where none is called so. @throws StudioError unreadable */
export function openStarter(id: string): RowModel | undefined {
  const path = starterFiles().get(id)
  return path === undefined ? undefined : importModel(path)
}

/** resources/ stands beside src-main in the repository and beside out/ in the app: the nearest one above wins. */
function startersFolder(): string | null {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, "resources/models")
    if (existsSync(candidate)) return candidate
    if (dirname(folder) === folder) return null
  }
}
