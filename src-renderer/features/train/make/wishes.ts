/** What a model can be asked to keep to, in words. */
import { keyName } from "#shared/music/index.ts"

const ANY = { value: "any", label: "any" }
const TONICS = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]

/** 0..11 major from C up, 12..23 minor, as the contract counts them. */
export const KEYS = [
  ANY,
  ...(["major", "minor"] as const).flatMap((mode, half) =>
    TONICS.map((tonic, index) => ({
      ...{ value: String(half * 12 + index), label: keyName({ tonic, mode }) },
    })),
  ),
]

const steps = (...words: string[]) => [
  ANY,
  ...words.map((label, index) => ({ value: String(index), label })),
]
export const DENSITIES = steps(
  "very few notes",
  "few notes",
  "medium",
  "many notes",
  "very many notes",
)
export const COMPLEXITIES = steps("very simple", "simple", "medium", "rich", "very rich")

export const keyValue = (value: string): number | undefined =>
  value === "any" ? undefined : Number(value)

/** Reads a whole number of a range. */
export const wholeIn =
  (min: number, max: number) =>
  (text: string): number | undefined => {
    const value = Number(text.trim().replaceAll(",", ""))
    const isFit = text.trim() !== "" && Number.isInteger(value) && value >= min && value <= max
    return isFit ? value : undefined
  }

/** Beats a minute; 0 for "any". */
export const parseTempo = (text: string): number | undefined => {
  const typed = text.replace(/bpm/i, "").trim()
  return typed === "" || typed === "any" ? 0 : wholeIn(20, 400)(typed)
}
