/**
 * Somebody's rig, as far from the studio's own deck and from what is fitted as rigs are: another fader law on a fader that swings,
 * a cartridge that saturates, shelves and a peak of a phono stage, a record that is read by a cubic, wow and flutter, delays that
 * wander, hum, rumble, noise and crackle, and a recorder whose clock is off.
 */
import type { Gesture } from "#shared/gesture/index.ts"
import { nearNormal, type Random, seededRandom } from "#shared/music/random.ts"
import { SAMPLE_RATE_HZ } from "./samples.ts"

export const RIG_RATE_HZ = 48_000
const TURN = 2 * Math.PI
const SECONDS_PER_TURN = 1.8

export interface RigCharacter {
  placeDelaySeconds: number
  faderDelaySeconds: number
  lag: number
  /** Decibels from the fader's cut-in to open. */
  faderRangeDb: number
  drive: number
  noiseDb: number
  skewPpm: number
}

export const A_RIG: RigCharacter = {
  ...{ placeDelaySeconds: 0.0142, faderDelaySeconds: 0.0085, lag: 0.07, faderRangeDb: 40 },
  ...{ drive: 1.5, noiseDb: -60, skewPpm: 22 },
}

export interface RigRecording {
  sound: Float32Array
  /** Where in it the take begins. */
  offsetSeconds: number
}

/** What is recorded of a gesture on a sample. @param seed of chance and of where the recording begins */
export function recordRig(
  gesture: Gesture,
  sample: Float32Array,
  seed: number,
  character: RigCharacter = A_RIG,
): RigRecording {
  const random = seededRandom(seed)
  const offsetSeconds = 0.2 + 0.5 * random()
  const frames = Math.round((offsetSeconds + gesture.durationSeconds + 0.5) * RIG_RATE_HZ)
  const places = placesOf(gesture, frames, offsetSeconds, character, random)
  const raw = new Float64Array(frames)
  for (let i = 1; i < frames; i++) {
    const speed = Math.abs(places[i]! - places[i - 1]!) * RIG_RATE_HZ
    const soft = Math.min(
      1.3,
      (speed / (speed + 0.22)) ** 1.3 * 1.25 * Math.max(speed, 0.01) ** 0.12,
    )
    const value = soft * cubic(sample, places[i]! * SAMPLE_RATE_HZ)
    raw[i] = Math.tanh(character.drive * value + 0.2 * value * value) / character.drive
  }
  const toned = phonoStage(raw)
  const gates = gatesOf(gesture, frames, offsetSeconds, character, random)
  const noise = noiseOf(frames, places, character, random)
  const sound = Float32Array.from(
    toned,
    (value, i) => 0.55 * (value * gates[i]! + noise[i]! * (0.3 + 0.7 * gates[i]!)),
  )
  return { sound, offsetSeconds }
}

/** Take seconds of a frame, as the recorder's clock counts. */
const takeSeconds = (frame: number, offset: number, { skewPpm }: RigCharacter): number =>
  (frame / RIG_RATE_HZ - offset) / (1 + skewPpm * 1e-6)

/** Slow chance: a delay that wanders within some tenths of a millisecond. */
function wander(frames: number, seconds: number, random: Random): Float64Array {
  const knots = Array.from({ length: 3 + Math.ceil(frames / RIG_RATE_HZ / 0.08) }, () =>
    nearNormal(random),
  )
  return Float64Array.from({ length: frames }, (_, i) => {
    const along = i / RIG_RATE_HZ / 0.08
    const [k, u] = [Math.floor(along), along % 1]
    const smooth = u * u * (3 - 2 * u)
    return seconds * (knots[k]! + (knots[k + 1]! - knots[k]!) * smooth)
  })
}

/** Record seconds: led by a platter that lags a little, with wow and flutter. */
function placesOf(
  { points }: Gesture,
  frames: number,
  offset: number,
  character: RigCharacter,
  random: Random,
): Float64Array {
  const late = wander(frames, 0.00012, random)
  const phase = TURN * random()
  let [next, one, two] = [0, NaN, NaN]
  const lowest = Math.min(0, ...points.map(({ positionTurns }) => positionTurns))
  return Float64Array.from({ length: frames }, (_, i) => {
    const at = takeSeconds(i, offset, character) - character.placeDelaySeconds - late[i]!
    while (next < points.length && points[next]!.timeSeconds <= at) next++
    while (next > 0 && points[next - 1]!.timeSeconds > at) next--
    const [before, after] = [points[next - 1] ?? points[0]!, points[next] ?? points.at(-1)!]
    const span = after.timeSeconds - before.timeSeconds
    const part = span > 0 ? (at - before.timeSeconds) / span : 0
    const turns =
      before.positionTurns + (after.positionTurns - before.positionTurns) * part - lowest
    const wow = 0.00025 * Math.sin(TURN * 0.55 * at + phase) + 0.00001 * Math.sin(TURN * 9 * at)
    const place = turns * SECONDS_PER_TURN + wow
    one = Number.isNaN(one) ? place : one + 0.02 * (place - one)
    two = Number.isNaN(two) ? place : two + 0.02 * (one - two)
    return two
  })
}

