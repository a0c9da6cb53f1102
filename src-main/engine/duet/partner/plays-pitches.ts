/** What a model plays: drums, pitches or both. One that learnt drums alone writes nothing else, and cannot play with a keyboard. */
import { fail } from "#shared/contract/errors.ts"
import { COMPOUND, COMPOUND_FIELDS, DRUMS, METERS } from "../../symbolic/index.ts"
import { chancesOf, POSITION, PROGRAM, TYPE } from "../answer/write-row.ts"
import type { Partner } from "./partner.ts"

const FIELDS = Object.values(COMPOUND_FIELDS)
const SETTING = 1
/** So sure of a drum at the beginning of a bar is nobody who learnt anything else; and so sure of none. */
const [MOST_DRUMS, LEAST_DRUMS] = [0.9, 0.01]

/** The partner has read a bar line then. */
export async function playedBy(partner: Partner): Promise<"pitches" | "drums" | "both"> {
  const bar = new Uint8Array(FIELDS.length)
  bar[TYPE] = COMPOUND.bar
  bar[SETTING] = 1 + METERS.indexOf("4/4")
  await partner.read([bar], {})
  const note = new Uint8Array(FIELDS.length)
  note[TYPE] = COMPOUND.note
  note[POSITION] = 1
  const allowed = new Uint8Array(FIELDS[PROGRAM]!).fill(1, 1)
  const ofDrums = chancesOf(await partner.logits(PROGRAM, note), allowed)[1 + DRUMS]!
  if (ofDrums > MOST_DRUMS) return "drums"
  return ofDrums < LEAST_DRUMS ? "pitches" : "both"
}

/** The partner has read a bar line then. @throws StudioError invalid-input for a model of drums */
export async function checkPlaysPitches(partner: Partner): Promise<void> {
  if ((await playedBy(partner)) === "drums")
    fail(
      "invalid-input",
      `“${partner.name}” plays drums; a duet needs a model that learnt pitches.`,
    )
}
