/**
 * MP3 and Ogg Vorbis by programs of the system: no encoder for them comes with the studio. The one for MP3 (LAME) is under
 * a licence that would bind the studio if it were a part of it; as a program of its own it is not.
 */
import { spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { accessSync, constants, renameSync, rmSync, statSync } from "node:fs"
import { basename, delimiter, join } from "node:path"
import { fail, StudioError } from "#shared/contract/errors.ts"

export type PackedFormat = "mp3" | "ogg"

export interface Encoder {
  program: string
  options(source: string, target: string): string[]
}

/** The highest quality that is usual: about 245 kbit/s for MP3, 192 for Vorbis. */
const ffmpeg = (codec: string, quality: number) => (source: string, target: string) => [
  ...["-nostdin", "-v", "error", "-y", "-i", source, "-c:a", codec],
  ...["-q:a", String(quality), target],
]
const ENCODERS: Readonly<Record<PackedFormat, readonly [string, Encoder["options"]][]>> = {
  mp3: [
    ["lame", (source, target) => ["--quiet", "-V", "0", source, target]],
    ["ffmpeg", ffmpeg("libmp3lame", 0)],
  ],
  ogg: [
    ["oggenc", (source, target) => ["-Q", "-q", "6", "-o", target, source]],
    ["ffmpeg", ffmpeg("libvorbis", 6)],
  ],
}
const MOST_WORDS = 500

/** @throws StudioError device-unavailable, with what could be installed, where no program is there */
export function findEncoder(format: PackedFormat): Encoder {
  for (const [name, options] of ENCODERS[format]) {
    const program = onPath(name)
    if (program !== undefined) return { program, options }
  }
  const names = ENCODERS[format].map(([name]) => name).join(" or ")
  return fail(
    "device-unavailable",
    `No encoder for .${format} comes with the studio: install ${names}, or choose flac or wav`,
  )
}

function onPath(name: string): string | undefined {
  const ending = process.platform === "win32" ? ".exe" : ""
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name + ending))
    .find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Packs a wav; the file appears when it is whole. @throws StudioError cancelled, internal with the program's own words */
export async function encodeFile(
  { program, options }: Encoder,
  source: string,
  target: string,
  { format, signal }: { format: PackedFormat; signal: AbortSignal },
): Promise<void> {
  // Programs choose the format by the ending.
  const temporary = `${target}.${randomUUID()}.tmp.${format}`
  try {
    await finished(program, options(source, temporary), signal)
    if (statSync(temporary).size === 0) fail("disk-full", "The disk is full")
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

function finished(program: string, parameters: string[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { stdio: ["ignore", "ignore", "pipe"], signal })
    let words = ""
    child.stderr.on(
      "data",
      (piece: Buffer) => (words = (words + piece.toString()).slice(-MOST_WORDS)),
    )
    child.on("error", reject)
    child.on("close", (code) => {
      // ffmpeg ends with 0 where a full disk took only a part of the file.
      if (/no space left|disk full|error writing/i.test(words))
        reject(new StudioError("disk-full", "The disk is full"))
      else if (code === 0) resolve()
      else reject(new StudioError("internal", `${basename(program)} failed: ${words.trim()}`))
    })
  })
}
