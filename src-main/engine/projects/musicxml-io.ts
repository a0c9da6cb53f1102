/** MusicXML files: plain (.musicxml, .xml), or packed with a table of contents (.mxl). */
import { basename } from "node:path"
import { strToU8, zipSync } from "fflate"
import { fail, StudioError, toStudioError } from "#shared/contract/errors.ts"
import { musicxmlFromProject, projectFromMusicxml } from "#shared/project/musicxml/index.ts"
import type { Project } from "#shared/project/index.ts"
import { childOf, childrenOf, readXml } from "#shared/project/xml/index.ts"
import { readWhole, writeWhole } from "../platform/node/whole-file-io.ts"
import { textOfXml } from "./xml-text.ts"
import { entryIn } from "./zip-entry-io.ts"

const MOST_BYTES = 64e6
const CONTENTS = "META-INF/container.xml"
const INSIDE = "score.musicxml"

export const isMusicxml = (path: string): boolean => /\.(musicxml|xml|mxl)$/i.test(path)
const isPacked = (path: string): boolean => /\.mxl$/i.test(path)

/** @throws StudioError not-found, unreadable */
export function readMusicxml(
  path: string,
  options: { title: string; newId(): string },
): { project: Project; warnings: string[] } {
  return readScore(readWhole(path, MOST_BYTES), basename(path), options)
}

/** The bytes of a file. @throws StudioError unreadable */
export function readScore(
  bytes: Uint8Array,
  name: string,
  options: { title: string; newId(): string },
): { project: Project; warnings: string[] } {
  if (bytes.length > MOST_BYTES) fail("unreadable", `${name} is too large for a score`)
  try {
    const text = textOfXml(isZip(bytes) ? unpacked(bytes, name) : bytes)
    const { project, warnings } = projectFromMusicxml(text, options)
    return { project, warnings: [...warnings] }
  } catch (error) {
    const { code, message } = toStudioError(error)
    const told = message.startsWith(name) ? message : `${name}: ${message}`
    throw new StudioError(code, told, { cause: error })
  }
}

/** @throws Node's own errors where it cannot be written; what stood there is then as it was */
export function writeMusicxml(
  project: Project,
  path: string,
  version: string,
): { warnings: string[] } {
  const { text, warnings } = musicxmlFromProject(project, version)
  const bytes = strToU8(text)
  writeWhole(path, isPacked(path) ? packed(bytes) : bytes)
  return { warnings: [...warnings] }
}

/** Whatever its name says: packed files are also met as .xml. */
function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

function unpacked(bytes: Uint8Array, name: string): Uint8Array {
  const take = (inside: string): Uint8Array =>
    entryIn(bytes, { inside, mostBytes: MOST_BYTES, name }) ??
    fail("unreadable", `${name} holds no ${inside}`)
  const roots = childOf(readXml(textOfXml(take(CONTENTS))), "rootfiles")
  const [first] = childrenOf(roots, "rootfile")
  return take(first?.attributes["full-path"] ?? fail("unreadable", `${name} names no score`))
}

/** As the container chapter of MusicXML 4.0 has it. */
function packed(score: Uint8Array): Uint8Array {
  const contents = `<?xml version="1.0" encoding="UTF-8"?>
<container><rootfiles><rootfile full-path="${INSIDE}" media-type="application/vnd.recordare.musicxml+xml"/></rootfiles></container>
`
  return zipSync({
    mimetype: [strToU8("application/vnd.recordare.musicxml"), { level: 0 }],
    [CONTENTS]: strToU8(contents),
    [INSIDE]: score,
  })
}
