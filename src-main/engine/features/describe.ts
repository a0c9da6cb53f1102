/** Describes chunks from one pass over their samples: the 26 features, the descriptors shown, and the rich ones. */
import { FEATURE_COUNT } from "#shared/contract/chunks.ts"
import { createGatherer, type ChunkGatherer } from "./chunk-frames.ts"
import { describerShape, frameRanges } from "./chunk-grid.ts"
import { createCrossingCounter } from "./crossings.ts"
import { melFilterbank, writeFeatures } from "./features.ts"
import { createPitchFinder } from "./pitch.ts"
import { CROSSING_RATE_COLUMN, RICH_COUNT, loudnessWeights, writeRich } from "./rich.ts"
import { createSpectra } from "./spectra.ts"

export interface ChunkFeatures {
  /** count x 26, row-major; columns: FEATURES. */
  features: Float32Array
  descriptors: {
    /** LUFS-like, floor -80. */
    loudnessDb: Float32Array
    /** Spectral centroid, 0 for silence. */
    brightnessHz: Float32Array
    /** 0 where unpitched. */
    pitchHz: Float32Array
    /** 0..1. */
    pitchConfidence: Float32Array
  }
  /** count x RICH_COUNT, row-major; columns: RICH_DESCRIPTORS. */
  rich: Float32Array
}

export interface ChunkDescriber {
  /** Blocks of any size, in order; the result does not depend on how the samples are cut. */
  push(mono: Float32Array): void
  finish(): ChunkFeatures
}

export interface DescriberOptions {
  sampleRateHz: number
  /** count + 1 rising times; any part of a song. */
  boundsSeconds: Float64Array
  /** The time of the first sample pushed. See `describerStartSample`. */
  startSeconds?: number
}

/** log2 of -80 dB. */
const MEL_OFFSET = 1e-8

export function createChunkDescriber(options: DescriberOptions): ChunkDescriber {
  const { sampleRateHz, boundsSeconds, startSeconds = 0 } = options
  const shape = describerShape(sampleRateHz)
  const hopSeconds = shape.hopSamples / sampleRateHz
  const filterbank = melFilterbank(sampleRateHz)
  const ranges = frameRanges(boundsSeconds, startSeconds, hopSeconds)
  const crossings = createCrossingCounter(options)
  const writer = createRowWriter(options)
  const active = new Map<number, ChunkGatherer>()
  const spare: ChunkGatherer[] = []
  const gatherer = () => spare.pop() ?? createGatherer(filterbank, spectra.createBinSum())
  let next = 0

  const closeUpTo = (frame: number) => {
    for (const [index, done] of active) {
      if ((ranges[index]?.last ?? 0) > frame) continue
      active.delete(index)
      writer.write(index, done)
      spare.push(done)
    }
  }
  const spectra = createSpectra(
    { shape, kind: "power", banks: [{ filterbank, offset: MEL_OFFSET }] },
    (frame, [bands = new Float32Array()]) => {
      for (; (ranges[next]?.first ?? Infinity) <= frame; next++) {
        active.set(next, gatherer())
      }
      for (const each of active.values()) each.add(bands)
      closeUpTo(frame)
    },
  )
  return {
    push(mono) {
      crossings.push(mono)
      spectra.push(mono)
    },
    finish() {
      spectra.finish()
      closeUpTo(Infinity)
      // Chunks beyond the last sample are silent.
      for (const silence = gatherer(); next < ranges.length; next++) writer.write(next, silence)
      return writer.finish(crossings.counts)
    },
  }
}

/** Turns what was gathered of a chunk into its row of every table. */
function createRowWriter({ sampleRateHz, boundsSeconds }: DescriberOptions) {
  const shape = describerShape(sampleRateHz)
  const { fftSize } = shape
  const hopSeconds = shape.hopSamples / sampleRateHz
  const count = Math.max(0, boundsSeconds.length - 1)
  const features = new Float32Array(count * FEATURE_COUNT)
  const rich = new Float32Array(count * RICH_COUNT)
  const loudnessDb = new Float32Array(count)
  const brightnessHz = new Float32Array(count)
  const pitchHz = new Float32Array(count)
  const pitchConfidence = new Float32Array(count)
  const pitchFinder = createPitchFinder(shape)
  const weights = loudnessWeights(shape)
  const seconds = (index: number) => (boundsSeconds[index + 1] ?? 0) - (boundsSeconds[index] ?? 0)
  return {
    write(index: number, gatherer: ChunkGatherer): void {
      const gathered = gatherer.finish()
      const chunk = { ...gathered, sampleRateHz, fftSize, hopSeconds, seconds: seconds(index) }
      const pitch = pitchFinder.find(gathered.power)
      writeFeatures(chunk, features, index * FEATURE_COUNT)
      const descriptors = writeRich(chunk, { pitch, weights }, rich, index * RICH_COUNT)
      loudnessDb[index] = descriptors.loudnessDb
      brightnessHz[index] = descriptors.brightnessHz
      pitchHz[index] = descriptors.pitchHz
      pitchConfidence[index] = descriptors.pitchConfidence
    },
    /** `crossings` is complete only now: a chunk's last frame may come before its last sample. */
    finish(crossings: Int32Array): ChunkFeatures {
      crossings.forEach((crossed, index) => {
        const rate = seconds(index) > 0 ? crossed / seconds(index) : 0
        rich[index * RICH_COUNT + CROSSING_RATE_COLUMN] = rate
      })
      const descriptors = { loudnessDb, brightnessHz, pitchHz, pitchConfidence }
      return { features, descriptors, rich }
    },
  }
}
