/** Names and figures of the scratch lab, as a scratcher says them. */
import type { ScratchLabel, Technique } from "#shared/contract/index.ts"
import { techniqueTitle } from "#shared/scratch/index.ts"
import { signed } from "../../../ui/quantity.ts"

/** null: what nobody has a name for. */
export const techniqueText = (technique: Technique | null): string =>
  technique === null ? "No name yet" : techniqueTitle(technique)

/** "1-click flare"; where it is unsure it says so. */
export const labelText = ({ technique, strokes }: ScratchLabel): string =>
  technique !== null ? techniqueTitle(technique) : strokes === 0 ? "Nothing played" : "Unsure"

/** ".94" */
export const shareText = (share: number): string => {
  const text = Math.min(1, Math.max(0, share)).toFixed(2)
  return text.startsWith("0") ? text.slice(1) : text
}

/** "0.71", "12.4", "−3.25", "1,204". */
export function figureText(value: number): string {
  const size = Math.abs(value)
  if (size >= 1000) return Math.round(value).toLocaleString("en-GB")
  return signed(value, size >= 100 ? 0 : size >= 10 ? 1 : 2)
}

/** What a length of time is, about: "40 s", "12 min", "1 h 20 min". */
export function durationText(seconds: number): string {
  if (seconds < 20) return `${Math.max(1, Math.round(seconds))} s`
  if (seconds < 55) return `${Math.round(seconds / 10) * 10} s`
  const minutes = Math.max(1, Math.round(seconds / 60))
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`
}

/** "Rhythm", whatever the engine calls it. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
