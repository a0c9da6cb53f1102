/**
 * What the onset network sees: per frame, how much each part of the spectrum rises. As in SuperFlux (Boeck & Widmer, DAFx
 * 2013) a band's rise is taken against the loudest of its neighbours shortly before, so that vibrato is not taken for new
 * notes. Two windows: a long one tells low notes apart, a short one tells when. Levels count from a floor below the
 * loudest sound of late, so that the result does not depend on how loud the file is.
 */
import { createFilterbank, logEdgesHz } from "./filterbank.ts"
import { createSpectra, frameShape, type FrameShape, type Spectra } from "./spectra.ts"

const HOP_SECONDS = 0.01
const DB_PER_LOG2 = 20 * Math.log10(2)
/** Only this much of the spectrum's range, from the loudest band down, is heard. */
const RANGE_LOG2 = 60 / DB_PER_LOG2
/** Nothing is heard below this. */
const ABSOLUTE_FLOOR_LOG2 = -84 / DB_PER_LOG2
/** How fast the memory of the loudest sound fades. */
const FADE_LOG2 = (1.5 * HOP_SECONDS) / DB_PER_LOG2
/** Half the width of the rounded corner between silence and sound. */
const CORNER_LOG2 = 2

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

const HALVES = 2
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
  const hopSeconds = long.shape.hopSamples / sampleRateHz
  const longSpectra = long.open((frame, moves, level) => {
    channels.set(moves)
    channels.set(waiting.shift() ?? [], moves.length)
    channels[FRONT_CHANNELS - 1] = level
    sink(frame, channels, long.levelDb())
  })
  const shortSpectra = short.open((_, moves) => waiting.push(moves.slice()))
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
  const groups = branch.groupTopsHz.length
  const groupOf = Uint8Array.from(filterbank.centresHz, (hz) =>
    branch.groupTopsHz.findIndex((top) => hz < top),
  )
  const count = filterbank.count
  const past = Array.from({ length: branch.lagFrames }, () => new Float32Array(count))
  const heard = new Float32Array(count)
  const moves = new Float32Array(branchChannels(branch))
  let loudest = ABSOLUTE_FLOOR_LOG2 + RANGE_LOG2
  let level = 0

  const open = (sink: BranchSink): Spectra =>
    createSpectra(
      { shape, kind: "magnitude", banks: [{ filterbank, offset: 1e-6 }] },
      (frame, [bands = new Float32Array()]) => {
        let top = -Infinity
        for (const band of bands) if (band > top) top = band
        level = top
        loudest = Math.max(top, loudest - FADE_LOG2, ABSOLUTE_FLOOR_LOG2 + RANGE_LOG2)
        hear(bands, loudest - RANGE_LOG2, heard)
        const before = past[frame % branch.lagFrames] ?? heard
        if (frame < branch.lagFrames) before.set(heard)
        compare({ heard, before, groupOf, groups }, moves)
        sink(frame, moves, meanOf(heard))
        before.set(heard)
      },
    )
  return { shape, open, levelDb: () => Math.max(-80, level * DB_PER_LOG2) }
}

/** Levels above `floor`, with a rounded corner at it. */
function hear(bands: Float32Array, floor: number, heard: Float32Array): void {
  for (let band = 0; band < bands.length; band++) {
    const above = (bands[band] ?? 0) - floor
    heard[band] =
      above >= CORNER_LOG2
        ? above
        : above > -CORNER_LOG2
          ? (above + CORNER_LOG2) ** 2 / (4 * CORNER_LOG2)
          : 0
  }
}

interface Comparison {
  heard: Float32Array
  before: Float32Array
  groupOf: Uint8Array
  groups: number
}

/** Brings the channels to about 0..2; sums are rooted, since loud onsets need no more attention than clear ones. */
const SUM_SCALE = 1 / 8
const LARGEST_SCALE = 0.3
const HALF_SCALE = 1 / 32

/** Fills `moves`: group sums, group maxima, plain rises (low, high half), falls (low, high half). */
function compare({ heard, before, groupOf, groups }: Comparison, moves: Float32Array): void {
  moves.fill(0)
  const last = heard.length - 1
  const plain = 2 * groups
  const falls = plain + HALVES
  let below = before[0] ?? 0
  let was = below
  for (let band = 0; band <= last; band++) {
    const here = heard[band] ?? 0
    const above = before[band < last ? band + 1 : last] ?? 0
    const half = 2 * band > last ? 1 : 0
    if (here > was) {
      moves[plain + half] = (moves[plain + half] ?? 0) + here - was
      const rise = here - (above > below ? (above > was ? above : was) : below > was ? below : was)
      if (rise > 0) {
        const group = groupOf[band] ?? 0
        moves[group] = (moves[group] ?? 0) + rise
        if (rise > (moves[groups + group] ?? 0)) moves[groups + group] = rise
      }
    } else {
      moves[falls + half] = (moves[falls + half] ?? 0) + was - here
    }
    below = was
    was = above
  }
  for (let i = 0; i < groups; i++) moves[i] = Math.sqrt((moves[i] ?? 0) * SUM_SCALE)
  for (let i = groups; i < plain; i++) moves[i] = (moves[i] ?? 0) * LARGEST_SCALE
  for (let i = plain; i < moves.length; i++) moves[i] = Math.sqrt((moves[i] ?? 0) * HALF_SCALE)
}

function meanOf(values: Float32Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length / 5
}
