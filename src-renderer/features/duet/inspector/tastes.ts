/** What the knobs turn, as quantities. */
import type { DuetTaste } from "#shared/contract/index.ts"
import type { Quantity } from "../../../ui/index.ts"

export interface TasteKnob {
  readonly name: keyof DuetTaste
  readonly quantity: Quantity
  /** Of the quantity's one is so much of the taste's. */
  readonly unit: number
}

const plain = { unit: "none", scale: "linear" } as const

export const TASTE_KNOBS: readonly TasteKnob[] = [
  {
    name: "temperature",
    quantity: { ...plain, label: "Surprise", min: 0, max: 2, initial: 0.92 },
    unit: 1,
  },
  {
    name: "density",
    quantity: { ...plain, scale: "log", label: "Density", min: 0.25, max: 4, initial: 1 },
    unit: 1,
  },
  {
    name: "register",
    quantity: { label: "Register", unit: "st", min: -36, max: 36, initial: 0, scale: "linear" },
    unit: 1 / 12,
  },
  {
    name: "likeness",
    quantity: { label: "Likeness", unit: "%", min: 0, max: 100, initial: 38, scale: "linear" },
    unit: 0.01,
  },
  {
    name: "length",
    quantity: { ...plain, scale: "log", label: "Length", min: 0.25, max: 2, initial: 1 },
    unit: 1,
  },
]
