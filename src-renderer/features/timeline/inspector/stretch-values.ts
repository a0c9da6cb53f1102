/** How a recording's length and pitch are typed and said. Pure. */
import type { Stretch } from "#shared/project/index.ts"

export const STRETCH_MODES: readonly { value: Stretch["mode"]; label: string }[] = [
  { value: "off", label: "As recorded" },
  { value: "tempo", label: "With the tempo" },
  { value: "ratio", label: "By itself" },
]
const MOST_SEMITONES = 48
const RATIO_PERCENT = { min: 10, max: 1000 }
const BPM = { min: 10, max: 1000 }

/** A stretch in another mode; one that is to follow the tempo begins as it sounds now. @param bpm of the song where the clip begins */
export function inMode(stretch: Stretch, mode: Stretch["mode"], bpm: number): Stretch {
  const sourceBpm = stretch.sourceBpm ?? clamped(bpm, BPM)
  return mode === "tempo" ? { ...stretch, mode, sourceBpm } : { ...stretch, mode }
}

/** Semitones with cents as their second and third place. @returns undefined where that is no number within four octaves */
export function parseSemitones(text: string): number | undefined {
  const value = numberOf(text, /\s*(st|semitones?)?$/)
  return value === undefined || Math.abs(value) > MOST_SEMITONES
    ? undefined
    : Math.round(value * 100) / 100
}

/** @returns a ratio; undefined where that are no percents from 10 to 1,000 */
export function parseRatio(text: string): number | undefined {
  const value = numberOf(text, /\s*%?$/)
  const isInside = value !== undefined && value >= RATIO_PERCENT.min && value <= RATIO_PERCENT.max
  return isInside ? value / 100 : undefined
}

export function parseBpm(text: string): number | undefined {
  const value = numberOf(text, /\s*(bpm)?$/i)
  return value !== undefined && value >= BPM.min && value <= BPM.max ? value : undefined
}

function numberOf(text: string, unit: RegExp): number | undefined {
  const plain = text.trim().replace(unit, "").replace("−", "-").replace(",", ".")
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined
}

const clamped = (value: number, { min, max }: { min: number; max: number }): number =>
  Math.min(max, Math.max(min, value))
