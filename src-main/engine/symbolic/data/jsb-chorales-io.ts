/** The chorales of J. S. Bach on a grid of sixteenths, in the split that the papers use (Boulanger-Lewandowski et al. 2012). */
import { readFileSync } from "node:fs"
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import type { Frame } from "../tokens/satb.ts"

const Pitch = z.int().min(-1).max(127)
const Chorale = z.array(z.tuple([Pitch, Pitch, Pitch, Pitch]))
const Splits = z.object({
  train: z.array(Chorale),
  valid: z.array(Chorale),
  test: z.array(Chorale),
})

export type Splits<T> = Record<"train" | "valid" | "test", T[]>

/**
 * @param path of `Jsb16thSeparated.json`
 * @throws StudioError invalid-input where it holds something else, naming the place
 */
export function readChorales(path: string): Splits<Frame[]> {
  const parsed = Splits.safeParse(JSON.parse(readFileSync(path, "utf8")))
  if (parsed.success) return parsed.data
  const { path: place, message } = parsed.error.issues[0]!
  return fail("invalid-input", `${path}, at ${place.join(".")}: ${message}`)
}
