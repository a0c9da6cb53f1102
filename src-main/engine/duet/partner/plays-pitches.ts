/** Whether a model can play with somebody at a keyboard: one that learnt drums alone writes nothing else. */
import { fail } from "#shared/contract/errors.ts"
import { COMPOUND, COMPOUND_FIELDS, DRUMS, METERS } from "../../symbolic/index.ts"
import { chancesOf, POSITION, PROGRAM, TYPE } from "../answer/write-row.ts"
import type { Partner } from "./partner.ts"

const FIELDS = Object.values(COMPOUND_FIELDS)
const SETTING = 1
/** So sure of a drum at the beginning of a bar is nobody who learnt anything else. */
const MOST_DRUMS = 0.9

/** The partner has read a bar line then. @throws StudioError invalid-input for a model of drums */
export async function checkPlaysPitches(partner: Partner): Promise<void> {
  const bar = new Uint8Array(FIELDS.length)
  bar[TYPE] = COMPOUND.bar
  bar[SETTING] = 1 + METERS.indexOf("4/4")
  await partner.read([bar], {})
  const note = new Uint8Array(FIELDS.length)
  note[TYPE] = COMPOUND.note
  note[POSITION] = 1
  const allowed = new Uint8Array(FIELDS[PROGRAM]!).fill(1, 1)
  const chances = chancesOf(await partner.logits(PROGRAM, note), allowed)
  if (chances[1 + DRUMS]! > MOST_DRUMS)
    fail(
      "invalid-input",
      `“${partner.name}” plays drums; a duet needs a model that learnt pitches.`,
    )
}
