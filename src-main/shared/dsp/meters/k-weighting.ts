/** The filter of ITU-R BS.1770: a shelf for the head and a high-pass, at any rate by their analogue prototypes. */
import { exactExp, exactTan } from "../exact-math.ts"
import { finite } from "./finite.ts"

/** Frequency, Q and gain that give the standard's coefficients at 48 kHz, to their last digit. */
const SHELF = { hz: 1681.974450955533, q: 0.7071752369554196, gainDb: 3.999843853973347 }
const SHELF_BAND_POWER = 0.4996667741545416
const HIGH_PASS = { hz: 38.13547087602444, q: 0.5003270373238773 }

interface Biquad {
  b0: number
  b1: number
  b2: number
  a1: number
  a2: number
}

/** One channel's filter. Sums the squares of what comes out. */
export class KWeighting {
  #shelf: Biquad
  #highPass: Biquad
  #state = new Float64Array(4)

  constructor(rateHz: number) {
    this.#shelf = shelfAt(rateHz)
    this.#highPass = highPassAt(rateHz)
  }

  /** Filters frames from..to. @returns the sum of their squares */
  power(samples: Float32Array, from: number, to: number): number {
    const { b0, b1, b2, a1, a2 } = this.#shelf
    const { a1: c1, a2: c2 } = this.#highPass
    const state = this.#state
    let s1 = state[0]!
    let s2 = state[1]!
    let t1 = state[2]!
    let t2 = state[3]!
    let sum = 0
    for (let i = from; i < to; i++) {
      const x = finite(samples[i]!)
      const y = b0 * x + s1
      s1 = b1 * x - a1 * y + s2
      s2 = b2 * x - a2 * y
      // The standard's high-pass: 1 - 2/z + 1/z^2, not scaled.
      const z = y + t1
      t1 = -2 * y - c1 * z + t2
      t2 = y - c2 * z
      sum += z * z
    }
    state[0] = quiet(s1)
    state[1] = quiet(s2)
    state[2] = quiet(t1)
    state[3] = quiet(t2)
    return sum
  }

  reset(): void {
    this.#state.fill(0)
  }
}

const quiet = (x: number): number => (Math.abs(x) < 1e-20 ? 0 : x)

function shelfAt(rateHz: number): Biquad {
  const k = exactTan((Math.PI * SHELF.hz) / rateHz)
  const high = exactExp((SHELF.gainDb / 20) * Math.LN10)
  const band = exactExp(SHELF_BAND_POWER * (SHELF.gainDb / 20) * Math.LN10)
  const a0 = 1 + k / SHELF.q + k * k
  return {
    b0: (high + (band * k) / SHELF.q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / SHELF.q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / SHELF.q + k * k) / a0,
  }
}

function highPassAt(rateHz: number): Biquad {
  const k = exactTan((Math.PI * HIGH_PASS.hz) / rateHz)
  const a0 = 1 + k / HIGH_PASS.q + k * k
  return {
    b0: 1,
    b1: -2,
    b2: 1,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / HIGH_PASS.q + k * k) / a0,
  }
}
