/** Renders a path of chunks into a wav through the player that is heard in the window. Runs on a worker thread. */
import { renderPath, TileSource } from "#shared/dsp/index.ts"
import { createPcmWriter, openPcm, readTile, type PcmReader } from "../audio/index.ts"
import type { TaskContext } from "../platform/index.ts"

export interface BounceInput {
  outputPath: string
  /** In the order in which they are to sound. */
  pieces: { pcmPath: string; startSeconds: number; endSeconds: number }[]
}

/** Stereo, 32-bit float, at the highest rate among the pieces. Progress is the fraction rendered. */
export async function bounceTask(
  { outputPath, pieces }: BounceInput,
  { signal, onProgress }: TaskContext<number>,
): Promise<void> {
  const readers = new Map(pieces.map(({ pcmPath }) => [pcmPath, openPcm(pcmPath)]))
  try {
    await render(outputPath, pieces, readers, { signal, onProgress })
  } finally {
    for (const reader of readers.values()) reader.close()
  }
}

async function render(
  outputPath: string,
  pieces: BounceInput["pieces"],
  readers: ReadonlyMap<string, PcmReader>,
  { signal, onProgress }: TaskContext<number>,
): Promise<void> {
  const rateHz = Math.max(...[...readers.values()].map(({ sampleRateHz }) => sampleRateHz))
  const bySource = new Map<TileSource, PcmReader>()
  const byPath = new Map<string, TileSource>()
  for (const [path, reader] of readers) {
    const { sampleRateHz, channels, frames } = reader
    const source = new TileSource({ rateHz: sampleRateHz, channels, frames })
    bySource.set(source, reader)
    byPath.set(path, source)
  }
  const writer = createPcmWriter(outputPath, {
    sampleRateHz: rateHz,
    channels: 2,
    sampleFormat: "float32",
  })
  try {
    await renderPath({
      rateHz,
      pieces: pieces.map(({ pcmPath, ...piece }) => ({ ...piece, source: byPath.get(pcmPath)! })),
      readTile: (source, tile) => readTile(bySource.get(source)!, tile),
      write: (left, right) => writer.write([left, right]),
      signal,
      onProgress,
    })
    writer.finish()
  } catch (error) {
    writer.abort()
    throw error
  }
}
