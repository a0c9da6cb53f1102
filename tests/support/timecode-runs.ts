/** Timecode made, read back by the live decoder frame by frame, and measured against the truth. */
import {
  BlockDecoder,
  type GeneratorOptions,
  TimecodeGenerator,
  type TimecodeName,
  timecodeOf,
  type Trajectory,
} from "#shared/timecode/index.ts"

export interface Run {
  rateHz: number
  /** True, and as decoded a frame later: equally long. */
  truePosition: Float64Array
  trueSpeed: Float64Array
  /** NaN while unknown. */
  position: Float64Array
  speed: Float64Array
  isLifted: Uint8Array
}

export interface RunOptions extends Omit<GeneratorOptions, "timecode" | "rateHz"> {
  format?: TimecodeName
  /** Read as this one. */
  readAs?: TimecodeName
  rateHz?: number
  seconds?: number
}

export const speeds = (...points: [seconds: number, speed: number][]): Trajectory => ({
  kind: "pieces",
  points,
})
export const sine = (hz: number, extentSeconds: number): Trajectory => ({
  kind: "sine",
  hz,
  extentSeconds,
})
/** A quiet pressing under a pickup: 37 dB of white noise, and RIAA. */
export const PLAYED = { cartridge: true, noiseDb: 37 } as const

export function runTimecode(options: RunOptions): Run {
  const { format = "serato_2a", readAs = format, rateHz = 48_000, seconds = 2, ...rest } = options
  const frames = Math.round(seconds * rateHz)
  const left = new Float32Array(frames)
  const right = new Float32Array(frames)
  const truth = { positionSeconds: new Float64Array(frames), speed: new Float64Array(frames) }
  const made = { startSeconds: 60, ...rest, timecode: timecodeOf(format), rateHz }
  new TimecodeGenerator(made).process(left, right, truth)
  const { decoder } = new BlockDecoder({ timecode: timecodeOf(readAs), rateHz, mostFrames: 1 })
  const run: Run = {
    ...{ rateHz, truePosition: truth.positionSeconds, trueSpeed: truth.speed },
    ...{ position: new Float64Array(frames), speed: new Float64Array(frames) },
    isLifted: new Uint8Array(frames),
  }
  for (let i = 0; i < frames; i++) {
    decoder.process(left, right, i, i + 1)
    run.position[i] = decoder.positionSeconds
    run.speed[i] = decoder.speed
    run.isLifted[i] = decoder.isLifted ? 1 : 0
  }
  return run
}

/** Root mean square of the speed's error from `from` seconds on, the truth taken `lagSeconds` before. */
export function speedError({ rateHz, speed, trueSpeed }: Run, from = 0.2, lagSeconds = 0): number {
  const lag = Math.round(lagSeconds * rateHz)
  const start = Math.max(lag, Math.round(from * rateHz))
  let sum = 0
  for (let i = start; i < speed.length; i++) sum += (speed[i]! - trueSpeed[i - lag]!) ** 2
  return Math.sqrt(sum / Math.max(1, speed.length - start))
}

/** The delay at which decoded and true speed fit best, in seconds. */
export function speedLag(run: Run): number {
  const frames = Math.round(0.004 * run.rateHz)
  const errors = Array.from({ length: frames }, (_, lag) => speedError(run, 0.2, lag / run.rateHz))
  return errors.indexOf(Math.min(...errors)) / run.rateHz
}

/** Share of all time with a known place. */
export const knownShare = ({ position }: Run): number =>
  position.filter((value) => !Number.isNaN(value)).length / position.length

/** Mean, deviation and largest magnitude of what known places are off, in seconds, where the record turns that way. */
export function positionError(run: Run, direction: 1 | -1 | 0 = 0) {
  const errors = Array.from(run.position, (value, i) => value - run.truePosition[i]!).filter(
    (error, i) => !Number.isNaN(error) && run.trueSpeed[i]! * direction >= 0,
  )
  const bias = errors.reduce((sum, error) => sum + error, 0) / errors.length
  const variance = errors.reduce((sum, error) => sum + (error - bias) ** 2, 0) / errors.length
  const most = errors.reduce((largest, error) => Math.max(largest, Math.abs(error)), 0)
  return { count: errors.length, bias, deviation: Math.sqrt(variance), most }
}

/** Share of a step of speed at `at` seconds by which the decoded speed goes beyond it. */
export function overshoot({ rateHz, speed, trueSpeed }: Run, at: number): number {
  const first = Math.round(at * rateHz)
  const from = trueSpeed[first - 2]!
  const to = trueSpeed[first + 2]!
  let most = 0
  for (let i = first; i < first + 0.1 * rateHz; i++)
    most = Math.max(most, (speed[i]! - from) / (to - from))
  return most - 1
}

/** Seconds from `at` until the place is right, within 0.3 ms, and stays so for 0.3 s. */
export function relockSeconds({ rateHz, position, truePosition }: Run, at: number): number {
  const first = Math.ceil(at * rateHz) + 1
  let last = first
  for (let i = first; i < first + 0.3 * rateHz; i++)
    if (!(Math.abs(position[i]! - truePosition[i]!) < 0.0003)) last = i
  return last / rateHz - at
}
