/** What the model thinks comes next, for people to see: its own chances, before an answer is bent to its call. */
import { COMPOUND, COMPOUND_FIELDS } from "../../symbolic/index.ts"
import type { Partner } from "../partner/partner.ts"
import { Place } from "./place.ts"
import type { AnswerPlan } from "./plan.ts"
import { chancesOf, PITCH, POSITION, PROGRAM, TYPE } from "./write-row.ts"

const FIELDS = Object.values(COMPOUND_FIELDS)
/** Places and players that are followed further: those beyond hardly change the sum. */
const MOST_PLACES = 4
const MOST_PLAYERS = 2
/** Empty bars that it may expect before a note. */
const MOST_BARS = 2

/** Of 128 pitches, as the next note, whoever plays it; they sum up to 1. The partner has read the call then. */
export async function expectedPitches(
  partner: Partner,
  { call, wishes }: Pick<AnswerPlan, "call" | "wishes">,
): Promise<number[]> {
  const rows = partner.rowsOf(call.piece)
  await partner.read(rows, wishes)
  await passBars(partner, new Place(rows))
  const chances = new Float64Array(128)
  const row = new Uint8Array(FIELDS.length)
  row[TYPE] = COMPOUND.note
  for (const [position, ofPlace] of await likeliest(partner, POSITION, row, MOST_PLACES)) {
    row[POSITION] = position
    for (const [program, ofPlayer] of await likeliest(partner, PROGRAM, row, MOST_PLAYERS)) {
      row[PROGRAM] = program
      const pitches = await chancesAt(partner, PITCH, row)
      for (let pitch = 0; pitch < 128; pitch++)
        chances[pitch]! += ofPlace * ofPlayer * pitches[pitch + 1]!
    }
  }
  const sum = chances.reduce((so, each) => so + each, 0)
  return [...chances].map((each) => each / sum)
}

/** Where it thinks that the bar has ended, or nothing more fits into it, the next note is in the next one. */
async function passBars(partner: Partner, place: Place): Promise<void> {
  for (let count = 0; count < MOST_BARS; count++) {
    const [bar = 0, note = 0] = await chancesOfTypes(partner, [COMPOUND.bar, COMPOUND.note])
    if (note >= bar && note > 0) return
    await partner.add(place.nextBar())
  }
}

async function chancesOfTypes(partner: Partner, types: readonly number[]): Promise<number[]> {
  const chances = await chancesAt(partner, TYPE, new Uint8Array(FIELDS.length))
  return types.map((type) => chances[type]!)
}

async function chancesAt(partner: Partner, at: number, row: Uint8Array): Promise<Float64Array> {
  const allowed = new Uint8Array(FIELDS[at]!)
  partner.grammar.allow(at, row, allowed)
  return chancesOf(await partner.logits(at, row), allowed)
}

/** Values with their chances, likeliest first. */
async function likeliest(
  partner: Partner,
  at: number,
  row: Uint8Array,
  most: number,
): Promise<[value: number, chance: number][]> {
  return [...(await chancesAt(partner, at, row))]
    .map((chance, value): [number, number] => [value, chance])
    .filter(([, chance]) => chance > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
}
