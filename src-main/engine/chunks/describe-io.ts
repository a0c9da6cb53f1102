/** Describes chunks from the PCM cache: all of a part, or just the ones an edit made. Runs on a worker thread. */
import { mixToMono } from "#shared/dsp/mono.ts"
import { openPcm } from "../audio/index.ts"
import { createChunkDescriber } from "../features/index.ts"
import type { TaskContext } from "../platform/index.ts"
import type { ChunkColumns } from "./chunk-set.ts"

export interface DescribeInput {
  pcmPath: string
  /** count + 1 rising times; they may lie anywhere within the part. */
  boundsSeconds: Float64Array
}

const BLOCK_FRAMES = 65_536

/** Progress is the fraction described. */
export async function describeTask(
  { pcmPath, boundsSeconds }: DescribeInput,
  { signal, onProgress }: TaskContext<number>,
): Promise<ChunkColumns> {
  const pcm = openPcm(pcmPath)
  try {
    const { sampleRateHz } = pcm
    const start = Math.floor((boundsSeconds[0] ?? 0) * sampleRateHz)
    const end = Math.min(pcm.frames, Math.ceil((boundsSeconds.at(-1) ?? 0) * sampleRateHz))
    const describer = createChunkDescriber({
      sampleRateHz,
      boundsSeconds,
      startSeconds: start / sampleRateHz,
    })
    for (let frame = start; frame < end; frame += BLOCK_FRAMES) {
      signal.throwIfAborted()
      describer.push(mixToMono(pcm.read(frame, Math.min(BLOCK_FRAMES, end - frame))))
      onProgress((frame - start) / Math.max(1, end - start))
    }
    const { features, descriptors, rich } = describer.finish()
    return { features, rich, ...descriptors }
  } finally {
    pcm.close()
  }
}
