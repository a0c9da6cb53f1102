/** A recipe becomes sound: as a blow of some hardness makes it, in its room, at its level, without steps at its edges. */
import { seededRandom, type Random } from "../../music/random.ts"
import { exactExp, exactLog, gainOfDb, raisedCosine } from "../exact-math.ts"
import { KWeighting } from "../meters/k-weighting.ts"
import { addMetal, addNoise, addTone, type Sides } from "./partials.ts"
import type { Recipe } from "./recipe.ts"

export const KIT_RATE_HZ = 48_000

const EDGE_IN_SECONDS = 0.0004
/** Of its length, but at least as many seconds: a cymbal is not cut off. */
const EDGE_OUT = { share: 0.15, seconds: 0.012 }
/** Below its loudest sample by so much it has ended. */
const END_DB = -72
const WINDOW_SECONDS = 0.05
const HIGHEST_PEAK = 0.95
const DC_HZ = 12

/** @param hardness 1 is the hardest blow: softer ones are darker, and shorter @returns one side where both are alike */
export function renderSound(recipe: Recipe, hardness: number, seed: number): Float32Array[] {
  const rateHz = KIT_RATE_HZ
  const frames = Math.ceil(recipe.seconds * rateHz)
  const to: Sides = { left: new Float32Array(frames), right: new Float32Array(frames) }
  const random = seededRandom(seed)
  const {
    tones = [],
    metal = [],
    noise = [],
    width,
    roomDb,
    drive = 0,
  } = softened(recipe, hardness)
  for (const tone of tones) addTone(to, tone, gainOfDb(tone.db), rateHz)
  const place = { width, random, rateHz }
  for (const each of metal) addMetal(to, each, { ...place, gain: gainOfDb(each.db) })
  for (const each of noise) addNoise(to, each, { ...place, gain: gainOfDb(each.db) })
  const sides = width === 0 ? [to.left] : [to.left, to.right]
  if (drive > 0) for (const side of sides) saturate(side, drive)
  if (roomDb !== undefined && width > 0) addRoom(to, gainOfDb(roomDb), random)
  for (const side of sides) withoutDc(side)
  const gain = levelGain(sides, recipe.levelDb)
  return cut(sides, gain)
}

/** A soft blow excites high modes less. */
function softened(recipe: Recipe, hardness: number): Recipe {
  const soft = 1 - hardness
  const lowest = Math.min(...(recipe.tones ?? []).map(({ hz }) => hz))
  const octaves = (hz: number): number => exactLog(hz / lowest) / Math.LN2
  return {
    ...recipe,
    drive: (recipe.drive ?? 0) * hardness,
    tones: (recipe.tones ?? []).map((tone) => ({
      ...tone,
      db: tone.db - 5 * soft * octaves(tone.hz),
      seconds: tone.seconds * (1 - 0.15 * soft),
      glideOctaves: (tone.glideOctaves ?? 0) * (1 - 0.55 * soft),
    })),
    metal: (recipe.metal ?? []).map((metal) => ({
      ...metal,
      tiltDb: (metal.tiltDb ?? 0) - 9 * soft,
      highSeconds: metal.highSeconds * (1 - 0.3 * soft),
    })),
    noise: (recipe.noise ?? []).map((noise) => ({
      ...noise,
      db: noise.db - 7 * soft,
      highHz: Math.max(1.5 * noise.lowHz, noise.highHz * exactExp(-1.1 * soft * Math.LN2)),
    })),
  }
}

/** A rational curve near the hyperbolic tangent, bent by as much as the loudest sample is driven. */
function saturate(side: Float32Array, drive: number): void {
  const scale = drive / Math.max(1e-9, peakOf([side]))
  for (let i = 0; i < side.length; i++) {
    const x = Math.max(-3, Math.min(3, side[i]! * scale))
    side[i] = (x * (27 + x * x)) / (27 + 9 * x * x)
  }
}

const ROOM = { seconds: 0.28, lengthSeconds: 0.16, reflections: 48, lowHz: 220, highHz: 6500 }
/** Only so much of a sound is heard in its room: of what rings on, it is not told apart. */
const INTO_ROOM_SECONDS = 0.3

