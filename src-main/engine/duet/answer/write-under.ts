/** Accompaniment under a melody that is known: what the model would play between its notes. */
import type { Random } from "#shared/music/random.ts"
import { COMPOUND, GRID_TICKS, type PieceNote } from "../../symbolic/index.ts"
import type { Partner } from "../partner/partner.ts"
import { Place } from "./place.ts"
import type { AnswerPlan } from "./plan.ts"
import { type Bend, PITCH, POSITION, PROGRAM, TYPE, writeRow } from "./write-row.ts"
import { decodedNote, type Manner, mannerOf, type WrittenNote } from "./write-answer.ts"

/** Hands have so many fingers left. */
const MOST_TOGETHER = 4

/** Notes in the order of their starts. */
export async function* writeUnder(
  partner: Partner,
  plan: AnswerPlan,
  random: Random,
  signal?: AbortSignal,
): AsyncGenerator<WrittenNote> {
  const { call, taste } = plan
  const { pace, tonality } = mannerOf(plan, partner)
  const tune = partner.rowsOf(call.piece)
  const own = 1 + partner.answererProgram
  const place = new Place()
  const hands = new Hands({ own, place, density: taste.density, pace, tonality })
  await partner.read([], plan.wishes)
  for (const row of tune) {
    // Before each row of the melody, as many of its own as the model would put there.
    while (row[TYPE] !== COMPOUND.tempo && place.barTicks > 0) {
      const { row: made, weighed } = await writeRow(partner, {
        ...{ bend: hands, random, signal, temperature: taste.temperature },
      })
      if (made[TYPE] !== COMPOUND.note || !comesBefore(made, row)) break
      await partner.add(made)
      const note = hands.took(made)
      yield { note, weighed }
    }
    place.take(row)
    await partner.add(row)
  }
}

/** In the order in which rows are told: by place, then by player. */
function comesBefore(made: Uint8Array, next: Uint8Array): boolean {
  if (next[TYPE] !== COMPOUND.note) return true
  const apart = [POSITION, PROGRAM, PITCH].find((at) => made[at] !== next[at])
  return apart !== undefined && made[apart]! < next[apart]!
}

interface HandsOptions extends Pick<Manner, "pace" | "tonality"> {
  /** Program, as rows have it. */
  own: number
  place: Place
  density: number
  /** Pitches that it keeps to, both included. */
  room?: { lowest: number; highest: number }
}

/** What one who accompanies keeps to: no other's notes, no more at once than hands can play, the key, the density. */
export class Hands implements Bend {
  readonly #options: HandsOptions
  readonly #mostTogether: number
  #together = 0
  #lastTicks = -1

  constructor(options: HandsOptions) {
    this.#options = options
    const wanted = Math.round(MOST_TOGETHER * options.density)
    this.#mostTogether = Math.max(1, Math.min(MOST_TOGETHER, wanted))
  }

  /** Nothing was played yet. */
  get isEmpty(): boolean {
    return this.#lastTicks < 0
  }

  /** No note more begins together with the last. */
  get isFull(): boolean {
    return this.#together >= this.#mostTogether
  }

  /** Of the bar. */
  positions(): number[] {
    const { barTicks } = this.#options.place
    return Array.from({ length: barTicks / GRID_TICKS }, (_, at) => at + 1)
  }

  /** It was written. @returns the note */
  took(row: Uint8Array): PieceNote {
    const { pace, place, tonality } = this.#options
    const startTicks = place.ticksOf(row[POSITION]!)
    const note = { ...decodedNote(row), startTicks }
    this.#together = startTicks === this.#lastTicks ? this.#together + 1 : 1
    this.#lastTicks = startTicks
    tonality.played(note.pitch, note.lengthTicks)
    pace.played(startTicks)
    return note
  }

  narrow(at: number, _row: ArrayLike<number>, allowed: Uint8Array): void {
    const { own, place, room } = this.#options
    if (at === TYPE) allowed[COMPOUND.end] = allowed[COMPOUND.tempo] = 0
    else if (at === PROGRAM) allowed.fill(0, 0, own).fill(0, own + 1)
    else if (at === PITCH && room) allowed.fill(0, 0, 1 + room.lowest).fill(0, 2 + room.highest)
    else if (at === POSITION && this.isFull)
      for (let position = 1; position < allowed.length; position++)
        if (place.ticksOf(position) === this.#lastTicks) allowed[position] = 0
  }

  weigh(at: number, _row: ArrayLike<number>, logits: Float32Array): void {
    const { pace, place, tonality } = this.#options
    pace.weigh(at, place, logits)
    if (at !== PITCH) return
    const given = new Float32Array(128)
    tonality.weigh(given)
    for (const [pitch, more] of given.entries()) logits[pitch + 1]! += more
  }
}
