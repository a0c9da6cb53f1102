/** Kicks, snares and toms. */
import { bursts, skin, type Recipe } from "./recipe.ts"

const kick = (hz: number, seconds: number, click: number): Recipe => ({
  ...{ seconds: 1, width: 0, levelDb: -12.5, drive: 1.3 },
  tones: [
    { hz, db: 0, seconds, glideOctaves: 1.9, glideSeconds: 0.016 },
    { hz: hz * 1.6, db: -9, seconds: seconds / 3, glideOctaves: 1.2, glideSeconds: 0.02 },
    { hz: hz * 3.4, db: -17, seconds: 0.09, glideOctaves: 0.8, glideSeconds: 0.01 },
  ],
  noise: [
    // The beater's felt, and the front skin's slap.
    { lowHz: 1500, highHz: 7500, db: click, seconds: 0.016 },
    { lowHz: 180, highHz: 900, db: -17, seconds: 0.07 },
  ],
})

const snare = (hz: number, wires: number, drive: number): Recipe => ({
  ...{ seconds: 0.8, width: 0.35, levelDb: -16, drive, roomDb: -11 },
  tones: [
    { hz, db: -2, seconds: 0.27, glideOctaves: 0.35, glideSeconds: 0.012 },
    { hz: hz * 1.74, db: -6, seconds: 0.2, glideOctaves: 0.2, glideSeconds: 0.012 },
    { hz: hz * 2.46, db: -14, seconds: 0.11 },
    { hz: hz * 3.02, db: -19, seconds: 0.09 },
  ],
  noise: [
    { lowHz: 2500, highHz: 8000, db: -8, seconds: 0.02 },
    { lowHz: 1300, highHz: 6200, db: wires, seconds: 0.34, attackSeconds: 0.002 },
    { lowHz: 5500, highHz: 12_000, db: wires - 13, seconds: 0.2 },
    { lowHz: 350, highHz: 1500, db: wires - 7, seconds: 0.2 },
  ],
})

const tom = (hz: number, levelDb: number): Recipe => ({
  ...{ seconds: 1.7, width: 0.3, levelDb, drive: 0.8, roomDb: -13 },
  tones: skin(hz, 1.5 - hz / 350, 0.32, -8),
  noise: [
    { lowHz: 1200, highHz: 7000, db: -1, seconds: 0.025 },
    { lowHz: 150, highHz: 900, db: -19, seconds: 0.14 },
  ],
})

export const drums: Readonly<Record<number, Recipe>> = {
  35: kick(46, 0.62, -13),
  36: kick(53, 0.48, -5),
  37: {
    ...{ seconds: 0.45, width: 0.3, levelDb: -20, roomDb: -11 },
    tones: [
      { hz: 428, db: -10, seconds: 0.07 },
      { hz: 1140, db: -3, seconds: 0.06 },
      { hz: 1735, db: -2, seconds: 0.05 },
      { hz: 2560, db: -9, seconds: 0.035 },
    ],
    noise: [{ lowHz: 1500, highHz: 9000, db: -6, seconds: 0.02 }],
  },
  38: snare(188, -6, 0.9),
  39: {
    ...{ seconds: 0.7, width: 0.55, levelDb: -17, roomDb: -8 },
    noise: [
      ...bursts([0, 0.0105, 0.0208], { lowHz: 850, highHz: 4200, db: 0, seconds: 0.022 }),
      { lowHz: 900, highHz: 3600, db: -3, seconds: 0.24, atSeconds: 0.031 },
      { lowHz: 3500, highHz: 11_000, db: -14, seconds: 0.12, atSeconds: 0.0105 },
    ],
  },
  40: { ...snare(232, -3, 1.5), levelDb: -17.5 },
  41: tom(78, -18),
  43: tom(94, -18),
  45: tom(112, -19.5),
  47: tom(134, -19.5),
  48: tom(160, -20),
  50: tom(190, -20.5),
}
