import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openAudio, type AudioSource } from "#engine/audio/index.ts"

const FIXTURES = new URL("../fixtures/audio/", import.meta.url).pathname

export function audioFixture(name: string): string {
  return join(FIXTURES, name)
}

export function audioFixtureBytes(name: string): Buffer {
  return readFileSync(audioFixture(name))
}

export interface Decoded {
  source: AudioSource
  channels: Float32Array[]
  frames: number
  largestBlock: number
}

/** Decodes a whole file and joins its blocks. */
export async function decodeAll(path: string): Promise<Decoded> {
  const source = await openAudio(path)
  try {
    const blocks: Float32Array[][] = []
    for await (const block of source.blocks()) blocks.push(block)
    const lengths = blocks.map((block) => block[0]?.length ?? 0)
    const channels = Array.from({ length: source.channels }, (_, channel) =>
      joined(blocks.map((block) => block[channel] ?? new Float32Array(0))),
    )
    const frames = lengths.reduce((sum, length) => sum + length, 0)
    return { source, channels, frames, largestBlock: Math.max(0, ...lengths) }
  } finally {
    source.close()
  }
}

function joined(parts: Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** Runs `use` with a folder that is removed afterwards. */
export async function inTempFolder<T>(use: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "slipmat-audio-"))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Writes `bytes` to a file of its own and decodes it. */
export async function decodeBytes(name: string, bytes: Uint8Array): Promise<Decoded> {
  return inTempFolder((folder) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return decodeAll(path)
  })
}
