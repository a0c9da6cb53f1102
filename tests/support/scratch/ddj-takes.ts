/**
 * Short takes as hands send them on controllers that nothing was tuned to: raw MIDI with the statistics of real ones (how fast
 * they count, how seldom they report, how little of a fader's way is used), and everything drawn anew for every take. It knows
 * nothing of the grammar that techniques are read with: strokes and clicks are written out here. The same seed, the same.
 */
import type { RawEvent } from "#shared/gesture/index.ts"
import { nearNormal, seededRandom, type Random } from "#shared/music/random.ts"

export const TAKEN = ["baby", "chirp", "flare1", "stab"] as const
export type Taken = (typeof TAKEN)[number]

/** Seconds of a take: the logarithm's middle and deviation, least and most. */
const SECONDS: Readonly<Record<Taken, readonly [number, number, number, number]>> = {
  ...{ baby: [0.44, 0.35, 0.29, 1.9], chirp: [0.43, 0.25, 0.35, 1.9] },
  ...{ flare1: [0.74, 0.2, 0.66, 1.9], stab: [0.35, 0.1, 0.31, 0.51] },
}
/** Steps of 127 that the fader goes. */
const RANGE: Readonly<Record<Exclude<Taken, "baby">, readonly [number, number]>> = {
  ...{ chirp: [7, 40], flare1: [26, 53], stab: [11, 53] },
}

export interface TakeOptions {
  /** All takes become as long: nothing can be told from how long they were. */
  seconds?: number
  /** Which end is closed: by itself the one that the hand works near, mostly. */
  isOpenNearEnd?: boolean
}

export function ddjTake(technique: Taken, seed: number, options: TakeOptions = {}): RawEvent[] {
  const random = seededRandom(Math.imul(seed + 11, 0x2545f491) ^ technique.length)
  const motion = motionOf(technique, random)
  const rig = rigOf(random, options)
  const sent = [...platterOf(motion, rig, random), ...faderOf(technique, motion, rig, random)]
  sent.sort((one, other) => one.at - other.at)
  const scale = options.seconds === undefined ? 1 : options.seconds / motion.seconds
  const offset = 1e6 * random()
  let latest = 0
  return sent.map(({ at, bytes }) => {
    latest = Math.max(latest, Math.round(offset + at * scale * 1e6))
    return { atMicros: latest, bytes: Uint8Array.from(bytes) }
  })
}

const between = (random: Random, [low, high]: readonly [number, number]): number =>
  low + (high - low) * random()
const chance = (random: Random, share: number): boolean => random() < share
/** Of times and ways: a factor that varies by so much. */
const about = (random: Random, deviation: number): number =>
  Math.exp(deviation * nearNormal(random))

interface Stroke {
  start: number
  end: number
  way: number
  lean: number
}

interface Motion {
  strokes: Stroke[]
  /** Of the stroke that is meant first. */
  main: number
  seconds: number
}

function motionOf(technique: Taken, random: Random): Motion {
  const [middle, deviation, least, most] = SECONDS[technique]
  const whole = Math.max(least, Math.min(most, middle * about(random, deviation)))
  const forth = whole * Math.max(0.3, Math.min(0.7, 0.5 + 0.07 * nearNormal(random)))
  const rest = chance(random, 0.3) ? between(random, [0, 0.15]) * whole : 0
  const strokes: Stroke[] = []
  let at = chance(random, 0.2) ? between(random, [0, 0.1]) : 0
  const add = (seconds: number, way: number): void => {
    strokes.push({ start: at, end: at + seconds, way, lean: 0.25 * nearNormal(random) })
    at += seconds
  }
  const small = (): number => between(random, [0.02, 0.3])
  const hasWindUp = chance(random, 0.2)
  if (hasWindUp) add(between(random, [0.15, 0.45]) * forth, -small())
  add(forth, 1)
  at += rest
  add(whole - forth - rest, -about(random, 0.18))
  if (chance(random, technique === "baby" ? 0.55 : 0.25))
    add(between(random, [0.15, 0.45]) * forth, small())
  // Of real stabs and flares no movement of the fader is missing.
  const longest = hasWindUp ? 1 : technique === "baby" || technique === "chirp" ? 0.3 : 0.06
  const begin = chance(random, 0.15) ? between(random, [0, longest]) * strokes[0]!.end : 0
  const cut = chance(random, 0.25) ? between(random, [0, 0.35]) * (whole - forth) : 0
  return cutTo({ strokes, main: hasWindUp ? 1 : 0, seconds: at - cut }, begin)
}

/** Takes were cut by hand: a little of the first stroke may be missing. */
function cutTo({ strokes, main, seconds }: Motion, begin: number): Motion {
  const moved = strokes.map((each) => ({
    ...each,
    start: each.start - begin,
    end: each.end - begin,
  }))
  return { strokes: moved, main, seconds: seconds - begin }
}

function placeAt({ strokes }: Motion, at: number): number {
  let place = 0
  for (const { start, end, way, lean } of strokes) {
    const u = Math.max(0, Math.min(1, (at - start) / (end - start)))
    const bent = u + Math.max(-0.5, Math.min(0.5, lean)) * u * (1 - u)
    place += (way * (1 - Math.cos(Math.PI * bent))) / 2
  }
  return place
}

interface Rig {
  channel: number
  mostTicks: number
  reportSeconds: number
  jitterSeconds: number
  direction: 1 | -1
  /** Where the fader is nearest to its end, 0..127, and which way it leaves it. */
  near: number
  way: 1 | -1
  isOpenNearEnd: boolean
  hasLows: boolean
  noise: number
  lagSeconds: number
}

