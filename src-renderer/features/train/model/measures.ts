/** Where a measure of real music and of the model's lie beside each other: each on a scale of its own, 0 to 1. */
import type { MusicalMeasure } from "#shared/contract/index.ts"

export interface ShownMeasure {
  readonly measure: MusicalMeasure
  readonly real: number
  readonly generated: number
}

const MOST = 8
const [LOW, HIGH] = [0.06, 0.94]

export function shownMeasures(measures: readonly MusicalMeasure[]): ShownMeasure[] {
  return measures.slice(0, MOST).map((measure) => {
    // From 0 to half as much again as the larger: twice as many notes look like twice as many.
    const most = Math.max(Math.abs(measure.real), Math.abs(measure.generated), 1e-9) * 1.35
    const place = (value: number): number =>
      LOW + (HIGH - LOW) * Math.min(1, Math.max(0, value / most))
    return { measure, real: place(measure.real), generated: place(measure.generated) }
  })
}
