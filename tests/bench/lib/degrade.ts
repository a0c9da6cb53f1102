/** Makes renders harder, the same way each time: a room around them, or noise under them. */

/** Schroeder's reverberator: 8 combs and 4 all-passes; about 1.6 s, its level equal to the dry sound's. */
export function addReverb(mono: Float32Array, sampleRateHz: number): Float32Array {
  const wet = new Float32Array(mono.length)
  for (const milliseconds of [25.3, 26.9, 29, 30.7, 32.2, 33.8, 35.3, 36.7]) {
    addComb(mono, wet, Math.round((milliseconds / 1000) * sampleRateHz))
  }
  for (const milliseconds of [12.6, 10, 7.7, 5.1]) {
    allPass(wet, Math.round((milliseconds / 1000) * sampleRateHz))
  }
  const gain = rms(mono) / Math.max(1e-9, rms(wet))
  return normalise(mono.map((value, index) => value + 0.7 * gain * (wet[index] ?? 0)))
}

/** Pink noise, `snrDb` below the sound. */
export function addNoise(mono: Float32Array, snrDb: number): Float32Array {
  const noise = pinkNoise(mono.length)
  const gain = (rms(mono) / rms(noise)) * 10 ** (-snrDb / 20)
  return normalise(mono.map((value, index) => value + gain * (noise[index] ?? 0)))
}

function addComb(input: Float32Array, output: Float32Array, delay: number): void {
  const line = new Float32Array(delay)
  let low = 0
  for (let i = 0; i < input.length; i++) {
    const at = i % delay
    const out = line[at] ?? 0
    low = 0.8 * out + 0.2 * low
    line[at] = (input[i] ?? 0) + 0.86 * low
    output[i] = (output[i] ?? 0) + out
  }
}

function allPass(signal: Float32Array, delay: number): void {
  const line = new Float32Array(delay)
  for (let i = 0; i < signal.length; i++) {
    const at = i % delay
    const delayed = line[at] ?? 0
    const value = signal[i] ?? 0
    line[at] = value + 0.5 * delayed
    signal[i] = delayed - 0.5 * (line[at] ?? 0)
  }
}

/** Even, seeded, -1..1. */
export function whiteNoise(length: number, seed = 12_345): Float32Array {
  let state = seed
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  })
}

/** Paul Kellet's filter over white noise. */
export function pinkNoise(length: number, seed?: number): Float32Array {
  let [a, b, c] = [0, 0, 0]
  return whiteNoise(length, seed).map((white) => {
    a = 0.99765 * a + white * 0.099046
    b = 0.963 * b + white * 0.2965164
    c = 0.57 * c + white * 1.0526913
    return a + b + c + white * 0.1848
  })
}

export function rms(values: Float32Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return Math.sqrt(sum / Math.max(1, values.length))
}

function normalise(mono: Float32Array): Float32Array {
  const peak = mono.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9)
  return mono.map((value) => (value * 0.9) / peak)
}
