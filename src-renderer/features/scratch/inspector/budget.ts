/** How much a discovery may try, in numbers as they are typed, and how long that takes. Pure. */
import { durationText } from "../model/words.ts"

const LEAST = 100
const MOST = 5_000_000

/** "50000", "50,000", "50k", "1.5M"; undefined where it is no number. */
export function parseBudget(text: string): number | undefined {
  const [, number, unit = ""] = /^([\d.]+)\s*([km]?)$/i.exec(text.replaceAll(/[,\s]/g, "")) ?? []
  const factor = { k: 1e3, m: 1e6, "": 1 }[unit.toLowerCase()] ?? 1
  const value = Math.round(Number(number) * factor)
  return Number.isFinite(value) ? Math.min(MOST, Math.max(LEAST, value)) : undefined
}

export function parseWhole(text: string, min: number, max: number): number | undefined {
  const [, number] = /^(\d+(?:\.\d+)?)\s*(?:bpm)?$/i.exec(text.trim()) ?? []
  return number === undefined ? undefined : Math.min(max, Math.max(min, Math.round(Number(number))))
}

/** @param perSecond as it was measured on this computer; null: nothing was measured yet */
export function budgetText(evaluations: number, perSecond: number | null): string {
  if (perSecond === null) return "How long it takes is measured as soon as one runs."
  const rate = Math.round(perSecond).toLocaleString("en-GB")
  return `About ${durationText(evaluations / perSecond)}: the last run tried ${rate} a second on this computer.`
}
