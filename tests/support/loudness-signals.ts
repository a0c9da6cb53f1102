/** The synthetic test signals of EBU Tech 3341 (2023) and Tech 3342, made from their descriptions: sines of 1 kHz. */
const TONE_HZ = 1000

/** Level in dBFS of the sine's peaks, and for how long. */
export type Step = readonly [levelDb: number, seconds: number]

/** One channel: steps one after the other, with a phase that goes on. */
export function tones(steps: readonly Step[], rateHz: number): Float32Array {
  const lengths = steps.map(([, seconds]) => Math.round(seconds * rateHz))
  const samples = new Float32Array(lengths.reduce((sum, length) => sum + length, 0))
  let frame = 0
  steps.forEach(([levelDb], step) => {
    const gain = 10 ** (levelDb / 20)
    for (let end = frame + lengths[step]!; frame < end; frame++)
      samples[frame] = gain * Math.sin((2 * Math.PI * TONE_HZ * frame) / rateHz)
  })
  return samples
}

export function stereoTones(steps: readonly Step[], rateHz: number): Float32Array[] {
  const channel = tones(steps, rateHz)
  return [channel, channel]
}

export interface LoudnessCase {
  name: string
  steps: readonly Step[]
  integrated: number
}

/** Tech 3341, cases 1 to 5: integrated loudness of a stereo signal. */
export const INTEGRATED_CASES: readonly LoudnessCase[] = [
  { name: "3341 case 1", steps: [[-23, 20]], integrated: -23 },
  { name: "3341 case 2", steps: [[-33, 20]], integrated: -33 },
  {
    name: "3341 case 3",
    steps: [
      [-36, 10],
      [-23, 60],
      [-36, 10],
    ],
    integrated: -23,
  },
  {
    name: "3341 case 4",
    steps: [
      [-72, 10],
      [-36, 10],
      [-23, 60],
      [-36, 10],
      [-72, 10],
    ],
    integrated: -23,
  },
  {
    name: "3341 case 5",
    steps: [
      [-26, 20],
      [-20, 20.1],
      [-26, 20],
    ],
    integrated: -23,
  },
]

/** Tech 3341, case 6: levels of left, right, centre, LFE (silent), left and right surround for 20 s; -23 LUFS. */
export function surroundCase(rateHz: number): Float32Array[] {
  return [-28, -28, -24, -Infinity, -30, -30].map((levelDb) => tones([[levelDb, 20]], rateHz))
}

/** Tech 3342, cases 1 to 4: loudness range of a stereo signal, each step 20 s. */
export const RANGE_CASES: readonly { name: string; levels: readonly number[]; range: number }[] = [
  { name: "3342 case 1", levels: [-20, -30], range: 10 },
  { name: "3342 case 2", levels: [-20, -15], range: 5 },
  { name: "3342 case 3", levels: [-40, -20], range: 20 },
  { name: "3342 case 4", levels: [-50, -35, -20, -35, -50], range: 15 },
]

export const rangeSteps = (levels: readonly number[]): Step[] => levels.map((level) => [level, 20])

/** Tech 3341, cases 15 to 19: sines at a fraction of the rate whose peaks lie between samples, as one true peak in dBTP. */
export const PEAK_CASES = [
  { name: "3341 case 15", divisor: 4, degrees: 0, amplitude: 0.5, truePeak: -6 },
  { name: "3341 case 16", divisor: 4, degrees: 45, amplitude: 0.5, truePeak: -6 },
  { name: "3341 case 17", divisor: 6, degrees: 60, amplitude: 0.5, truePeak: -6 },
  { name: "3341 case 18", divisor: 8, degrees: 67.5, amplitude: 0.5, truePeak: -6 },
  { name: "3341 case 19", divisor: 4, degrees: 45, amplitude: 1.41, truePeak: 3 },
] as const

type PeakCase = (typeof PEAK_CASES)[number]

/** A second of the sine, faded in and out so that its ends ring nowhere. */
export function peakTone({ divisor, degrees, amplitude }: PeakCase, rateHz: number): Float32Array {
  const fade = rateHz / 10
  return Float32Array.from({ length: rateHz }, (_, frame) => {
    const gain = Math.min(1, frame / fade, (rateHz - 1 - frame) / fade)
    return gain * amplitude * Math.sin((2 * Math.PI * frame) / divisor + (degrees * Math.PI) / 180)
  })
}
