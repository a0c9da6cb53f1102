/** Wood and small metal that is struck, and whistles. */
import { ringing, type Recipe } from "./recipe.ts"

/** Folded sheet: two strong modes that do not agree, as every rhythm box knows. */
const cowbell = (hz: number, seconds: number, levelDb: number): Recipe => ({
  ...{ seconds: seconds * 1.4 + 0.2, width: 0.25, levelDb, drive: 1.2, roomDb: -14 },
  tones: ringing(hz, [
    [1, -1, seconds],
    [1.49, 0, seconds * 1.1],
    [2.63, -10, seconds * 0.7],
    [3.87, -13, seconds * 0.6],
    [5.31, -16, seconds * 0.4],
  ]),
  noise: [{ lowHz: 2000, highHz: 9000, db: -14, seconds: 0.012 }],
})

const wood = (hz: number, seconds: number, levelDb: number): Recipe => ({
  ...{ seconds: seconds * 1.4 + 0.2, width: 0.25, levelDb, roomDb: -12 },
  tones: ringing(hz, [
    [1, 0, seconds],
    [1.86, -9, seconds * 0.6],
    [2.76, -14, seconds * 0.4],
  ]),
  noise: [{ lowHz: hz, highHz: hz * 4, db: -13, seconds: 0.01 }],
})

const triangle = (seconds: number): Recipe => ({
  ...{ seconds: Math.min(2.6, seconds * 1.3 + 0.1), width: 0.35, levelDb: -21, roomDb: -18 },
  tones: ringing(1190, [
    [1, -14, seconds * 0.8],
    [2.41, -8, seconds],
    [3.37, -5, seconds],
    [4.62, -3, seconds * 0.9],
    [5.93, -2, seconds * 0.9],
    [7.48, -5, seconds * 0.7],
    [9.17, -7, seconds * 0.6],
    [11.2, -10, seconds * 0.5],
  ]),
  noise: [{ lowHz: 6000, highHz: 15_000, db: -12, seconds: 0.008 }],
})

/** A pea whistle: its tone flutters as the pea goes round. */
const whistle = (seconds: number): Recipe => ({
  ...{ seconds: seconds * 0.6 + 0.12, width: 0.2, levelDb: -20, roomDb: -12 },
  tones: [
    { hz: 2330, db: 0, seconds: seconds * 2, attackSeconds: 0.025 },
    { hz: 2368, db: -3, seconds: seconds * 2, attackSeconds: 0.03 },
    { hz: 2405, db: -7, seconds: seconds * 2, attackSeconds: 0.02 },
    { hz: 4690, db: -22, seconds: seconds * 2, attackSeconds: 0.03 },
  ],
  noise: [{ lowHz: 1900, highHz: 6500, db: -17, seconds: seconds * 2, attackSeconds: 0.015 }],
})

export const struck: Readonly<Record<number, Recipe>> = {
  56: cowbell(565, 0.3, -21),
  67: cowbell(1040, 0.42, -22.5),
  68: cowbell(742, 0.5, -22),
  71: whistle(0.2),
  72: whistle(0.75),
  75: wood(2480, 0.1, -20.5),
  76: wood(1010, 0.13, -20),
  77: wood(705, 0.16, -19.5),
  80: triangle(0.22),
  81: triangle(1.8),
}
