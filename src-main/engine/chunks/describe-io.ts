/** Describes chunks from the PCM cache: all of a part, or just the ones an edit made. Runs on a worker thread. */
import { mixToMono } from "#shared/dsp/mono.ts"
import { openPcm } from "../audio/index.ts"
import { createChunkDescriber, describerStartSample } from "../features/index.ts"
import type { TaskContext } from "../platform/index.ts"
import type { ChunkColumns } from "./chunk-set.ts"

export interface DescribeInput {
  pcmPath: string
  /** count + 1 rising times; they may lie anywhere within the part. */
  boundsSeconds: Float64Array
}

/** The last frames of the last chunk reach this far beyond it; a longer song goes on there. */
const WINDOW_SECONDS = 0.1
const BLOCK_FRAMES = 65_536

/** Progress is the fraction described. */
export async function describeTask(
  { pcmPath, boundsSeconds }: DescribeInput,
  { signal, onProgress }: TaskContext<number>,
): Promise<ChunkColumns> {
  const pcm = openPcm(pcmPath)
  try {
    const { sampleRateHz } = pcm
    const [firstSeconds = 0] = boundsSeconds
    const start = describerStartSample(sampleRateHz, firstSeconds)
    const lastSeconds = (boundsSeconds.at(-1) ?? 0) + WINDOW_SECONDS
    const end = Math.min(pcm.frames, Math.ceil(lastSeconds * sampleRateHz))
    const startSeconds = start / sampleRateHz
    const describer = createChunkDescriber({ sampleRateHz, boundsSeconds, startSeconds })
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