/** Four points, as a cheap player has it: it folds what is above half the rate. */
function cubic(sample: Float32Array, place: number): number {
  const i = Math.floor(place)
  const u = place - i
  const [a, b, c, d] = [sample[i - 1] ?? 0, sample[i] ?? 0, sample[i + 1] ?? 0, sample[i + 2] ?? 0]
  return b + 0.5 * u * (c - a + u * (2 * a - 5 * b + 4 * c - d + u * (3 * (b - c) + d - a)))
}

/** A fader that swings past its place, in decibels from its cut-in. */
function gatesOf(
  { fader }: Gesture,
  frames: number,
  offset: number,
  character: RigCharacter,
  random: Random,
): Float64Array {
  const late = wander(frames, 0.0004, random)
  const [stiff, damp] = [(TURN * 90) ** 2, 2 * 0.55 * TURN * 90]
  let [next, place, pace] = [0, 1, 0]
  let soft = 0
  return Float64Array.from({ length: frames }, (_, i) => {
    const at = takeSeconds(i, offset, character) - character.faderDelaySeconds - late[i]!
    while (next < fader.length && fader[next]!.timeSeconds <= at) next++
    const wanted = fader[Math.max(0, next - 1)]?.value ?? 1
    pace += (stiff * (wanted - place) - damp * pace) / RIG_RATE_HZ
    place += pace / RIG_RATE_HZ
    const open = Math.min(1, Math.max(0, (place - character.lag) / 0.22))
    const gain = open <= 0 ? 0 : 10 ** (((open - 1) * character.faderRangeDb) / 20)
    soft += 0.03 * (gain - soft)
    return soft
  })
}

/** A biquad after R. Bristow-Johnson's cookbook. */
function biquad(sound: Float64Array, [b0, b1, b2, a0, a1, a2]: readonly number[]): Float64Array {
  let [x1, x2, y1, y2] = [0, 0, 0, 0]
  return sound.map((x) => {
    const y = (b0! * x + b1! * x1 + b2! * x2 - a1! * y1 - a2! * y2) / a0!
    ;[x2, x1, y2, y1] = [x1, x, y1, y]
    return y
  })
}

function phonoStage(sound: Float64Array): Float64Array {
  const shelf = (hz: number, db: number): number[] => {
    const a = 10 ** (db / 40)
    const w = (TURN * hz) / RIG_RATE_HZ
    const [c, k] = [Math.cos(w), (Math.sin(w) / 2) * Math.SQRT2 * 2 * Math.sqrt(a)]
    return [
      a * (a + 1 - (a - 1) * c + k),
      2 * a * (a - 1 - (a + 1) * c),
      a * (a + 1 - (a - 1) * c - k),
      a + 1 + (a - 1) * c + k,
      -2 * (a - 1 + (a + 1) * c),
      a + 1 + (a - 1) * c - k,
    ]
  }
  const peak = (hz: number, db: number, q: number): number[] => {
    const a = 10 ** (db / 40)
    const w = (TURN * hz) / RIG_RATE_HZ
    const k = Math.sin(w) / (2 * q)
    const c = -2 * Math.cos(w)
    return [1 + k * a, c, 1 - k * a, 1 + k / a, c, 1 - k / a]
  }
  const low = (hz: number, q: number): number[] => {
    const w = (TURN * hz) / RIG_RATE_HZ
    const [c, k] = [Math.cos(w), Math.sin(w) / (2 * q)]
    return [(1 - c) / 2, 1 - c, (1 - c) / 2, 1 + k, -2 * c, 1 - k]
  }
  return [shelf(320, 4.5), peak(2900, 4, 0.9), low(9500, 0.9)].reduce(biquad, sound)
}

function noiseOf(
  frames: number,
  places: Float64Array,
  { noiseDb }: RigCharacter,
  random: Random,
): Float64Array {
  const level = 10 ** (noiseDb / 20)
  let [pink, rumble, crack] = [0, 0, 0]
  return Float64Array.from({ length: frames }, (_, i) => {
    const white = nearNormal(random)
    pink += 0.08 * (white - pink)
    const seconds = i / RIG_RATE_HZ
    const hum = 0.6 * Math.sin(TURN * 50 * seconds) + 0.3 * Math.sin(TURN * 150 * seconds)
    const moved = Math.abs((places[i] ?? 0) - (places[i - 1] ?? places[i] ?? 0)) * RIG_RATE_HZ
    rumble += 0.004 * (nearNormal(random) * 20 * Math.min(2, moved) - rumble)
    if (random() < 3 / RIG_RATE_HZ) crack = 30 * (random() - 0.5)
    crack *= 0.9
    return level * (2.5 * pink + 0.3 * white + hum + rumble + crack)
  })
}
