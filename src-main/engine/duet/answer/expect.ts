/** What the model thinks comes next, for people to see. */
import { COMPOUND } from "../../symbolic/index.ts"
import type { Partner } from "../partner/partner.ts"
import type { AnswerPlan } from "./plan.ts"
import { bending, mannerOf, readCall } from "./write-answer.ts"
import { chancesOf, PITCH, TYPE, writeRow } from "./write-row.ts"

/** Of 128 pitches, as the answer's first note at the likeliest place; they sum up to 1. The partner has read the call then. */
export async function expectedPitches(partner: Partner, plan: AnswerPlan): Promise<number[]> {
  const place = await readCall(partner, plan)
  const plain = bending(partner, plan, place, mannerOf(plan))
  let chances: Float64Array = new Float64Array(129)
  await writeRow(partner, {
    temperature: 0,
    random: () => 0,
    bend: {
      narrow(at, row, allowed) {
        plain.narrow(at, row, allowed)
        if (at === TYPE && allowed[COMPOUND.note])
          allowed.fill(0).fill(1, COMPOUND.note, COMPOUND.note + 1)
      },
      weigh(at, row, logits) {
        plain.weigh?.(at, row, logits)
        if (at === PITCH && row[TYPE] === COMPOUND.note)
          chances = chancesOf(logits, new Uint8Array(logits.length).fill(1, 1))
      },
    },
  })
  const pitches = [...chances.subarray(1)]
  const sum = pitches.reduce((so, each) => so + each, 0)
  // At the end of a bar nothing fits into it any more: then nothing is said.
  return sum > 0 ? pitches.map((each) => each / sum) : pitches.map(() => 1 / pitches.length)
}