function rigOf(random: Random, { isOpenNearEnd = false }: TakeOptions): Rig {
  const isHigh = chance(random, 0.7)
  const near = chance(random, 0.75) ? 0 : between(random, [0, 12])
  return {
    channel: Math.floor(4 * random()),
    mostTicks: chance(random, 0.8) ? between(random, [15, 36]) : between(random, [2, 12]),
    reportSeconds: chance(random, 0.85)
      ? 1 / between(random, [700, 990])
      : 1 / between(random, [170, 700]),
    jitterSeconds: between(random, [0, 0.0012]),
    direction: chance(random, 0.1) ? -1 : 1,
    ...{ near: isHigh ? 127 - near : near, way: isHigh ? -1 : 1, isOpenNearEnd },
    hasLows: chance(random, 0.85),
    noise: between(random, [0, 1.2]),
    lagSeconds: between(random, [-0.015, 0.055]),
  }
}

interface Sent {
  at: number
  bytes: number[]
}

function platterOf(motion: Motion, rig: Rig, random: Random): Sent[] {
  const step = rig.reportSeconds
  const scale = rig.direction * (rig.mostTicks / fastest(motion, step))
  const sent: Sent[] = []
  let count = Math.round(placeAt(motion, 0) * scale)
  for (let at = step; at <= motion.seconds; at += step) {
    const now = Math.round(placeAt(motion, at) * scale)
    const ticks = Math.max(-63, Math.min(63, now - count))
    if (ticks !== 0) {
      const late = Math.abs(rig.jitterSeconds * nearNormal(random))
      sent.push({ at: at + late, bytes: [0xb0 + rig.channel, 0x22, 64 + ticks] })
    }
    count = now
  }
  const touch = [0x90 + rig.channel, 0x36]
  if (chance(random, 0.5)) sent.unshift({ at: 0, bytes: [...touch, 127] })
  return sent
}

function fastest(motion: Motion, step: number): number {
  let most = 0
  for (let at = step; at <= motion.seconds; at += step)
    most = Math.max(most, Math.abs(placeAt(motion, at) - placeAt(motion, at - step)))
  return most
}

/** When the fader begins to go where: 0 is closed, 1 open as far as this hand opens it. */
interface Move {
  start: number
  end: number
  to: number
}

function movesOf(
  technique: Taken,
  motion: Motion,
  random: Random,
): { from: number; moves: Move[] } {
  const forth = motion.strokes[motion.main]!
  const back = motion.strokes[motion.main + 1]!
  const [f, b] = [forth.end - forth.start, back.end - back.start]
  const turn = (forth.end + back.start) / 2
  const travel = (): number => between(random, [0.02, 0.09]) * Math.min(1.5, (f + b) / 0.4)
  const off = (): number => 0.05 * nearNormal(random)
  const there = (middle: number, to: number): Move => {
    const seconds = travel()
    return { start: middle - seconds / 2, end: middle + seconds / 2, to }
  }
  const uneven = (): number => between(random, [0.7, 1])
  if (technique === "chirp") {
    const half = between(random, [0.1, 0.35])
    const shut = there(turn - (half + off()) * f, 0)
    const open = there(turn + (half + off()) * b, uneven())
    if (chance(random, 0.06)) return { from: 1, moves: [shut] }
    return { from: uneven(), moves: [shut, open] }
  }
  if (technique === "stab") {
    const open = there(forth.start + (0.12 + off()) * f, 1)
    const shut = there(
      forth.start + (between(random, [0.65, 0.95]) + off()) * f,
      0.25 * random() ** 2,
    )
    return { from: 0.2 * random() ** 2, moves: [open, shut] }
  }
  const click = (start: number, seconds: number): Move[] => {
    const middle = start + between(random, [0.4, 0.6]) * seconds
    const width = between(random, [0.18, 0.36]) * seconds
    return [there(middle - width / 2, 0.3 * random() ** 2), there(middle + width / 2, uneven())]
  }
  return { from: uneven(), moves: [...click(forth.start, f), ...click(back.start, b)] }
}

const FADER_STEP = 0.001

function faderOf(technique: Taken, motion: Motion, rig: Rig, random: Random): Sent[] {
  if (technique === "baby") return []
  const { from, moves } = movesOf(technique, motion, random)
  const range = between(random, RANGE[technique])
  const sent: Sent[] = []
  let last = -1
  const drift = 2 * nearNormal(random)
  for (let at = 0; at <= motion.seconds; at += FADER_STEP * (1 + random())) {
    const open = placeOf(from, moves, at - rig.lagSeconds)
    const noise = last < 0 || rig.noise === 0 ? 0 : rig.noise * 0.5 * nearNormal(random)
    const away = rig.isOpenNearEnd ? 1 - open : open
    const value = rig.near + rig.way * away * range + (drift * at) / motion.seconds
    const fine = Math.max(
      0,
      Math.min(127.99, value + (isMoving(moves, at - rig.lagSeconds) ? noise : 0)),
    )
    const whole = Math.floor(fine * (rig.hasLows ? 128 : 1))
    if (whole === last || (last < 0 && !isMoving(moves, at - rig.lagSeconds))) continue
    last = whole
    const high = rig.hasLows ? whole >> 7 : whole
    sent.push({ at, bytes: [0xb6, 0x1f, high] })
    if (rig.hasLows) sent.push({ at: at + 0.0003, bytes: [0xb6, 0x3f, whole & 0x7f] })
  }
  return sent
}

const isMoving = (moves: readonly Move[], at: number): boolean =>
  moves.some(({ start, end }) => at >= start && at <= end)

function placeOf(from: number, moves: readonly Move[], at: number): number {
  let place = from
  for (const { start, end, to } of moves) {
    if (at <= start) break
    const u = Math.min(1, (at - start) / (end - start))
    place += (to - place) * ((1 - Math.cos(Math.PI * u)) / 2)
  }
  return place
}
