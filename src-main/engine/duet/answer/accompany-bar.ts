/** The next bar of an accompaniment, while somebody plays: from the bars of both that were heard. */
import type { duet, DuetBar } from "#shared/contract/index.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { seededRandom } from "#shared/music/random.ts"
import type { z } from "zod"
import { COMPOUND, compareNotes, outerLine } from "../../symbolic/index.ts"
import { type HeardCall, hearCall } from "../hearing/hear-call.ts"
import type { Partner } from "../partner/partner.ts"
import { Pace } from "./pace.ts"
import { performBar } from "./perform.ts"
import { Place } from "./place.ts"
import { wishesOf } from "./plan.ts"
import { Tonality } from "./tonality.ts"
import type { WrittenNote } from "./write-answer.ts"
import { type Bend, POSITION, TYPE, writeRow } from "./write-row.ts"
import { Hands } from "./write-under.ts"

type Request = Omit<z.output<(typeof duet)["duet.accompany"]["input"]>, "partner">

/** A bar that goes on for ever is cut here. */
const MOST_NOTES = 48
/** Between an accompaniment and the melody, and how far it reaches from there. */
const [AIR, REACH] = [1, 26]
const STEPS_A_BEAT = 12
/** Where its notes begin: on sixteenths and triplets of a quarter, not nearer than quavers at the usual density. */
const SIMPLE = new Set([0, 3, 4, 6, 8, 9])
const LEAST_STEP_TICKS = TICKS_PER_QUARTER / 2
/** Under a melody that is lower there is no room: it is played above. */
const LOWEST_MELODY = 45

/**
 * The same request gives the same bar; at least one note, none of them in the melody's range.
 * @throws StudioError cancelled
 */
export async function accompanyBar(
  partner: Partner,
  { heard, played, beat, bar, taste, seed }: Request,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<DuetBar> {
  const call = hearCall(heard, { ...beat, barSeconds: 0 })
  const own = played.length > 0 ? hearCall(played, { ...beat, barSeconds: 0 }).piece.notes : []
  const program = partner.answererProgram
  const notes = [...call.piece.notes, ...own.map((note) => ({ ...note, program }))]
  const rows = partner.rowsOf({ ...call.piece, notes: notes.sort(compareNotes) })
  const place = new Place(rows)
  const fromTicks = bar * call.barTicks
  while (place.barStart < fromTicks) {
    rows.push(place.nextBar())
    place.take(place.nextBar())
  }
  await partner.read(rows, wishesOf(call, "accompany", taste, partner.isDuet))
  const room = roomOf(call)
  const hands = new Hands({
    ...{ own: 1 + program, place, room, density: taste.density },
    pace: new Pace(call.notesABeat, taste.density, true),
    tonality: new Tonality({
      ...{ key: call.key, notes: call.piece.notes },
      middlePitch: (room.lowest + room.highest) / 2 + 12 * taste.register,
    }),
  })
  const random = seededRandom(seed)
  const written: WrittenNote[] = []
  const bend = inBar(hands, (position) => {
    const last = written.at(-1)?.note
    if (!last) return SIMPLE.has((position - 1) % STEPS_A_BEAT)
    const gap = place.ticksOf(position) - last.startTicks
    if (gap === 0) return !hands.isFull && last.pitch < room.highest
    return SIMPLE.has((position - 1) % STEPS_A_BEAT) && gap >= LEAST_STEP_TICKS / taste.density
  })
  while (written.length < MOST_NOTES) {
    const options = { bend, random, signal, temperature: taste.temperature }
    const { row, weighed } = await writeRow(partner, options)
    if (row[TYPE] !== COMPOUND.note) break
    await partner.add(row)
    written.push({ note: hands.took(row), weighed })
  }
  const bounds = { fromTicks, endTicks: fromTicks + call.barTicks }
  return {
    ...{ notes: performBar(call, written, bounds), bpm: call.bpm, key: call.key },
    weighed: written.map((each) => each.weighed),
  }
}

/** A bar in which nothing is played yet is not over, one in which nothing more may begin is; and it is plain, whatever the hand does. */
const inBar = (hands: Hands, mayBegin: (position: number) => boolean): Bend => ({
  narrow(at, row, allowed) {
    hands.narrow(at, row, allowed)
    if (at === TYPE) {
      const isOver = !hands.positions().some(mayBegin)
      if (hands.isEmpty) allowed[COMPOUND.bar] = 0
      else if (isOver) allowed[COMPOUND.note] = 0
    } else if (at === POSITION)
      for (let position = 1; position < allowed.length; position++)
        if (!mayBegin(position)) allowed[position] = 0
  },
  weigh: (at, row, logits) => hands.weigh(at, row, logits),
})

/** Below the melody, or above one that lies low. */
function roomOf({ piece }: HeardCall): { lowest: number; highest: number } {
  const melody = outerLine(piece.notes, 1).map(({ pitch }) => pitch)
  const [low, high] = [Math.min(...melody), Math.max(...melody)]
  if (low >= LOWEST_MELODY) return { lowest: Math.max(0, low - REACH), highest: low - AIR }
  return { lowest: Math.min(127, high + AIR), highest: Math.min(127, high + REACH) }
}
