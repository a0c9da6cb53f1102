/** The shapes of an equaliser's band, after the analogue prototypes of R. Bristow-Johnson's "Audio EQ cookbook". */
import { exactSin, gainOfDb } from "../../exact-math.ts"
import { bilinear, inverse, matched, type Analogue, type Section } from "./section.ts"

export const BAND_SHAPES = [
  "off",
  "low cut 12",
  "low cut 24",
  "low cut 48",
  "low shelf",
  "bell",
  "notch",
  "high shelf",
  "high cut 12",
  "high cut 24",
  "high cut 48",
] as const
export type BandShape = (typeof BAND_SHAPES)[number]

export interface BandSettings {
  shape: BandShape
  frequencyHz: number
  /** Of bells and shelves. */
  gainDb: number
  /** Of all; of cuts above 12 dB an octave it lifts the edge only: 0.707 is Butterworth's. */
  q: number
}

/** A band's analogue filter as the product of its sections; empty where it is off. */
export function analogueOf({ shape, frequencyHz, gainDb, q }: BandSettings): Analogue[] {
  const amplitude = gainOfDb(gainDb / 2)
  const root = Math.sqrt(amplitude)
  const at = (n2: number, n1: number, n0: number): Analogue[] => [
    { poleHz: frequencyHz, q, n2, n1, n0 },
  ]
  switch (shape) {
    case "off":
      return []
    case "bell":
      return [{ ...at(1, amplitude / q, 1)[0]!, q: q * amplitude }]
    case "notch":
      return at(1, 0, 1)
    // Frequencies count against the poles', which lie below (low shelf) or above (high shelf) the middle.
    case "low shelf":
      return [shelf(frequencyHz / root, [1, root * root * root, amplitude * amplitude], q, root)]
    case "high shelf":
      return [shelf(frequencyHz * root, [amplitude * amplitude, root * root * root, 1], q, root)]
    default:
      return cut(shape, frequencyHz, q)
  }
}

function shelf(
  poleHz: number,
  [n2, n1, n0]: [number, number, number],
  q: number,
  root: number,
): Analogue {
  return { poleHz, q, n2, n1: n1 / (q * root), n0 }
}

function cut(shape: BandShape, poleHz: number, q: number): Analogue[] {
  const pairs = shape.endsWith("12") ? 1 : shape.endsWith("24") ? 2 : 4
  const isLow = shape.startsWith("low")
  return Array.from({ length: pairs }, (_, pair) => {
    // Butterworth's poles stand at equal angles; the last pair, the least damped, takes the wished Q.
    const butterworth = 1 / (2 * exactSin((Math.PI * (2 * pair + 1)) / (4 * pairs)))
    const pairQ = pair === 0 ? (butterworth * q) / Math.SQRT1_2 : butterworth
    return { poleHz, q: pairQ, n2: isLow ? 1 : 0, n1: 0, n0: isLow ? 0 : 1 }
  })
}

/** The digital sections of a band: none where it changes nothing. */
export function sectionsOf(settings: BandSettings, rateHz: number): Section[] {
  const { shape, frequencyHz, gainDb } = settings
  // A notch keeps its zeros at the wished frequency only so.
  if (shape === "notch") return analogueOf(settings).map((notch) => bilinear(notch, rateHz))
  const hasGain = shape === "bell" || shape.endsWith("shelf")
  if (hasGain && gainDb === 0) return []
  // Where the zeros are damped less than the poles, or lie below them, the mirror image is made and turned over: a match
  // needs its poles well inside, and a cut undoes its boost to the bit's last place.
  const isMirrored = hasGain && gainDb < 0 === (shape !== "high shelf")
  const made = analogueOf(isMirrored ? { ...settings, gainDb: -gainDb } : settings).map(
    (analogue) => matched({ analogue, matchHz: frequencyHz, rateHz }),
  )
  return isMirrored ? made.map(inverse) : made
}
