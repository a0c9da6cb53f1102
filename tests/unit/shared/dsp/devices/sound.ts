/** Sound for the tests of devices: sources, a run through a device, and what is measured of the result. */
import type { DeviceProcessor, DeviceSpec } from "#shared/dsp/devices/index.ts"

export interface Stereo {
  left: Float32Array
  right: Float32Array
}

export const RATE_HZ = 48_000

/** The same in both channels. */
export function both(frames: number, at: (frame: number) => number): Stereo {
  const left = Float32Array.from({ length: frames }, (_, frame) => at(frame))
  return { left, right: left.slice() }
}

export const impulse = (frames: number): Stereo => both(frames, (frame) => (frame === 0 ? 1 : 0))

export const sineOf =
  (hz: number, gain = 1, rateHz = RATE_HZ) =>
  (frame: number): number =>
    gain * Math.sin((2 * Math.PI * hz * frame) / rateHz)

/** White noise of one seed, -gain to gain. */
export function noise(frames: number, seed: number, gain = 1): Stereo {
  let state = seed | 1
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0) / 2 ** 31
  const channel = () => Float32Array.from({ length: frames }, () => gain * next())
  return { left: channel(), right: channel() }
}

/** A processor whose parameters are set at once, by id. */
export function aDevice(
  spec: DeviceSpec,
  values: Record<string, number> = {},
  rateHz = RATE_HZ,
): DeviceProcessor {
  const processor = spec.create(rateHz)
  for (const [id, value] of Object.entries(values))
    processor.setParameter(indexOf(spec, id), value, true)
  return processor
}

export function indexOf(spec: DeviceSpec, id: string): number {
  const index = spec.parameters.findIndex((parameter) => parameter.id === id)
  if (index < 0) throw new Error(`${spec.kind} has no parameter ${id}`)
  return index
}

/** Runs a copy of the sound through the device, in blocks of the worklet's size. */
export function through(
  device: DeviceProcessor,
  sound: Stereo,
  { side, block = 128 }: { side?: Stereo; block?: number } = {},
): Stereo {
  const left = sound.left.slice()
  const right = sound.right.slice()
  for (let at = 0; at < left.length; at += block) {
    const end = Math.min(left.length, at + block)
    device.process(
      left.subarray(at, end),
      right.subarray(at, end),
      end - at,
      side?.left.subarray(at, end),
      side?.right.subarray(at, end),
    )
  }
  return { left, right }
}

export const dB = (gain: number): number => 20 * Math.log10(Math.abs(gain))

export function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0)
}

export function rmsOf(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length)
}

/** The level at one frequency of an impulse response, by the Fourier transform's definition. */
export function responseDb(response: Float32Array, hz: number, rateHz = RATE_HZ): number {
  let real = 0
  let imaginary = 0
  const turn = (2 * Math.PI * hz) / rateHz
  response.forEach((value, frame) => {
    real += value * Math.cos(turn * frame)
    imaginary -= value * Math.sin(turn * frame)
  })
  return 10 * Math.log10(real * real + imaginary * imaginary)
}

/** The amplitude of a sine in a sound that holds whole periods of it, by correlation. */
export function amplitudeAt(samples: Float32Array, hz: number, rateHz = RATE_HZ): number {
  return (2 / samples.length) * 10 ** (responseDb(samples, hz, rateHz) / 20)
}
