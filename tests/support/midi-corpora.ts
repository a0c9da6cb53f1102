/** Real MIDI files, where this machine has them: beside the checkout, or where SLIPMAT_DATA says. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

const DATA = process.env["SLIPMAT_DATA"] ?? join(import.meta.dirname, "../../../shared/data")
const CORPORA = ["freedoom", "openmsx", "chopin"]

export interface CorpusFile {
  name: string
  path: string
}

/** All `.mid` files of the corpora that are there, in a fixed order. All of them are Standard MIDI Files. */
export function corpusFiles(): CorpusFile[] {
  return CORPORA.map((corpus) => join(DATA, corpus))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".mid"))
        .sort()
        .map((name) => ({ name, path: join(folder, name) })),
    )
}

export function bytesOf({ path }: CorpusFile): Uint8Array {
  return new Uint8Array(readFileSync(path))
}
