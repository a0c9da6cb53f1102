/** Practice as one file. Safetensors, which hold no code. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { floats, integers, readSafetensors, writeSafetensors } from "../../compute/index.ts"
import { NICHES } from "../discovery/index.ts"
import { policyLayout } from "./clone.ts"
import type { Practice } from "./practice.ts"

const MOST_SKILLS = 1000
const Notes = z.object({
  format: z.literal("scratch practice 1"),
  qualities: z.array(z.number()).max(1000),
})

export function packPractice({ niches, days, qualities }: Practice): Uint8Array {
  const width = days[0]?.length ?? 0
  const all = new Float32Array(days.length * width)
  for (const [day, weights] of days.entries()) all.set(weights, day * width)
  const notes: z.input<typeof Notes> = { format: "scratch practice 1", qualities }
  return writeSafetensors({
    tensors: new Map([
      ["niches", integers(niches)],
      ["days", floats(all, [days.length, width])],
    ]),
    metadata: { notes: JSON.stringify(notes) },
  })
}

/** @param name of the file, for what is said of it @throws StudioError unreadable */
export function unpackPractice(bytes: Uint8Array, name: string): Practice {
  const { tensors, metadata } = readSafetensors(bytes)
  const notes = Notes.safeParse(jsonOf(metadata["notes"]))
  const niches = tensors.get("niches")?.data
  const days = tensors.get("days")
  if (!notes.success || !(niches instanceof Int32Array) || !(days?.data instanceof Float32Array))
    return fail("unreadable", `${name} is no scratch practice`)
  const { data } = days
  const count = notes.data.qualities.length
  const isRight =
    niches.length <= MOST_SKILLS &&
    niches.every((niche) => niche >= 0 && niche < NICHES) &&
    (niches.length > 0 || count === 0) &&
    (count === 0 || data.length === count * policyLayout(niches.length).size) &&
    data.every((value) => Number.isFinite(value))
  if (!isRight) return fail("unreadable", `${name}: what was learnt is damaged`)
  const width = count === 0 ? 0 : data.length / count
  return {
    niches,
    days: Array.from({ length: count }, (_, day) => data.slice(day * width, (day + 1) * width)),
    qualities: notes.data.qualities,
  }
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "")
  } catch {
    return undefined
  }
}