/** Reflections at random times and signs ("velvet noise", Karjalainen and Jaervelaeinen 2007), others on either side. */
function addRoom({ left, right }: Sides, gain: number, random: Random): void {
  const wet = intoRoom(left, right)
  for (const side of [left, right])
    for (let k = 0; k < ROOM.reflections; k++) {
      const seconds = 0.003 + ((k + random()) / ROOM.reflections) * ROOM.lengthSeconds
      const level = gain * exactExp((-3 * Math.LN10 * seconds) / ROOM.seconds) * 0.5
      const signed = random() < 0.5 ? -level : level
      const late = Math.round(seconds * KIT_RATE_HZ)
      const end = Math.min(side.length, wet.length + late)
      for (let i = late; i < end; i++) side[i]! += wet[i - late]! * signed
    }
}

function intoRoom(left: Float32Array, right: Float32Array): Float32Array {
  const highPass = onePole(ROOM.lowHz)
  const lowPass = onePole(ROOM.highHz)
  const frames = Math.min(left.length, Math.round(INTO_ROOM_SECONDS * KIT_RATE_HZ))
  const wet = new Float32Array(frames)
  for (let i = 0; i < frames; i++) {
    const value = (left[i]! + right[i]!) / 2
    wet[i] = lowPass(value - highPass(value)) * (1 - i / frames)
  }
  return wet
}

function onePole(hz: number): (x: number) => number {
  const share = 1 - exactExp((-2 * Math.PI * hz) / KIT_RATE_HZ)
  let state = 0
  return (x) => (state += share * (x - state))
}

function withoutDc(side: Float32Array): void {
  const slow = onePole(DC_HZ)
  for (let i = 0; i < side.length; i++) side[i]! -= slow(side[i]!)
}

/** So that the loudest 50 ms are as loud as wanted, and no sample clips. */
function levelGain(sides: readonly Float32Array[], levelDb: number): number {
  const window = Math.round(WINDOW_SECONDS * KIT_RATE_HZ)
  const powers = sides.map((side) => {
    const filter = new KWeighting(KIT_RATE_HZ)
    const hop = window / 5
    return Array.from({ length: Math.ceil(side.length / hop) }, (_, i) =>
      filter.power(side, i * hop, Math.min(side.length, (i + 1) * hop)),
    )
  })
  let most = 0
  for (let at = 0; at < powers[0]!.length; at++) {
    let sum = 0
    for (const power of powers) for (let i = at; i < at + 5; i++) sum += power[i] ?? 0
    most = Math.max(most, sum / powers.length)
  }
  const wanted = (gainOfDb(2 * levelDb) / 2) * window
  return Math.min(Math.sqrt(wanted / most), HIGHEST_PEAK / peakOf(sides))
}

/** Ends where nothing is heard any more. */
function cut(sides: readonly Float32Array[], gain: number): Float32Array[] {
  const least = peakOf(sides) * gainOfDb(END_DB)
  const into = raisedCosine(Math.round(EDGE_IN_SECONDS * KIT_RATE_HZ))
  let end = sides[0]!.length
  while (end > 1 && sides.every((side) => Math.abs(side[end - 1]!) < least)) end -= 1
  const outSeconds = Math.max(EDGE_OUT.seconds, (EDGE_OUT.share * end) / KIT_RATE_HZ)
  const out = raisedCosine(Math.min(end, Math.round(outSeconds * KIT_RATE_HZ)))
  return sides.map((side) => {
    const kept = side.slice(0, end)
    for (let i = 0; i < kept.length; i++) kept[i]! *= gain
    for (let i = 0; i < into.length; i++) kept[i]! *= into[i]!
    for (let i = 0; i < out.length; i++) kept[end - 1 - i]! *= out[i]!
    return kept
  })
}

function peakOf(sides: readonly Float32Array[]): number {
  let peak = 0
  for (const side of sides)
    for (let i = 0; i < side.length; i++) peak = Math.max(peak, Math.abs(side[i]!))
  return peak
}
