/** Levels as places on a slider: even steps of dB where one mixes, the rest of the way to silence below. Pure. */

export const MOST_DB = 6
export const LEAST_DB = -60
/** The document's silence. */
export const SILENT_DB = -144
/** Of the way: at this place stands the knee, below which a step is five times as wide. */
const KNEE_DB = -24
const KNEE_AT = 0.3

/** 0..1 for a level; 0 for -60 dB and all below. */
export function placeOfDb(gainDb: number): number {
  if (gainDb <= LEAST_DB) return 0
  if (gainDb <= KNEE_DB) return ((gainDb - LEAST_DB) / (KNEE_DB - LEAST_DB)) * KNEE_AT
  return Math.min(1, KNEE_AT + ((gainDb - KNEE_DB) / (MOST_DB - KNEE_DB)) * (1 - KNEE_AT))
}

/** The inverse; 0 is silence. */
export function dbOfPlace(place: number): number {
  if (place <= 0) return SILENT_DB
  if (place <= KNEE_AT) return LEAST_DB + (place / KNEE_AT) * (KNEE_DB - LEAST_DB)
  return KNEE_DB + ((Math.min(1, place) - KNEE_AT) / (1 - KNEE_AT)) * (MOST_DB - KNEE_DB)
}

/** "−3.4", "0.0", "−∞": a true minus. */
export function dbText(gainDb: number): string {
  if (gainDb <= LEAST_DB) return "−∞"
  const text = gainDb.toFixed(1)
  return text === "-0.0" ? "0.0" : text.replace("-", "−")
}

/** What was typed: "-3", "−3,5 dB", "-inf". Undefined where it is no level. */
export function parseDb(text: string): number | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace("−", "-")
    .replace(",", ".")
    .replace(/\s*db$/, "")
  if (/^-?(∞|inf)$/.test(plain)) return SILENT_DB
  if (!/^[+-]?\d+(\.\d+)?$/.test(plain)) return undefined
  return Math.min(MOST_DB, Math.max(SILENT_DB, Number(plain)))
}
