/** A number with its unit, range and the way a control divides it: to text, from text, to a place on the control and back. */

export interface Quantity {
  readonly label: string
  readonly unit: "dB" | "Hz" | "ms" | "s" | "%" | "st" | "ratio" | "choice" | "none"
  readonly min: number
  readonly max: number
  readonly initial: number
  readonly scale: "linear" | "log" | "choice"
  readonly choices?: readonly string[]
  /** The word for its upper end, where that is no number: a decay that is none is "Whole". */
  readonly atMost?: string
}

/** Where a value stands on its control, 0 to 1. */
export function placeOf({ min, max, scale }: Quantity, value: number): number {
  const place =
    scale === "log" ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min)
  return Math.min(1, Math.max(0, place))
}

/** The value at a place, 0 to 1, rounded as `quantityText` shows it. */
export function valueAt(quantity: Quantity, place: number): number {
  const { min, max, scale } = quantity
  const value = scale === "log" ? min * (max / min) ** place : min + (max - min) * place
  return roundedTo(quantity, value)
}

/** The nearest value in range that can be shown exactly. */
export function roundedTo(quantity: Quantity, value: number): number {
  const step = 10 ** -digitsOf(quantity, value)
  // Divided by a whole number, so that 0.3 is 0.3 and no 0.30000000000000004.
  const rounded =
    step < 1 ? Math.round(value / step) / Math.round(1 / step) : Math.round(value / step) * step
  return Math.min(quantity.max, Math.max(quantity.min, rounded))
}

/** Decimals of a value in the unit it is kept in; less than 0: tens, hundreds. */
function digitsOf({ unit, scale }: Quantity, value: number): number {
  if (scale === "choice") return 0
  if (unit === "dB") return 1
  if (unit === "st") return 2
  if (unit === "%") return 0
  const power = Math.floor(Math.log10(Math.max(1e-6, Math.abs(value))))
  return Math.min(2, 2 - power)
}

/** "−3.4 dB", "1.25 kHz", "120 ms", "35 %", "4.00 : 1", "−2.5 st". */
export function quantityText(quantity: Quantity, value: number): string {
  const { unit, choices, max, atMost } = quantity
  if (atMost !== undefined && value >= max) return atMost
  switch (unit) {
    case "choice":
      return choices?.[Math.round(value)] ?? String(value)
    case "dB":
      return `${signed(value, 1)} dB`
    case "Hz":
      return value < 1000 ? `${digits(value)} Hz` : `${digits(value / 1000)} kHz`
    case "ms":
      return value < 1000 ? `${digits(value)} ms` : `${digits(value / 1000)} s`
    case "s":
      return value < 1 ? `${digits(value * 1000)} ms` : `${digits(value)} s`
    case "%":
      return `${signed(Math.round(value), 0)} %`
    case "st":
      return `${signed(value, 2).replace(/\.?0+$/, "")} st`
    case "ratio":
      return `${digits(value)} : 1`
    case "none":
      return digits(value)
  }
}

/** With a true minus, and none before nought. */
export function signed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals)
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}

/** Three digits: "0.71", "12.5", "120", "1.25". */
function digits(value: number): string {
  const size = Math.abs(value)
  return signed(value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2)
}

const FACTORS: Partial<Record<Quantity["unit"], Record<string, number>>> = {
  dB: { db: 1 },
  Hz: { hz: 1, khz: 1000, k: 1000 },
  ms: { ms: 1, s: 1000 },
  s: { s: 1, ms: 0.001 },
  "%": { "%": 1 },
  st: { st: 1 },
  ratio: { ":1": 1 },
}

/** What was typed, in range; undefined where it is no such value. */
export function parseQuantity(quantity: Quantity, text: string): number | undefined {
  const { unit, choices, min, max, atMost } = quantity
  const typed = text.trim().toLowerCase()
  if (typed !== "" && typed === atMost?.toLowerCase()) return max
  if (unit === "choice") {
    const wanted = typed.replace("#", "♯").replaceAll("-", "−")
    const at =
      choices?.findIndex((name) => name.toLowerCase().replaceAll("-", "−").startsWith(wanted)) ?? -1
    return typed === "" || at < 0 ? undefined : at
  }
  const plain = typed.replaceAll("−", "-").replaceAll(",", ".").replaceAll(/\s/g, "")
  if (unit === "dB" && /^-(∞|inf(inity)?)(db)?$/.test(plain)) return min
  const [, number, suffix = ""] = /^([+-]?(?:\d+\.?\d*|\.\d+))(.*)$/.exec(plain) ?? []
  const factor = suffix === "" ? 1 : FACTORS[unit]?.[suffix]
  if (number === undefined || factor === undefined) return undefined
  return Math.min(max, Math.max(min, Number(number) * factor))
}

/** The form that is understood, for whoever typed something else. */
export function quantityForm(quantity: Quantity): string {
  const { choices, min, max } = quantity
  return choices
    ? choices.join(", ")
    : `${quantityText(quantity, min)} to ${quantityText(quantity, max)}`
}

/** Of a step by arrow key: a hundredth of the way, or a tenth of that. */
export function stepped(quantity: Quantity, value: number, steps: number, isFine: boolean): number {
  if (quantity.scale === "choice") return roundedTo(quantity, value + Math.sign(steps))
  const by = steps * (isFine ? 0.001 : 0.01)
  const next = valueAt(quantity, Math.min(1, Math.max(0, placeOf(quantity, value) + by)))
  if (next !== value) return next
  const least = 10 ** -digitsOf(quantity, value)
  return roundedTo(quantity, value + Math.sign(steps) * least)
}
