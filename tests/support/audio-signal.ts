/** The signal that every audio fixture holds: a chirp and three clicks, another pitch on each channel. */

export interface SignalShape {
  rateHz: number
  channels: number
  frames: number
}

const LFE = 3

/** Planar samples within -0.7..0.7; channel 3 of six or more holds low tones only, as an LFE channel may. */
export function testSignal({ rateHz, channels, frames }: SignalShape): Float32Array[] {
  return Array.from({ length: channels }, (_, channel) => {
    const low = channels >= 6 && channel === LFE
    const top = low ? 80 : Math.min(1500, rateHz / 8) * (1 - 0.1 * channel)
    return Float32Array.from({ length: frames }, (_, frame) => {
      const seconds = frame / rateHz
      const sweep = low ? 60 : 150 + 50 * channel + (top * frame) / frames
      const tone = 0.35 * Math.sin(2 * Math.PI * sweep * seconds)
      return low ? tone : tone + clicks(seconds, frames / rateHz)
    })
  })
}

function clicks(seconds: number, length: number): number {
  const since = [0.2, 0.5, 0.8].map((place) => seconds - place * length).filter((age) => age >= 0)
  const age = Math.min(...since, 9)
  return age < 0.02 ? 0.35 * Math.cos(2 * Math.PI * 900 * age) * Math.exp(-age * 300) : 0
}

/** Signal to noise ratio of `actual` against `expected` in dB, over the frames both have. */
export function snrDb(expected: Float32Array, actual: Float32Array): number {
  const frames = Math.min(expected.length, actual.length)
  let signal = 0
  let noise = 0
  for (let index = 0; index < frames; index++) {
    signal += (expected[index] as number) ** 2
    noise += ((expected[index] as number) - (actual[index] as number)) ** 2
  }
  return noise === 0 ? Infinity : 10 * Math.log10(signal / noise)
}

/** Frames by which `actual` lags behind `expected`, by the greatest correlation within +-range. */
export function lagFrames(expected: Float32Array, actual: Float32Array, range = 3000): number {
  let best = -Infinity
  let lag = 0
  for (let shift = -range; shift <= range; shift++) {
    let sum = 0
    const end = Math.min(expected.length, actual.length - shift)
    for (let index = Math.max(0, -shift); index < end; index++)
      sum += (expected[index] as number) * (actual[index + shift] as number)
    if (sum <= best) continue
    best = sum
    lag = shift
  }
  return lag
}
