/** Reads files to pieces on a worker thread: what cannot be read is told, and never keeps the others away. */
import { createHash } from "node:crypto"
import { toStudioError } from "#shared/contract/errors.ts"
import type { Split } from "#shared/contract/datasets.ts"
import type { TaskContext } from "../platform/index.ts"
import type { Piece } from "../symbolic/index.ts"
import { unpack } from "./archive-io.ts"
import type { Source } from "./find-music-io.ts"
import { encodeFrames, encodePiece } from "./pieces/piece-code.ts"
import { sketchOf } from "./pieces/sketch.ts"
import { tallyOf, type Tally } from "./pieces/tally.ts"
import { readBytes } from "./read-bytes-io.ts"
import { MOST_BYTES, readMusic } from "./read-music-io.ts"
import { framesOf } from "./readers/frames.ts"
import { hasLostKeys, withKeys } from "./readers/lost-keys.ts"
import { pieceOf, type Score } from "./readers/score.ts"

export interface ReadPiece {
  /** `Source.path`; of several in one file, with `#` and the number. */
  path: string
  /** As the file says, or "". */
  title: string
  /** See `encodePiece`, `encodeFrames`. */
  code: Uint8Array
  frames: Uint8Array | null
  /** sha-256 of its notes in hex: of copies it is the same. */
  content: string
  sketch: Uint32Array
  tally: Tally
  given: Split | null
  /** Almost none of its notes follow the key signature that the file tells: see lost-keys.ts. */
  hadLostKeys: boolean
}

export interface ReadRequest {
  sources: Source[]
  /** Puts key signatures back that converters lost. */
  restoresKeys?: boolean | undefined
}

export interface Unread {
  path: string
  /** A sentence without the name. */
  reason: string
}

export interface ReadFile {
  path: string
  pieces: ReadPiece[]
  unread: Unread[]
}

/** Progress is the number of files read. */
export async function readMusicTask(
  { sources, restoresKeys = false }: ReadRequest,
  { signal, onProgress }: TaskContext<number>,
): Promise<ReadFile[]> {
  const files: ReadFile[] = []
  onProgress(0)
  const unpacked = unpackedOf(sources)
  for (const source of sources) {
    await new Promise(setImmediate) // or nobody could cancel
    signal.throwIfAborted()
    files.push(readSource(source, unpacked, restoresKeys))
    onProgress(files.length)
  }
  return files
}

type Unpacked = Map<string, Record<string, Uint8Array>>

/** Every archive is opened once; one that cannot be is opened again for each of its files, to say what is wrong. */
function unpackedOf(sources: readonly Source[]): Unpacked {
  const wanted = new Map<string, Set<string>>()
  for (const { file, inside } of sources)
    if (inside !== undefined) wanted.set(file, (wanted.get(file) ?? new Set()).add(inside))
  const unpacked: Unpacked = new Map()
  for (const [file, names] of wanted) {
    try {
      unpacked.set(file, unpack(file, names))
    } catch {
      continue
    }
  }
  return unpacked
}

function readSource(source: Source, unpacked: Unpacked, restoresKeys: boolean): ReadFile {
  const { path } = source
  try {
    const scores = readMusic(bytesOf(source, unpacked), path)
    const digits = String(scores.length).length
    const file: ReadFile = { path, pieces: [], unread: [] }
    for (const [at, score] of scores.entries()) {
      const number = `#${String(at + 1).padStart(digits, "0")}`
      const own = scores.length === 1 ? path : path + number
      try {
        file.pieces.push(readPiece(own, score, restoresKeys))
      } catch (error) {
        file.unread.push({ path: own, reason: reasonOf(error, path) })
      }
    }
    return file
  } catch (error) {
    return { path, pieces: [], unread: [{ path, reason: reasonOf(error, path) }] }
  }
}

function bytesOf({ file, inside }: Source, unpacked: Unpacked): Uint8Array {
  if (inside === undefined) return readBytes(file, MOST_BYTES)
  const entries = unpacked.get(file) ?? unpack(file, new Set([inside]))
  const bytes = Object.hasOwn(entries, inside) ? entries[inside] : undefined
  if (!bytes) throw new RangeError("It is too large, or cannot be unpacked")
  return bytes
}

function readPiece(path: string, read: Score, restoresKeys: boolean): ReadPiece {
  const hadLostKeys = hasLostKeys(read)
  const score = hadLostKeys && restoresKeys ? withKeys(read) : read
  const piece = pieceOf(score)
  const frames = framesOf(score)
  return {
    ...{ path, title: score.title, code: encodePiece(piece), content: contentOf(piece) },
    frames: frames ? encodeFrames(frames) : null,
    ...{ sketch: sketchOf(piece), tally: tallyOf(piece), given: score.split ?? null, hadLostKeys },
  }
}

/** Of the notes alone: the same music under another tempo's number is a copy. */
function contentOf({ notes }: Piece): string {
  const numbers = Int32Array.from(
    notes.flatMap(({ startTicks, lengthTicks, pitch, velocity, program }) => [
      ...[startTicks, lengthTicks, pitch, velocity, program],
    ]),
  )
  return createHash("sha256").update(new Uint8Array(numbers.buffer)).digest("hex")
}

/** Bugs of a reader are told as the file's fault too: it could not be read. */
function reasonOf(error: unknown, path: string): string {
  const { message } = toStudioError(error)
  const name = path.split("/").at(-1)!
  const plain = message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message
  return (plain === "" ? "It could not be read" : plain).slice(0, 300)
}
