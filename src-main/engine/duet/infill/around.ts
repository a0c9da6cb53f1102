/** What keeps bars that are written anew like those around them: instruments, register, pitch classes, how many notes begin at once. */
import { COMPOUND, DRUMS } from "../../symbolic/index.ts"
import { type Bend, PITCH, POSITION, PROGRAM, TYPE } from "../answer/write-row.ts"

/** Above and below what is played around. */
const AIR_SEMITONES = 4
/** Logits off a pitch class that is nowhere around. */
const STRANGE_COST = 2

export class Around implements Bend {
  readonly #programs: ReadonlySet<number>
  readonly #classes: ReadonlySet<number>
  readonly #lowest: number
  readonly #highest: number
  readonly #mostTogether: number
  #position = 0
  #together = 0

  /** @param rows of the music around, bars among them */
  constructor(rows: readonly Uint8Array[]) {
    const notes = rows.filter((row) => row[TYPE] === COMPOUND.note)
    const pitched = notes.filter((row) => row[PROGRAM] !== 1 + DRUMS)
    const pitches = pitched.map((row) => row[PITCH]!)
    this.#programs = new Set(notes.map((row) => row[PROGRAM]!))
    this.#classes = new Set(pitches.map((pitch) => pitch % 12))
    this.#lowest = Math.min(...pitches) - AIR_SEMITONES
    this.#highest = Math.max(...pitches) + AIR_SEMITONES
    this.#mostTogether = mostTogether(rows)
  }

  /** A row was written. */
  took(row: Uint8Array): void {
    const isTogether = row[TYPE] === COMPOUND.note && row[POSITION] === this.#position
    this.#together = isTogether ? this.#together + 1 : 1
    this.#position = row[TYPE] === COMPOUND.note ? row[POSITION]! : 0
  }

  narrow(at: number, row: ArrayLike<number>, allowed: Uint8Array): void {
    if (at === TYPE) allowed[COMPOUND.end] = allowed[COMPOUND.tempo] = 0
    else if (at === POSITION && this.#together >= this.#mostTogether) allowed[this.#position] = 0
    else if (at === PROGRAM && this.#programs.size > 0) {
      for (let program = 0; program < allowed.length; program++)
        if (!this.#programs.has(program)) allowed[program] = 0
    } else if (at === PITCH && this.#isPitched(row))
      for (let pitch = 0; pitch < allowed.length; pitch++)
        if (pitch < this.#lowest || pitch > this.#highest) allowed[pitch] = 0
  }

  weigh(at: number, row: ArrayLike<number>, logits: Float32Array): void {
    if (at !== PITCH || !this.#isPitched(row)) return
    for (let pitch = 0; pitch < logits.length; pitch++)
      if (!this.#classes.has(pitch % 12)) logits[pitch]! -= STRANGE_COST
  }

  #isPitched(row: ArrayLike<number>): boolean {
    return this.#classes.size > 0 && row[PROGRAM] !== 1 + DRUMS
  }
}

/** Notes of one bar that begin at one place; at least one. */
function mostTogether(rows: readonly Uint8Array[]): number {
  let [most, together, position] = [1, 0, 0]
  for (const row of rows) {
    const isNote = row[TYPE] === COMPOUND.note
    together = isNote && row[POSITION] === position ? together + 1 : 1
    position = isNote ? row[POSITION]! : 0
    if (isNote) most = Math.max(most, together)
  }
  return most
}
