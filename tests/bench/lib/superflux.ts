/**
 * Plain SuperFlux as its authors published it (Boeck & Widmer, DAFx 2013, with the parameters of their reference program):
 * 2048-sample Hann frames at 200 a second, magnitudes in 24 triangular bands an octave from 27.5 Hz to 16 kHz,
 * log10(1 + x), difference to the maximum-filtered (3 bands) frame before, summed; peaks: maximum of -10..+50 ms (offline),
 * mean of -150 ms, threshold 1.1, at most one in 30 ms.
 */
import { createFilterbank, logEdgesHz } from "../../../src-main/engine/features/filterbank.ts"
import { createSpectra } from "../../../src-main/engine/features/spectra.ts"

/** Around the usual 1.1. */
export const SUPERFLUX_THRESHOLDS = [0.5, 0.7, 0.9, 1.1, 1.3, 1.6, 2, 2.5, 3, 3.5, 4]

const FRAMES_PER_SECOND = 200
const FFT_SIZE = 2048
/** Sum of a Hann window, by which their spectra are larger than ours; a sine shows at half of it. */
const MAGNITUDE_GAIN = FFT_SIZE / 4

export interface SuperFluxFunction {
  novelty: Float32Array
  framesPerSecond: number
}

export function superFluxFunction(mono: Float32Array, sampleRateHz: number): SuperFluxFunction {
  const hopSamples = Math.round(sampleRateHz / FRAMES_PER_SECOND)
  const framesPerSecond = sampleRateHz / hopSamples
  const filterbank = createFilterbank({
    sampleRateHz,
    fftSize: FFT_SIZE,
    edgesHz: logEdgesHz(24, 27.5, 16_000, sampleRateHz / FFT_SIZE),
    gain: MAGNITUDE_GAIN,
  })
  const lag = lagFrames(hopSamples)
  const history: Float32Array[] = []
  const novelty: number[] = []
  const shape = { sampleRateHz, fftSize: FFT_SIZE, windowSamples: FFT_SIZE, hopSamples }
  const spectra = createSpectra(
    { shape, kind: "magnitude", banks: [{ filterbank, offset: 1 }] },
    (_, [bands = new Float32Array()]) => {
      history.push(bands.slice())
      const before = history.length > lag ? history.shift() : undefined
      novelty.push(before ? flux(bands, before) * Math.log10(2) : 0)
    },
  )
  spectra.push(mono)
  spectra.finish()
  return { novelty: Float32Array.from(novelty), framesPerSecond }
}

/** Frames until the window's overlap has fallen to half its height. */
function lagFrames(hopSamples: number): number {
  const halfHeight = FFT_SIZE / 4
  return Math.max(1, Math.round((FFT_SIZE / 2 - halfHeight) / hopSamples))
}

function flux(bands: Float32Array, before: Float32Array): number {
  let sum = 0
  for (let band = 0; band < bands.length; band++) {
    const low = before[Math.max(0, band - 1)] ?? 0
    const high = before[Math.min(bands.length - 1, band + 1)] ?? 0
    sum += Math.max(0, (bands[band] ?? 0) - Math.max(low, before[band] ?? 0, high))
  }
  return sum
}

export function superFluxPeaks(
  { novelty, framesPerSecond }: SuperFluxFunction,
  threshold = 1.1,
): number[] {
  const frames = (seconds: number) => Math.round(seconds * framesPerSecond)
  const onsets: number[] = []
  for (let frame = 0; frame < novelty.length; frame++) {
    const value = novelty[frame] ?? 0
    const around = novelty.subarray(Math.max(0, frame - frames(0.01)), frame + frames(0.05) + 1)
    const past = novelty.subarray(Math.max(0, frame - frames(0.15)), frame + 1)
    const average = past.reduce((sum, each) => sum + each, 0) / past.length
    if (value < average + threshold || around.some((each) => each > value)) continue
    const time = frame / framesPerSecond
    if (time - (onsets.at(-1) ?? -1) > 0.03) onsets.push(time)
  }
  return onsets
}
