/** The machine's phrase, note by note. */
import type { Random } from "#shared/music/random.ts"
import {
  COMPOUND,
  compoundDecode,
  METERS,
  outerLine,
  type PieceNote,
} from "../../symbolic/index.ts"
import type { Partner } from "../partner/partner.ts"
import { Motif } from "./motif.ts"
import { Novelty } from "./novelty.ts"
import { Pace } from "./pace.ts"
import { Place } from "./place.ts"
import type { AnswerPlan } from "./plan.ts"
import { Tonality } from "./tonality.ts"
import { type Bend, PITCH, POSITION, PROGRAM, TYPE, writeRow } from "./write-row.ts"

export interface WrittenNote {
  /** Counted as the call's piece is. */
  note: PieceNote
  weighed: [number, number][]
}

/** An answer may end of itself after this share of its length, and it begins within so many bars. */
const LEAST_SHARE = 0.6
const MOST_REST_BARS = 1
const MOST_ROWS = 1024

/** Notes in the order of their starts; at least one. The partner has read the call and what it wrote when it ends. */
export async function* writeAnswer(
  partner: Partner,
  plan: AnswerPlan,
  random: Random,
  signal?: AbortSignal,
): AsyncGenerator<WrittenNote> {
  const place = await readCall(partner, plan)
  const manner = mannerOf(plan, partner)
  const bend = bending(partner, plan, place, manner)
  const options = { bend, random, temperature: plan.taste.temperature, signal }
  for (let count = 0; count < MOST_ROWS; count++) {
    const { row, weighed } = await writeRow(partner, options)
    if (row[TYPE] !== COMPOUND.bar) {
      const startTicks = place.ticksOf(row[POSITION]!)
      if (
        startTicks >= endOf(plan, place.firstTicks ?? startTicks) ||
        row[PROGRAM] !== 1 + partner.answererProgram
      )
        return
      place.firstTicks ??= startTicks
      const note = { ...decodedNote(row), startTicks }
      manner.motif.played(note.pitch, startTicks)
      manner.tonality.played(note.pitch, note.lengthTicks)
      manner.pace.played(startTicks)
      manner.novelty.played(note.pitch, startTicks)
      yield { note, weighed }
    }
    await add(partner, place, row)
    if (place.barStart >= endOf(plan, place.firstTicks ?? place.barStart)) return
  }
}

const endOf = ({ isOnBar, fromTicks, lengthTicks }: AnswerPlan, firstTicks: number): number =>
  (isOnBar ? fromTicks : firstTicks) + lengthTicks

/** Reads the call, and empty bars up to the one in which the answer may begin. */
export async function readCall(partner: Partner, plan: AnswerPlan): Promise<AnswerPlace> {
  const rows = partner.rowsOf(plan.call.piece)
  const place = new AnswerPlace(rows)
  const silent: Uint8Array[] = []
  while (place.barStart + place.barTicks <= plan.fromTicks) {
    silent.push(place.nextBar())
    place.take(place.nextBar())
  }
  await partner.read([...rows, ...silent], plan.wishes)
  return place
}

class AnswerPlace extends Place {
  /** Of the answer's first note. */
  firstTicks: number | null = null
}

async function add(partner: Partner, place: AnswerPlace, row: Uint8Array): Promise<void> {
  place.take(row)
  await partner.add(row)
}

/** What an answer keeps to. */
export interface Manner {
  motif: Motif
  tonality: Tonality
  pace: Pace
  novelty: Novelty
}

/** What an answer is bent by, field by field. */
export function bending(
  partner: Partner,
  plan: AnswerPlan,
  place: AnswerPlace,
  { motif, tonality, pace, novelty }: Manner,
): Bend {
  const { fromTicks, latestTicks, lengthTicks } = plan
  const own = 1 + partner.answererProgram
  const theirs = 1 + partner.callerProgram
  const mayEnd = (position: number): boolean =>
    plan.mayEndSooner &&
    place.firstTicks !== null &&
    place.ticksOf(position) - place.firstTicks >= LEAST_SHARE * lengthTicks
  return {
    narrow(at, row, allowed) {
      if (at === TYPE) {
        allowed[COMPOUND.end] = 0
        allowed[COMPOUND.tempo] = 0
        const { barStart, barTicks, firstTicks } = place
        const isLate =
          barStart >= fromTicks + (MOST_REST_BARS - 1) * barTicks ||
          barStart + barTicks > latestTicks
        if (firstTicks === null && isLate) allowed[COMPOUND.bar] = 0
      } else if (at === POSITION) {
        const last = place.firstTicks === null ? latestTicks : Infinity
        for (let position = 1; position < allowed.length; position++) {
          const ticks = place.ticksOf(position)
          if (ticks < fromTicks || ticks > last) allowed[position] = 0
        }
      } else if (at === PROGRAM) {
        const ends = mayEnd(row[POSITION]!)
        for (let program = 1; program < allowed.length; program++)
          if (program !== own && !(ends && program === theirs)) allowed[program] = 0
      }
    },
    weigh(at, row, logits) {
      pace.weigh(at, place, logits)
      if (at === POSITION && place.firstTicks !== null)
        for (let position = 1; position < logits.length; position++)
          logits[position]! += motif.rhythm(place.ticksOf(position) - place.firstTicks)
      if (at !== PITCH || row[PROGRAM] !== own) return
      const given = new Float32Array(128)
      tonality.weigh(given)
      motif.weigh(place.ticksOf(row[POSITION]!), given)
      novelty.weigh(place.ticksOf(row[POSITION]!), given)
      for (const [pitch, more] of given.entries()) logits[pitch + 1]! += more
    },
  }
}

export function mannerOf({ call, taste, mode }: AnswerPlan, { model }: Partner): Manner {
  const { notes } = call.piece
  const melody = outerLine(notes, 1)
  const likeness = mode === "imitate" ? Math.max(taste.likeness, IMITATION) : taste.likeness
  const below = mode === "accompany" ? BELOW : 0
  return {
    novelty: new Novelty(model.learnt),
    pace: new Pace(call.notesABeat, taste.density, mode === "accompany"),
    motif: new Motif(
      melody.map(({ pitch }) => pitch),
      melody.map(({ startTicks }) => startTicks - call.startTicks),
      mode === "accompany" ? 0 : likeness,
    ),
    tonality: new Tonality({
      ...{ key: call.key, notes },
      middlePitch: call.middlePitch + 12 * taste.register - below,
    }),
  }
}

/** Likeness that an imitation has at least. */
const IMITATION = 0.8
/** Semitones that an accompaniment is below its melody. */
const BELOW = 14

/** As if it stood alone at the beginning of a bar. */
export function decodedNote(row: Uint8Array): PieceNote {
  const alone = row.slice()
  alone[POSITION] = 1
  const bar = Uint8Array.of(COMPOUND.bar, 1 + METERS.indexOf("4/4"), 0, 0, 0, 0, 0)
  return compoundDecode([...bar, ...alone]).notes[0]!
}
