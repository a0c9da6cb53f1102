/** What a model has to be better than. Each learns from the same takes, and makes the sound of one that it has not heard. */
import type { HeardTake } from "../fit/heard-take.ts"
import { BAND_HOP, BAND_SIZE, BANDS, logBands, shaped } from "../spectra/bands.ts"
import { noiseBands, steadyNoise } from "../spectra/steady-noise.ts"
import { type GestureFrame, gestureFrames } from "./gesture-frames.ts"

export type SoundModel = (take: HeardTake) => ArrayLike<number>

export function baselinesFor(train: readonly HeardTake[]): Record<string, SoundModel> {
  return {
    silence: ({ heard }) => new Float32Array(heard.length),
    "mean spectrum": tableModel(train, () => 0),
    "per-speed lookup": tableModel(train, speedClass),
    "nearest neighbour": neighbourModel(train),
    "uncalibrated deck": uncalibratedModel(train),
  }
}

/** The studio's own, as loud as what was learnt from. */
function uncalibratedModel(train: readonly HeardTake[]): SoundModel {
  let [ours, theirs] = [1e-12, 0]
  for (const { uncalibrated, heard } of train)
    for (let i = 0; i < heard.length; i++) {
      ours += uncalibrated[i]! ** 2
      theirs += heard[i]! ** 2
    }
  const gain = Math.sqrt(theirs / ours)
  return ({ uncalibrated }) => uncalibrated.map((value) => value * gain)
}

const framesOf = (take: HeardTake): GestureFrame[] =>
  gestureFrames(take.playing, {
    count: Math.floor(take.heard.length / BAND_HOP) + 1,
    hop: BAND_HOP,
  })

const SPEED_CLASSES = 8
/** Closed and open by speed, in steps of half an octave or so. */
function speedClass({ octaves, fader }: GestureFrame): number {
  const speed = Math.min(SPEED_CLASSES - 1, Math.max(0, Math.floor((octaves + 3) * 1.8)))
  return speed + (fader > 0.06 ? SPEED_CLASSES : 0)
}

/** The mean bands of each class of frames, as noise. */
function tableModel(
  train: readonly HeardTake[],
  classOf: (frame: GestureFrame) => number,
): SoundModel {
  const sums = new Map<number, { bands: Float64Array; count: number }>()
  for (const take of train) {
    const bands = logBands(take.heard)
    for (const [i, frame] of framesOf(take).entries()) {
      const key = classOf(frame)
      const sum = sums.get(key) ?? { bands: new Float64Array(BANDS), count: 0 }
      sums.set(key, sum)
      sum.count++
      for (let band = 0; band < BANDS; band++) sum.bands[band]! += bands[i * BANDS + band]!
    }
  }
  const silent = { bands: new Float64Array(BANDS).fill(-12), count: 1 }
  return (take) => {
    const frames = framesOf(take)
    const rows = new Float32Array(frames.length * BANDS)
    for (const [i, frame] of frames.entries()) {
      const { bands, count } = sums.get(classOf(frame)) ?? silent
      for (let band = 0; band < BANDS; band++) rows[i * BANDS + band] = bands[band]! / count
    }
    return noiseOfBands(rows, take.heard.length)
  }
}

/** @param rows frames x bands, logarithms of powers */
export function noiseOfBands(rows: ArrayLike<number>, length: number): Float64Array {
  const white = noiseBands()
  const gains = Float32Array.from(rows, (value, i) => 0.5 * (value - white[i % BANDS]!))
  return shaped(steadyNoise(0, length), gains)
}

const MOST_NEIGHBOURS = 4000

/** What was heard at the moment whose movement is most alike: piece after piece. */
function neighbourModel(train: readonly HeardTake[]): SoundModel {
  const all = train.flatMap((take) =>
    framesOf(take).map((frame, i) => ({ features: featuresOf(frame), take, at: i * BAND_HOP })),
  )
  const step = Math.max(1, Math.ceil(all.length / MOST_NEIGHBOURS))
  const known = all.filter((_, i) => i % step === 0)
  return (take) => {
    const out = new Float64Array(take.heard.length)
    for (const [i, frame] of framesOf(take).entries()) {
      const wanted = featuresOf(frame)
      let best = known[0]!
      let least = Infinity
      for (const each of known) {
        const off = distance(wanted, each.features)
        if (off < least) [best, least] = [each, off]
      }
      addPiece(best.take.heard, best.at, out, i * BAND_HOP)
    }
    return out
  }
}

const featuresOf = ({ speed, octaves, fader }: GestureFrame): readonly [number, number, number] => [
  speed / 2,
  octaves / 2,
  fader > 0.06 ? 1 : 0,
]

const distance = (
  one: readonly [number, number, number],
  other: readonly [number, number, number],
): number => (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2

/** Four of Hann's windows at a place add up to 2. */
function addPiece(from: Float32Array, at: number, out: Float64Array, to: number): void {
  for (let i = -BAND_SIZE / 2; i < BAND_SIZE / 2; i++) {
    const [source, target] = [at + i, to + i]
    if (source < 0 || source >= from.length || target < 0 || target >= out.length) continue
    out[target]! += 0.25 * (1 + Math.cos((2 * Math.PI * i) / BAND_SIZE)) * from[source]!
  }
}
