/** Hi-hats and cymbals: bronze has so many modes that most of it is noise, whose bands die away the sooner the higher. */
import type { Metal, Noise, Recipe } from "./recipe.ts"

const hat = (seconds: number, levelDb: number, rest: Partial<Recipe> = {}): Recipe => ({
  ...{ seconds: Math.min(3, seconds * 1.6 + 0.1), width: 0.45, levelDb },
  metal: [
    {
      ...{ modes: 28, lowHz: 320, highHz: 4200, db: -15, tiltDb: 6 },
      ...{ lowSeconds: seconds * 0.7, highSeconds: seconds },
    },
    {
      ...{ modes: 64, lowHz: 4200, highHz: 15_500, db: -1, tiltDb: 1 },
      ...{ lowSeconds: seconds, highSeconds: seconds * 0.8 },
    },
  ],
  noise: [
    { lowHz: 7000, highHz: 16_000, db: -4, seconds: Math.min(0.05, seconds) },
    { lowHz: 6200, highHz: 15_000, db: -9, seconds: seconds * 0.85 },
  ],
  ...rest,
})

interface Bronze {
  /** Of its low end; the high end has less than half of it. */
  seconds: number
  lowHz: number
  levelDb: number
  /** How long the shimmer takes to come. */
  bloom: number
  /** Of the stick on the edge. */
  stickDb: number
  /** Of the dense part against the single modes. */
  washDb: number
}

/** Octave bands: each dies away sooner than the one below. */
function wash({ seconds, lowHz, washDb, bloom }: Bronze): Noise[] {
  const bands: Noise[] = []
  for (let hz = lowHz, share = 1; hz < 11_000; hz *= 1.9, share *= 0.8)
    bands.push({
      ...{ lowHz: hz, highHz: Math.min(15_000, hz * 1.9), seconds: seconds * share },
      ...{
        db: washDb + (hz > 5500 ? -4 : hz > 2000 ? 0 : hz > 900 ? -9 : -15),
        attackSeconds: hz > 2500 ? bloom : bloom / 3,
      },
    })
  return bands
}

const cymbal = (bronze: Bronze, metal: readonly Metal[] = []): Recipe => ({
  ...{ seconds: Math.min(3.6, bronze.seconds * 1.05), width: 0.6, levelDb: bronze.levelDb },
  metal: [
    {
      ...{ modes: 80, lowHz: bronze.lowHz, highHz: 12_000, db: 1, tiltDb: 8 },
      ...{ lowSeconds: bronze.seconds, highSeconds: bronze.seconds / 2.5 },
      attackSeconds: bronze.bloom / 4,
    },
    ...metal,
  ],
  noise: [...wash(bronze), { lowHz: 4500, highHz: 14_000, db: bronze.stickDb, seconds: 0.035 }],
})

const bell = (db: number, seconds: number): Metal => ({
  ...{ modes: 9, lowHz: 760, highHz: 6200, db, tiltDb: 0 },
  ...{ lowSeconds: seconds, highSeconds: seconds * 0.6 },
})

const ride = (lowHz: number, seconds: number): Recipe =>
  cymbal({ seconds, lowHz, levelDb: -22.5, bloom: 0.012, stickDb: 4, washDb: -11 }, [
    bell(-9, seconds * 0.6),
  ])

export const cymbals: Readonly<Record<number, Recipe>> = {
  42: hat(0.24, -21),
  44: hat(0.16, -22, {
    noise: [
      { lowHz: 3500, highHz: 12_000, db: -3, seconds: 0.09, attackSeconds: 0.012 },
      { lowHz: 600, highHz: 2500, db: -15, seconds: 0.05 },
    ],
  }),
  46: hat(2.3, -21.5),
  49: cymbal({ seconds: 5, lowHz: 280, levelDb: -18, bloom: 0.03, stickDb: 0, washDb: 1 }),
  51: ride(420, 3.8),
  52: cymbal({ seconds: 2.9, lowHz: 240, levelDb: -19.5, bloom: 0.02, stickDb: 1, washDb: 4 }, [
    { modes: 26, lowHz: 500, highHz: 3400, db: -3, lowSeconds: 1, highSeconds: 0.7 },
  ]),
  53: cymbal({ seconds: 2.6, lowHz: 700, levelDb: -22, bloom: 0.01, stickDb: 0, washDb: -16 }, [
    bell(9, 2.4),
  ]),
  55: cymbal({ seconds: 2, lowHz: 560, levelDb: -20, bloom: 0.008, stickDb: 2, washDb: 2 }),
  57: cymbal({ seconds: 4.2, lowHz: 370, levelDb: -18.5, bloom: 0.022, stickDb: 1, washDb: 1 }),
  59: ride(530, 3.2),
}
