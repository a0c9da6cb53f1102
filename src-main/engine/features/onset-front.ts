/**
 * What the onset network sees: per frame, how much each part of the spectrum rises. As in SuperFlux (Boeck & Widmer, DAFx
 * 2013) a band's rise is taken against the loudest of its neighbours shortly before, so that vibrato is not taken for new
 * notes. Two windows: a long one tells low notes apart, a short one tells when. Levels count from a floor below the
 * loudest sound of late, so that the result does not depend on how loud the file is.
 */
import { createFilterbank, logEdgesHz } from "./filterbank.ts"
import { createRises, HALVES } from "./rises.ts"
import { createSpectra, frameShape, type FrameShape, type Spectra } from "./spectra.ts"

const HOP_SECONDS = 0.01
const DB_PER_LOG2 = 20 * Math.log10(2)
/** Only this much of the spectrum's range, from the loudest band down, is heard. */
const RANGE_LOG2 = 60 / DB_PER_LOG2
/** Nothing is heard below this. */
const ABSOLUTE_FLOOR_LOG2 = -84 / DB_PER_LOG2
/** How fast the memory of the loudest sound fades. */
const FADE_LOG2 = (1.5 * HOP_SECONDS) / DB_PER_LOG2
/** However quiet it is, the loudest sound counts as at least this. */
const QUIETEST_LOG2 = ABSOLUTE_FLOOR_LOG2 + RANGE_LOG2
const LEVEL_SCALE = 5

interface Branch {
  windowSeconds: number
  bandsPerOctave: number
  lagFrames: number
  /** Upper edges of the groups whose rises are summed; the last reaches to the top. */
  groupTopsHz: readonly number[]
}

const LONG: Branch = {
  windowSeconds: 2048 / 44_100,
  bandsPerOctave: 24,
  lagFrames: 2,
  groupTopsHz: [130, 260, 520, 1040, 2080, 4160, 8300, Infinity],
}
const SHORT: Branch = {
  windowSeconds: 1024 / 44_100,
  bandsPerOctave: 12,
  lagFrames: 1,
  groupTopsHz: [260, 1040, 4160, Infinity],
}

/** Channels of a branch: per group the sum of rises and the largest, per half the plain rises and the falls. */
const branchChannels = (branch: Branch) => 2 * branch.groupTopsHz.length + 2 * HALVES
/** Channels per frame: the long window's, the short window's, the level. */
export const FRONT_CHANNELS = branchChannels(LONG) + branchChannels(SHORT) + 1

/** Gets the frame's number, its channels (reused) and its level in dB. */
export type FrontSink = (frame: number, channels: Float32Array, levelDb: number) => void

export interface OnsetFront {
  hopSeconds: number
  /** What comes in one call waits in memory between the two windows: up to some seconds. */
  push(mono: Float32Array): void
  finish(): void
}

export function createOnsetFront(sampleRateHz: number, sink: FrontSink): OnsetFront {
  const channels = new Float32Array(FRONT_CHANNELS)
  const long = createBranch(LONG, sampleRateHz)
  const short = createBranch(SHORT, sampleRateHz)
  // Both windows are centred on the same moments; the short one is complete first, so its rises wait.
  const waiting: Float32Array[] = []
  const spare: Float32Array[] = []
  const hopSeconds = long.shape.hopSamples / sampleRateHz
  const longSpectra = long.open((frame, moves, level) => {
    channels.set(moves)
    const waited = waiting.shift()
    if (waited) {
      channels.set(waited, moves.length)
      spare.push(waited)
    }
    channels[FRONT_CHANNELS - 1] = level
    sink(frame, channels, long.levelDb())
  })
  const shortSpectra = short.open((_, moves) => {
    const kept = spare.pop() ?? new Float32Array(moves.length)
    kept.set(moves)
    waiting.push(kept)
  })
  return {
    hopSeconds,
    push(mono) {
      shortSpectra.push(mono)
      longSpectra.push(mono)
    },
    finish() {
      shortSpectra.finish()
      longSpectra.finish()
    },
  }
}

type BranchSink = (frame: number, moves: Float32Array, level: number) => void

function createBranch(branch: Branch, sampleRateHz: number) {
  const shape: FrameShape = frameShape(sampleRateHz, branch.windowSeconds, HOP_SECONDS)
  const filterbank = createFilterbank({
    sampleRateHz,
    fftSize: shape.fftSize,
    edgesHz: logEdgesHz(branch.bandsPerOctave, 30, 17_000, sampleRateHz / shape.fftSize),
    gain: 1,
  })
  const groupOf = Uint8Array.from(filterbank.centresHz, (hz) =>
    branch.groupTopsHz.findIndex((top) => hz < top),
  )
  const rises = createRises({
    groupOf,
    groups: branch.groupTopsHz.length,
    lagFrames: branch.lagFrames,
  })
  const state = { loudest: QUIETEST_LOG2, top: QUIETEST_LOG2 }

  const open = (sink: BranchSink): Spectra =>
    createSpectra(
      { shape, kind: "magnitude", banks: [{ filterbank, offset: 1e-6 }] },
      (frame, [bands = new Float32Array()]) => {
        const top = rises.take(bands)
        const loudest = Math.max(top, state.loudest - FADE_LOG2, QUIETEST_LOG2)
        state.top = top
        state.loudest = loudest
        const mean = rises.move(loudest - RANGE_LOG2)
        sink(frame, rises.moves, mean / LEVEL_SCALE)
      },
    )
  return { shape, open, levelDb: () => Math.max(-80, state.top * DB_PER_LOG2) }
}
