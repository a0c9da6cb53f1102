/** Every setting of a run, with its words: the drawer of the expert. */
import type { TrainingConfig } from "#shared/contract/index.ts"

type NumberKey = {
  [K in keyof TrainingConfig]: TrainingConfig[K] extends number ? K : never
}[keyof TrainingConfig]
type FlagKey = "transpose" | "stretchTempo" | "varyVelocity"

export interface NumberField {
  readonly key: NumberKey
  readonly label: string
  readonly about: string
  readonly min: number
  readonly max: number
  readonly isWhole: boolean
}

const whole = (
  key: NumberKey,
  label: string,
  about: string,
  min: number,
  max: number,
): NumberField => ({ key, label, about, min, max, isWhole: true })
const any = (
  key: NumberKey,
  label: string,
  about: string,
  min: number,
  max: number,
): NumberField => ({ key, label, about, min, max, isWhole: false })

export const FIELD_GROUPS: readonly { title: string; fields: readonly NumberField[] }[] = [
  {
    title: "Size",
    fields: [
      whole("layers", "Layers", "one above the other", 1, 24),
      whole("width", "Width", "numbers that stand for a note", 16, 2048),
      whole("heads", "Heads", "a divisor of the width", 1, 32),
      whole("context", "Memory", "notes or frames it sees at once", 8, 4096),
    ],
  },
  {
    title: "Learning",
    fields: [
      whole("steps", "Steps", "at most", 1, 10_000_000),
      whole("batch", "Batch", "sequences a step", 1, 512),
      any("rate", "Rate", "how far a step goes", 1e-6, 1),
      whole("warmUpSteps", "Warm-up", "steps to the full rate", 0, 10_000_000),
      any("dropout", "Dropout", "share that is left out, against learning by heart", 0, 0.9),
      any("weightDecay", "Weight decay", "keeps numbers small", 0, 1),
      any("clip", "Clip", "longest gradient", 0.01, 1e6),
      whole("measureEvery", "Measure every", "steps; each can be heard", 1, 10_000_000),
      whole("patience", "Patience", "measurements without a better one; 0 never ends", 0, 1000),
      whole("seed", "Seed", "the same gives the same run", 0, 2 ** 31),
    ],
  },
]

export const FLAGS: readonly { key: FlagKey; label: string }[] = [
  { key: "transpose", label: "Learn in all keys" },
  { key: "stretchTempo", label: "Vary tempo" },
  { key: "varyVelocity", label: "Vary loudness" },
]

/** Undefined where it cannot be. */
export function parseField(field: NumberField, text: string): number | undefined {
  const value = Number(text.trim().replace("−", "-").replaceAll(",", ""))
  if (text.trim() === "" || !Number.isFinite(value)) return undefined
  if (field.isWhole && !Number.isInteger(value)) return undefined
  return value >= field.min && value <= field.max ? value : undefined
}

export const fieldText = (value: number): string =>
  value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(0) : String(value)

export const formOf = ({ isWhole, min, max }: NumberField): string =>
  `${isWhole ? "A whole number" : "A number"} from ${min} to ${max.toLocaleString("en-GB")}`
