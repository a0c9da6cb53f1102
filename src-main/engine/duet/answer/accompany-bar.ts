/** The next bar of an accompaniment, while somebody plays: from the bars of both that were heard. */
import type { duet, DuetBar } from "#shared/contract/index.ts"
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
import { type Bend, TYPE, writeRow } from "./write-row.ts"
import { Hands } from "./write-under.ts"

type Request = Omit<z.output<(typeof duet)["duet.accompany"]["input"]>, "partner">

/** A bar that goes on for ever is cut here. */
const MOST_NOTES = 48
/** Between an accompaniment and the melody, and how far it reaches from there. */
const [AIR, REACH] = [1, 26]
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
  const bend = beginning(hands, () => written.length === 0)
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

/** A bar in which nothing is played yet is not over. */
const beginning = (hands: Hands, isEmpty: () => boolean): Bend => ({
  narrow(at, row, allowed) {
    hands.narrow(at, row, allowed)
    if (at === TYPE && isEmpty()) allowed[COMPOUND.bar] = 0
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
