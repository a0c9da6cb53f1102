/** The way of faders and meters: straight lines between marks, wide where one mixes, narrow where it is nearly silent. */
import { signed } from "./quantity.ts"

/** The top of a fader. */
export const TOP_DB = 12
/** Silence: shown as −∞. */
export const SILENT_DB = -144

const MARKS: readonly (readonly [db: number, place: number])[] = [
  [SILENT_DB, 0],
  [-60, 0.05],
  [-50, 0.1],
  [-40, 0.17],
  [-30, 0.27],
  [-20, 0.41],
  [-10, 0.61],
  [0, 0.81],
  [TOP_DB, 1],
]

/** Marks that are written beside a fader. */
export const SCALE_DB: readonly number[] = [12, 6, 0, -6, -12, -20, -30, -40, -60]

/** Where a level stands, 0 at the bottom to 1. */
export function placeOfDb(db: number): number {
  if (!(db > SILENT_DB)) return 0
  for (let i = 1; i < MARKS.length; i++) {
    const [toDb, to] = MARKS[i]!
    const [fromDb, from] = MARKS[i - 1]!
    if (db <= toDb) return from + ((db - fromDb) / (toDb - fromDb)) * (to - from)
  }
  return 1
}

/** The level at a place, in tenths of a dB. */
export function dbAtPlace(place: number): number {
  if (place <= 0) return SILENT_DB
  for (let i = 1; i < MARKS.length; i++) {
    const [toDb, to] = MARKS[i]!
    const [fromDb, from] = MARKS[i - 1]!
    if (place <= to) return tenths(fromDb + ((place - from) / (to - from)) * (toDb - fromDb))
  }
  return TOP_DB
}

/** A level by some more or less dB, in tenths, within a fader's way. */
export function movedDb(db: number, byDb: number): number {
  const start = db <= SILENT_DB && byDb > 0 ? -60 : db
  return Math.min(TOP_DB, Math.max(SILENT_DB, tenths(start + byDb)))
}

/** "−3.4", "0.0", "−∞" */
export const levelText = (db: number): string => (db <= SILENT_DB ? "−∞" : signed(db, 1))

/** What was typed as a level, in dB: "-3.4", "−3,4 dB", "-inf"; undefined where it is none. */
export function parseLevel(text: string): number | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replaceAll("−", "-")
    .replace(",", ".")
    .replace(/\s*db$/, "")
  if (/^-(inf(inity)?|∞)$/.test(plain)) return SILENT_DB
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined
  return Math.min(TOP_DB, Math.max(SILENT_DB, tenths(Number(plain))))
}

export const LEVEL_FORM = "−144 to 12, or −inf"

/** "C", "L 30", "R 100" */
export function panText(pan: number): string {
  const share = Math.round(pan * 100)
  return share === 0 ? "C" : `${share < 0 ? "L" : "R"} ${Math.abs(share)}`
}

/** "L 30", "30 L", "r100", "C", "-30"; undefined where it is none of them. */
export function parsePan(text: string): number | undefined {
  const plain = text.trim().toLowerCase().replaceAll("−", "-").replaceAll(/[\s%]/g, "")
  if (plain === "c") return 0
  const [, before = "", number, after = ""] = /^([lr]?)(-?\d+)([lr]?)$/.exec(plain) ?? []
  if (number === undefined || (before !== "" && after !== "")) return undefined
  const sign = before + after === "l" ? -1 : 1
  return Math.min(1, Math.max(-1, (sign * Number(number)) / 100))
}

export const PAN_FORM = "L 100 to R 100, or C"

// "+ 0" makes nought of a negative nought.
const tenths = (db: number): number => Math.round(db * 10) / 10 + 0
