/** Tones, metal and bands of noise, added to two sides. Only arithmetic that is the same everywhere: see exact-math. */
import type { Random } from "../../music/random.ts"
import { exactCos, exactExp, exactLog, exactSin, exactTan, gainOfDb } from "../exact-math.ts"
import type { Metal, Noise, Tone } from "./recipe.ts"

/** Of the rate: what is higher is left out. */
const HIGHEST_SHARE = 0.46

export interface Sides {
  readonly left: Float32Array
  readonly right: Float32Array
}

/** Of each sample, so that after `seconds` 60 dB are gone. */
const fallOf = (seconds: number, rateHz: number): number =>
  exactExp((-3 * Math.LN10) / (seconds * rateHz))

/** A sine that begins at its zero, and may come down in pitch. */
export function addTone(to: Sides, tone: Tone, gain: number, rateHz: number): void {
  const { hz, seconds, glideOctaves = 0, glideSeconds = 0.03, attackSeconds = 0 } = tone
  const fall = fallOf(seconds, rateHz)
  const bend = exactExp(-1 / (glideSeconds * rateHz))
  const step = (2 * Math.PI * hz) / rateHz
  const rise = attackSeconds > 0 ? 1 / (attackSeconds * rateHz) : 1
  let above = exactExp(glideOctaves * Math.LN2) - 1
  let [phase, level, risen] = [0, gain, 0]
  for (let i = 0; i < to.left.length && level > 1e-5 * gain; i++) {
    const value = exactSin(phase) * level * risen
    to.left[i]! += value
    to.right[i]! += value
    phase += step * (1 + above)
    if (phase > Math.PI) phase -= 2 * Math.PI
    above *= bend
    level *= fall
    risen = Math.min(1, risen + rise)
  }
}

interface Place {
  gain: number
  /** How far the parts stand apart: 0 to 1. */
  width: number
  random: Random
  rateHz: number
}

/** Of one mode, as the recursion needs it. */
interface Ring {
  frames: number
  first: number
  second: number
  before: number
  now: number
  left: number
  right: number
}

const AT_ONCE = 4
const SILENT: Ring = { frames: 0, first: 0, second: 0, before: 0, now: 0, left: 0, right: 0 }

/** Modes spread evenly over pitch, each moved, placed and made louder or weaker by chance. */
export function addMetal(to: Sides, metal: Metal, place: Place): void {
  const { modes, lowHz, highHz, attackSeconds = 0 } = metal
  const rings: Ring[] = []
  for (let mode = 0; mode < modes; mode++) {
    const at = (mode + place.random()) / modes
    const hz = lowHz * exactExp(exactLog(highHz / lowHz) * at)
    const ring = ringOf(metal, { hz, at }, place)
    if (hz < HIGHEST_SHARE * place.rateHz) rings.push(ring)
  }
  const attack = Math.round(attackSeconds * place.rateHz)
  for (let first = 0; first < rings.length; first += AT_ONCE)
    addRings(
      to,
      [0, 1, 2, 3].map((i) => rings[first + i] ?? SILENT),
      attack,
    )
}

function ringOf(metal: Metal, { hz, at }: { hz: number; at: number }, place: Place): Ring {
  const { modes, lowSeconds, highSeconds, tiltDb = 0 } = metal
  const { gain, width, random, rateHz } = place
  const angle = (2 * Math.PI * hz) / rateHz
  const seconds = lowSeconds * exactExp(exactLog(highSeconds / lowSeconds) * at)
  const fall = fallOf(seconds, rateHz)
  const level = (gain / Math.sqrt(modes)) * gainOfDb(tiltDb * (at - 0.5) * 2 + 8 * (random() - 0.5))
  const pan = width * (2 * random() - 1)
  const phase = 2 * Math.PI * random()
  return {
    ...{ frames: Math.ceil(seconds * 1.4 * rateHz), first: 2 * fall * exactCos(angle) },
    ...{ second: -fall * fall, before: exactSin(phase - angle) / fall, now: exactSin(phase) },
    ...{ left: level * (1 - pan), right: level * (1 + pan) },
  }
}

