/** One JSON document per user. Replaced whole and atomically; an unreadable one counts as empty and is kept aside. */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import { z } from "zod"

const Document = z.record(z.string(), z.unknown())
export type PreferencesDocument = z.infer<typeof Document>

export interface PreferencesFile {
  read(): Promise<PreferencesDocument>
  write(document: PreferencesDocument): Promise<void>
}

export function preferencesIn(file: string): PreferencesFile {
  let writing: Promise<unknown> = Promise.resolve()
  const replace = async (document: PreferencesDocument): Promise<void> => {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(`${file}.new`, JSON.stringify(document, null, 2))
    await rename(`${file}.new`, file)
  }
  return {
    async read() {
      const text = await readFile(file, "utf8").catch(() => "{}")
      try {
        return Document.parse(JSON.parse(text))
      } catch {
        await rename(file, `${file}.unreadable`).catch(() => undefined)
        return {}
      }
    },
    write(document) {
      const done = writing.then(() => replace(document))
      writing = done.catch(() => undefined)
      return done
    },
  }
}
