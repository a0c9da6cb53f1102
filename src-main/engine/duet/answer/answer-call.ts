/** From a call to its answer. */
import type { DuetAnswer, duet } from "#shared/contract/index.ts"
import { seededRandom } from "#shared/music/random.ts"
import type { z } from "zod"
import { classLengths, keyFits } from "../../symbolic/index.ts"
import { hearCall } from "../hearing/hear-call.ts"
import type { Partner } from "../partner/partner.ts"
import { perform } from "./perform.ts"
import { planAnswer } from "./plan.ts"
import { writeAnswer, type WrittenNote } from "./write-answer.ts"
import { writeUnder } from "./write-under.ts"

type Asked = z.output<(typeof duet)["duet.answer"]["input"]>
type Request = Omit<Asked, "partner" | "fromSeconds"> & Partial<Pick<Asked, "fromSeconds">>

interface Options {
  signal?: AbortSignal | undefined
}

/** An answer that ends in another key than its call is thought over so often, and more where it is short; the nearest is taken then. */
const TRIES = 4
const MOST_TRIES = 16
const NOTES = 32
/** Between the seeds of tries, so that those of neighbouring seeds do not meet. */
const SEED_STEP = 0x9e3779b1

/** The same call, taste and seed give the same answer. @throws StudioError cancelled */
export async function answerCall(
  partner: Partner,
  request: Request,
  { signal }: Options = {},
): Promise<DuetAnswer> {
  const call = hearCall(request.call, request.beat)
  const plan = planAnswer(call, request, partner.isDuet)
  let best: { written: WrittenNote[]; lead: number } | undefined
  for (let at = 0, count = 0; at < TRIES || (at < MOST_TRIES && count < NOTES); at++) {
    const written: WrittenNote[] = []
    const chance = seededRandom(plan.seed + at * SEED_STEP)
    for await (const note of (plan.isUnderCall ? writeUnder : writeAnswer)(
      partner,
      plan,
      chance,
      signal,
    ))
      written.push(note)
    count += written.length
    const lead = written.length > 0 ? leadOf(written, call.key) : -Infinity
    if (!best || lead > best.lead) best = { written, lead }
    if (lead > 0) break
  }
  return perform(plan, best!.written)
}

/** By how much what was written is rather in a key than in any other. */
function leadOf(written: readonly WrittenNote[], key: number | null): number {
  if (key === null) return 1
  const fits = keyFits(classLengths(written.map(({ note }) => note)))
  const own = fits[key]!
  fits[key] = -1
  return own - Math.max(...fits)
}
