/** One file of music as scores, by what its bytes are rather than what it is called. */
import { basename } from "node:path"
import { fail } from "#shared/contract/errors.ts"
import { readAbc } from "./readers/abc/index.ts"
import { readGridJson } from "./readers/grid-json.ts"
import { readKern } from "./readers/kern/index.ts"
import { readMidi } from "./readers/midi.ts"
import { readMusicxmlScore } from "./readers/musicxml-io.ts"
import type { Score } from "./readers/score.ts"

/** Two hours of piano music as MIDI are under one. */
export const MOST_BYTES = 32e6

/** Several where the file is a collection. @throws StudioError unreadable */
export function readMusic(bytes: Uint8Array, path: string): Score[] {
  const name = basename(path)
  if (bytes.length > MOST_BYTES) fail("unreadable", "It is too large for a file of music")
  if (bytes.length === 0) fail("unreadable", "It is empty")
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 4096))
  if (/\.json$/i.test(name)) return readGridJson(textOf(bytes))
  if (/\.abc$/i.test(name)) return readAbc(textOf(bytes))
  if (/\.(?:krn|kern)$/i.test(name) || /^\*\*kern|^[^\t\n]*\t\*\*kern/m.test(start))
    return [readKern(textOf(bytes))]
  if (/\.(?:musicxml|xml|mxl)$/i.test(name) || start.startsWith("PK"))
    return [readMusicxmlScore(bytes, name)]
  return [readMidi(bytes)]
}

/** UTF-8 where it is that, else Latin-1, as old collections are. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder("latin1").decode(bytes)
  }
}
