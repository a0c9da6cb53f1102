/** Where in bars music stands that is read row by row. */
import { barTicksOf, COMPOUND, GRID_TICKS, METERS } from "../../symbolic/index.ts"

const [TYPE, SETTING] = [0, 1]

export class Place {
  /** Of the bar that is under way; 0 before the first. */
  barStart = 0
  barTicks = 0
  #bar: Uint8Array = new Uint8Array()

  constructor(rows: readonly Uint8Array[] = []) {
    for (const row of rows) this.take(row)
  }

  take(row: Uint8Array): void {
    if (row[TYPE] !== COMPOUND.bar) return
    this.barStart += this.barTicks
    const [numerator = 4, denominator = 4] = (METERS[row[SETTING]! - 1] ?? "4/4")
      .split("/")
      .map(Number)
    this.barTicks = barTicksOf({ numerator, denominator })
    this.#bar = row
  }

  /** As long as the last. */
  nextBar(): Uint8Array {
    return this.#bar
  }

  /** @param position of a row: 1 is the bar line */
  ticksOf(position: number): number {
    return this.barStart + (position - 1) * GRID_TICKS
  }
}
