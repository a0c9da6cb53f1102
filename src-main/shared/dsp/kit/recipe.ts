/** What a sound of the kit is made of: modes that ring, bands of noise, and the room around them. Levels are relative. */

/** A mode of a body: a sine that dies away. */
export interface Tone {
  hz: number
  db: number
  /** Until it is 60 dB lower. */
  seconds: number
  /** Begins so many octaves higher, as a skin does that was stretched by the blow ... */
  glideOctaves?: number
  /** ... and has come down by two thirds of it after so long. */
  glideSeconds?: number
  /** The sweep of a bell, say: rises from nothing over so long. */
  attackSeconds?: number
}

/** Many modes at places that have no order: metal. */
export interface Metal {
  modes: number
  lowHz: number
  highHz: number
  db: number
  /** Until they are 60 dB lower, at both ends. */
  lowSeconds: number
  highSeconds: number
  /** How much louder the high end is. */
  tiltDb?: number
  attackSeconds?: number
}

export interface Noise {
  lowHz: number
  highHz: number
  db: number
  seconds: number
  attackSeconds?: number
  /** When it begins. */
  atSeconds?: number
}

export interface Recipe {
  /** It is silent after that. */
  seconds: number
  tones?: readonly Tone[]
  metal?: readonly Metal[]
  noise?: readonly Noise[]
  /** How far the curve of a saturating amplifier is driven. */
  drive?: number
  /** Of the early reflections of a small room, dB; without it there are none. */
  roomDb?: number
  /** 0: both sides are alike, and kept as one. */
  width: number
  /** Loudest 50 ms of the hardest blow, dB of a K-weighted full-scale sine. */
  levelDb: number
}

/** A burst of noise at each of some times, in one room: hands that clap, beads that fall. */
export const bursts = (times: readonly number[], noise: Noise): Noise[] =>
  times.map((atSeconds) => ({ ...noise, atSeconds }))

/** Modes of a round skin, as multiples of the lowest (zeros of Bessel functions), each weaker and shorter than the last. */
export function skin(hz: number, seconds: number, glide: number, overtoneDb = -7): Tone[] {
  return [1, 1.594, 2.136, 2.296, 2.653].map((ratio, index) => ({
    hz: hz * ratio,
    db: index * overtoneDb,
    seconds: seconds / (1 + 0.55 * index),
    glideOctaves: glide,
    glideSeconds: 0.035,
  }))
}

/** Modes of a bar or a shell at given ratios. */
export function ringing(
  hz: number,
  ratios: readonly (readonly [ratio: number, db: number, seconds: number])[],
): Tone[] {
  return ratios.map(([ratio, db, seconds]) => ({ hz: hz * ratio, db, seconds }))
}
