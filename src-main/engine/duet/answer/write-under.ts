/** Accompaniment under a melody that is known: what the model would play between its notes. */
import type { Random } from "#shared/music/random.ts"
import { COMPOUND } from "../../symbolic/index.ts"
import type { Partner } from "../partner/partner.ts"
import { Place } from "./place.ts"
import type { AnswerPlan } from "./plan.ts"
import type { Tonality } from "./tonality.ts"
import { type Bend, PITCH, POSITION, PROGRAM, TYPE, writeRow } from "./write-row.ts"
import { decodedNote, mannerOf, type WrittenNote } from "./write-answer.ts"

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
  const { tonality } = mannerOf(plan)
  const tune = partner.rowsOf(call.piece)
  const own = 1 + partner.answererProgram
  const place = new Place()
  await partner.read([], plan.wishes)
  let [together, lastTicks] = [0, -1]
  for (const row of tune) {
    // Before each row of the melody, as many of its own as the model would put there.
    while (row[TYPE] !== COMPOUND.tempo && place.barTicks > 0) {
      const before = row[TYPE] === COMPOUND.note ? row : null
      const bend = under({
        own,
        tonality,
        before,
        isFull: together >= MOST_TOGETHER,
        lastTicks,
        place,
      })
      const { row: made, weighed } = await writeRow(partner, {
        ...{ bend, random, signal, temperature: taste.temperature },
      })
      if (made[TYPE] !== COMPOUND.note || made[PROGRAM] !== own || !comesBefore(made, before)) break
      const startTicks = place.ticksOf(made[POSITION]!)
      together = startTicks === lastTicks ? together + 1 : 1
      lastTicks = startTicks
      await partner.add(made)
      const note = { ...decodedNote(made), startTicks }
      tonality.played(note.pitch, note.lengthTicks)
      yield { note, weighed }
    }
    place.take(row)
    if (partner.takes(row)) await partner.add(row)
  }
}

/** In the order in which rows are told: by place, then by player. */
function comesBefore(made: Uint8Array, before: Uint8Array | null): boolean {
  if (!before) return true
  if (made[POSITION] !== before[POSITION]) return made[POSITION]! < before[POSITION]!
  return made[PROGRAM]! < before[PROGRAM]! || made[PITCH]! < before[PITCH]!
}

interface Under {
  own: number
  tonality: Tonality
  before: Uint8Array | null
  isFull: boolean
  lastTicks: number
  place: Place
}

const under = ({ own, tonality, before, isFull, lastTicks, place }: Under): Bend => ({
  narrow(at, _row, allowed) {
    if (at === TYPE) allowed[COMPOUND.end] = allowed[COMPOUND.tempo] = 0
    else if (at === POSITION) {
      const last = before?.[POSITION] ?? allowed.length
      for (let position = 1; position < allowed.length; position++)
        if (position > last || (isFull && place.ticksOf(position) === lastTicks))
          allowed[position] = 0
    } else if (at === PROGRAM) allowed.fill(0, 0, own).fill(0, own + 1)
  },
  weigh(at, _row, logits) {
    if (at !== PITCH) return
    const given = new Float32Array(128)
    tonality.weigh(given)
    for (const [pitch, more] of given.entries()) logits[pitch + 1]! += more
  },
})
