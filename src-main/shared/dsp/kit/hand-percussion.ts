/** What is played by hands: skins, and what rattles. */
import { bursts, skin, type Noise, type Recipe } from "./recipe.ts"

const slap = (db: number, seconds = 0.02): Noise => ({ lowHz: 900, highHz: 5500, db, seconds })

const handDrum = (
  hz: number,
  seconds: number,
  { levelDb, slapDb }: { levelDb: number; slapDb: number },
): Recipe => ({
  ...{ seconds: seconds + 0.25, width: 0.25, levelDb, roomDb: -12 },
  tones: skin(hz, seconds, 0.12, -6),
  noise: [slap(slapDb), { lowHz: hz * 0.8, highHz: hz * 4, db: -14, seconds: 0.06 }],
})

/** A shallow metal shell, whose rim rings with the skin. */
const timbale = (hz: number): Recipe => ({
  ...{ seconds: 1, width: 0.3, levelDb: -17, roomDb: -13 },
  tones: [
    ...skin(hz, 0.4, 0.1, -3),
    { hz: hz * 5.4, db: -13, seconds: 0.5 },
    { hz: hz * 7.9, db: -17, seconds: 0.4 },
  ],
  noise: [{ lowHz: 2500, highHz: 9000, db: -9, seconds: 0.03 }],
})

/** Jingles: pairs of small plates that hit one another again and again. */
const jingles = (times: readonly number[], seconds: number, levelDb: number): Recipe => ({
  ...{ seconds: times.at(-1)! + seconds * 1.3 + 0.1, width: 0.5, levelDb, roomDb: -16 },
  metal: [
    {
      ...{ modes: 34, lowHz: 4300, highHz: 14_500, db: 2, tiltDb: 2 },
      ...{ lowSeconds: seconds, highSeconds: seconds * 0.8 },
    },
  ],
  noise: bursts(times, { lowHz: 5200, highHz: 14_500, db: -4, seconds: seconds * 0.7 }),
})

/** Beads in a shell. */
const shaken = (times: readonly number[], noise: Noise, levelDb: number): Recipe => ({
  ...{ seconds: times.at(-1)! + noise.seconds * 1.6 + 0.06, width: 0.3, levelDb, roomDb: -16 },
  noise: bursts(times, noise),
})

/** Teeth of a gourd that a stick runs over, ever faster. */
function scraped(teeth: number, seconds: number, levelDb: number): Recipe {
  const times = Array.from({ length: teeth }, (_, i) => {
    const place = i / teeth
    return seconds * (1.25 * place - 0.25 * place * place)
  })
  return {
    ...{ seconds: seconds + 0.12, width: 0.2, levelDb, roomDb: -14 },
    noise: bursts(times, { lowHz: 2100, highHz: 6400, db: 0, seconds: 0.014 }),
  }
}

/** Rubbed from inside: it speaks rather than rings. */
const rubbed = (hz: number, seconds: number, glideOctaves: number): Recipe => ({
  ...{ seconds: seconds + 0.3, width: 0.2, levelDb: -18, roomDb: -13, drive: 1.6 },
  tones: [1, 2, 3, 4].map((ratio) => ({
    ...{ hz: hz * ratio, db: -5 * (ratio - 1), seconds, attackSeconds: 0.035 },
    ...{ glideOctaves, glideSeconds: seconds / 3 },
  })),
  noise: [{ lowHz: 700, highHz: 3000, db: -22, seconds, attackSeconds: 0.03 }],
})

export const handPercussion: Readonly<Record<number, Recipe>> = {
  54: jingles([0, 0.021, 0.038], 0.17, -19),
  58: {
    ...{ seconds: 1.3, width: 0.35, levelDb: -19, roomDb: -14 },
    // The rattle of teeth in a box: slower and weaker as it goes on.
    noise: Array.from({ length: 26 }, (_, i) => ({
      ...{ lowHz: 2200, highHz: 5200, db: -1.1 * i, seconds: 0.035 },
      atSeconds: 0.03 * i + 0.00035 * i * i,
    })),
  },
  60: handDrum(395, 0.14, { levelDb: -20, slapDb: -9 }),
  61: handDrum(298, 0.2, { levelDb: -19.5, slapDb: -11 }),
  62: handDrum(262, 0.08, { levelDb: -21.5, slapDb: -4 }),
  63: handDrum(236, 0.36, { levelDb: -19.5, slapDb: -12 }),
  64: handDrum(176, 0.42, { levelDb: -18.5, slapDb: -14 }),
  65: timbale(272),
  66: timbale(204),
  69: shaken(
    [0, 0.018],
    { lowHz: 5200, highHz: 14_500, db: 0, seconds: 0.055, attackSeconds: 0.012 },
    -20,
  ),
  70: shaken([0], { lowHz: 4800, highHz: 13_500, db: 0, seconds: 0.06, attackSeconds: 0.006 }, -21),
  73: scraped(9, 0.075, -20),
  74: scraped(34, 0.4, -21.5),
  78: rubbed(620, 0.16, -0.5),
  79: rubbed(410, 0.4, -0.65),
}
