/** Moves along the dimensions that are bound to what a loop is like (Pati & Lerch 2021). */
import { LoopAttribute, type LoopAttributes } from "#shared/contract/loops.ts"
import { fail } from "#shared/contract/errors.ts"
import type { Hearing } from "../heard/hearing.ts"
import { type Scale, scaled } from "../learn/scales.ts"
import type { Coder } from "../network/coder.ts"

/** So many times it is looked at what came of it, and moved on by what is missing. */
const LOOKS = 4
/** A dimension goes no further: beyond there is nothing that was learnt. */
const FURTHEST = 6

/**
 * What is asked for is a change of the loop, not of the point: after each move the loop is measured, and the point is moved by what
 * is still missing. The nearest that was found is taken.
 * @throws StudioError invalid-input where the model knows no such attribute
 */
export async function nudged(
  latent: Float32Array,
  changes: LoopAttributes,
  { coder, hearing, scales }: { coder: Coder; hearing: Hearing; scales: readonly Scale[] },
): Promise<Float32Array> {
  const wanted = wishesOf(changes, hearing)
  if (wanted.size === 0) return latent
  const measured = async (point: Float32Array): Promise<number[]> => {
    const [content] = await coder.decode(point)
    const isSilent = hearing.notes({ content: content!, key: 0, octaves: 0 }).length === 0
    return isSilent ? scales.map(() => 0) : scaled(hearing.measure(content!), scales)
  }
  const start = await measured(latent)
  const missing = (values: readonly number[]): [number, number][] =>
    [...wanted].map(([at, change]) => [at, start[at]! + change - values[at]!])
  let best = { point: latent, off: Infinity }
  let point = latent
  let values = start
  for (let look = 0; look < LOOKS; look++) {
    const moves = new Map(missing(values))
    point = point.map((value, at) =>
      Math.max(-FURTHEST, Math.min(FURTHEST, value + (moves.get(at) ?? 0))),
    )
    values = await measured(point)
    const off = missing(values).reduce((sum, [, by]) => sum + by * by, 0)
    if (off < best.off) best = { point, off }
  }
  return best.point
}

function wishesOf(changes: LoopAttributes, { attributes }: Hearing): Map<number, number> {
  const wanted = new Map<number, number>()
  for (const name of LoopAttribute.options) {
    const change = changes[name]
    if (change === undefined || change === 0) continue
    const at = attributes.indexOf(name)
    if (at < 0)
      fail("invalid-input", `This model knows no ${name}: it knows ${attributes.join(", ")}`)
    wanted.set(at, change)
  }
  return wanted
}