/** Four decaying sines at once, each by a recursion of two multiplications a sample. */
function addRings({ left, right }: Sides, rings: readonly Ring[], attack: number): void {
  const [a, b, c, d] = rings as [Ring, Ring, Ring, Ring]
  const { first: aFirst, second: aSecond, left: aLeft, right: aRight } = a
  const { first: bFirst, second: bSecond, left: bLeft, right: bRight } = b
  const { first: cFirst, second: cSecond, left: cLeft, right: cRight } = c
  const { first: dFirst, second: dSecond, left: dLeft, right: dRight } = d
  let { before: aBefore, now: aNow } = a
  let { before: bBefore, now: bNow } = b
  let { before: cBefore, now: cNow } = c
  let { before: dBefore, now: dNow } = d
  const frames = Math.min(left.length, Math.max(...rings.map((ring) => ring.frames)))
  for (let i = 0; i < frames; i++) {
    const risen = i < attack ? i / attack : 1
    left[i]! += risen * (aNow * aLeft + bNow * bLeft + cNow * cLeft + dNow * dLeft)
    right[i]! += risen * (aNow * aRight + bNow * bRight + cNow * cRight + dNow * dRight)
    const aNext = aFirst * aNow + aSecond * aBefore
    const bNext = bFirst * bNow + bSecond * bBefore
    const cNext = cFirst * cNow + cSecond * cBefore
    const dNext = dFirst * dNow + dSecond * dBefore
    aBefore = aNow
    bBefore = bNow
    cBefore = cNow
    dBefore = dNow
    aNow = aNext
    bNow = bNext
    cNow = cNext
    dNow = dNext
  }
}

/** White noise between two corners of 12 dB an octave each (state-variable filters, Zavalishin 2012). */
export function addNoise({ left, right }: Sides, noise: Noise, place: Place): void {
  const { gain, width, random, rateHz } = place
  const start = Math.round((noise.atSeconds ?? 0) * rateHz)
  const middle = band(left.length - start, noise, random, rateHz)
  const side = width > 0 ? band(left.length - start, noise, random, rateHz) : null
  const common = gain * Math.sqrt(1 - width * width)
  for (let i = 0; i < middle.length; i++) {
    const apart = side ? side[i]! * gain * width : 0
    left[start + i]! += middle[i]! * common + apart
    right[start + i]! += middle[i]! * common - apart
  }
}

function band(frames: number, noise: Noise, random: Random, rateHz: number): Float32Array {
  const { lowHz, highHz, seconds, attackSeconds = 0 } = noise
  const length = Math.ceil((seconds * 1.4 + attackSeconds) * rateHz)
  const values = new Float32Array(Math.max(0, Math.min(frames, length)))
  const [high, low] = [cornerOf(lowHz, rateHz), cornerOf(highHz, rateHz)]
  const fall = fallOf(seconds, rateHz)
  const attack = attackSeconds * rateHz
  // Noise in a narrow band is weaker: as loud as it were in a wide one.
  let level = Math.sqrt(rateHz / 2 / Math.max(500, highHz - lowHz))
  let [first, second, third, fourth] = [0, 0, 0, 0]
  for (let i = 0; i < values.length; i++) {
    const highPassed = (2 * random() - 1 - high.sum * first - second) * high.scale
    let bandPassed = high.g * highPassed + first
    first = high.g * highPassed + bandPassed
    second += 2 * high.g * bandPassed
    bandPassed = low.g * ((highPassed - low.sum * third - fourth) * low.scale) + third
    const lowPassed = low.g * bandPassed + fourth
    third = 2 * bandPassed - third
    fourth = low.g * bandPassed + lowPassed
    values[i] = lowPassed * level * (i < attack ? i / attack : 1)
    if (i >= attack) level *= fall
  }
  return values
}

/** Of a state-variable filter that is as flat as can be. */
function cornerOf(hz: number, rateHz: number): { g: number; sum: number; scale: number } {
  const g = exactTan((Math.PI * Math.min(hz, HIGHEST_SHARE * rateHz)) / rateHz)
  const sum = g + Math.SQRT2
  return { g, sum, scale: 1 / (1 + g * sum) }
}
