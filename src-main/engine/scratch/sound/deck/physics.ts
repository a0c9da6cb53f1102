/** What a rig does to a gesture, as a few numbers with their units, and how a search sees them: without bounds. */
import { z } from "zod"

const finite = z.number().min(-1e6).max(1e6)
const positive = z.number().min(1e-6).max(1e6)

/** Delays are against the place at which the recording was found to begin. */
export const Physics = z.strictObject({
  /** From the fader's movement to its sound, and from the record's. */
  faderDelayMs: finite,
  placeDelayMs: finite,
  /** How long the fader takes for a cut. */
  faderTravelMs: positive,
  /** Dead way at the fader's closed end, and the way from there to open: parts of the whole. */
  lag: finite,
  cut: positive,
  /** How the fader opens in between: 1 as the studio's own, less sooner, more later. */
  contour: positive,
  /** Below about this speed the record grows softer, by this power of the speed ... */
  kneeSpeed: positive,
  slowPower: finite,
  /** ... and by this one at all speeds: it is louder the faster it goes. */
  fastPower: finite,
})
export type Physics = z.infer<typeof Physics>
export type PhysicsName = keyof Physics

export const PHYSICS_NAMES = Object.keys(Physics.shape) as PhysicsName[]

/** Those of the studio's own deck, about. */
export const USUAL_PHYSICS: Physics = {
  ...{ faderDelayMs: 0, placeDelayMs: 0, faderTravelMs: 2, lag: 0.03, cut: 0.06, contour: 1 },
  ...{ kneeSpeed: 0.15, slowPower: 1, fastPower: 0 },
}

/** These are above zero: a search goes over their logarithm. */
const LOGARITHMIC: ReadonlySet<PhysicsName> = new Set([
  ...(["faderTravelMs", "cut", "contour", "kneeSpeed"] as const),
])

/** Farther than this no rig is. */
const BOUNDS: Partial<Record<PhysicsName, readonly [least: number, most: number]>> = {
  faderDelayMs: [-60, 60],
  placeDelayMs: [-60, 60],
  faderTravelMs: [0.3, 60],
  lag: [-0.2, 0.8],
  cut: [0.005, 1.5],
  contour: [0.15, 6],
  kneeSpeed: [0.01, 2],
  slowPower: [0, 4],
  fastPower: [-1, 2],
}

export const searchOf = (physics: Physics): Float64Array =>
  Float64Array.from(PHYSICS_NAMES, (name) =>
    LOGARITHMIC.has(name) ? Math.log(physics[name]) : physics[name],
  )

export function physicsOf(search: ArrayLike<number>): Physics {
  const entries = PHYSICS_NAMES.map((name, i) => {
    const value = LOGARITHMIC.has(name) ? Math.exp(search[i]!) : search[i]!
    const [least, most] = BOUNDS[name] ?? [-Infinity, Infinity]
    return [name, Math.min(most, Math.max(least, value))]
  })
  return Object.fromEntries(entries) as Physics
}

/** From the slope over a value to that over what is searched. */
export const searchSlope = (name: PhysicsName, value: number, slope: number): number =>
  LOGARITHMIC.has(name) ? slope * value : slope
