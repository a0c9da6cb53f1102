/** Moves of a point by which its loop gets more or less of something. */
import { fail } from "#shared/contract/errors.ts"
import { LoopAttribute, type LoopAttributes } from "#shared/contract/loops.ts"
import type { Hearing } from "../heard/hearing.ts"
import { type Scale, scaled } from "../learn/scales.ts"
import type { Coder } from "../network/coder.ts"

interface Nudging {
  coder: Coder
  hearing: Hearing
  scales: readonly Scale[]
  /** See `fitDirections`. */
  directions: Float32Array
}

/** So many times it is looked at what came of it, and moved on by what is missing. */
const LOOKS = 8
/** No attribute is moved by further than so many of its directions: beyond there is nothing that was learnt. */
const FURTHEST = 6

/**
 * What is asked for is a change of the loop, not of the point: after each move the loop is measured, and the point is moved on by
 * what is missing, also of what was to stay. The nearest that was found is taken.
 * @throws StudioError invalid-input where the model knows no such attribute
 */
export async function nudged(
  latent: Float32Array,
  changes: LoopAttributes,
  { coder, hearing, scales, directions }: Nudging,
): Promise<Float32Array> {
  const asked = wishesOf(changes, hearing)
  if (asked.every((by) => by === 0)) return latent
  const measured = async (point: Float32Array): Promise<number[] | null> => {
    const [content] = await coder.decode(point)
    const isSilent = hearing.notes({ content: content!, key: 0, octaves: 0 }).length === 0
    return isSilent ? null : scaled(hearing.measure(content!), scales)
  }
  const start = (await measured(latent)) ?? asked.map(() => 0)
  const moves = [...asked]
  let best = { point: latent, off: Infinity }
  for (let look = 0; look < LOOKS; look++) {
    const point = movedBy(latent, moves, directions)
    const values = await measured(point)
    if (!values) break
    const missing = values.map((value, at) => start[at]! + asked[at]! - value)
    const off = missing.reduce((sum, by) => sum + by * by, 0)
    if (off < best.off) best = { point, off }
    for (const [at, by] of missing.entries())
      moves[at] = Math.max(-FURTHEST, Math.min(FURTHEST, moves[at]! + by / 2))
  }
  return best.point
}

function movedBy(
  latent: Float32Array,
  moves: readonly number[],
  directions: Float32Array,
): Float32Array {
  return latent.map((value, i) =>
    moves.reduce((sum, by, at) => sum + by * directions[at * latent.length + i]!, value),
  )
}

/** By how much each attribute shall change; 0 where nothing is asked. */
function wishesOf(changes: LoopAttributes, { attributes }: Hearing): number[] {
  const stray = LoopAttribute.options.find((name) => changes[name] && !attributes.includes(name))
  if (stray !== undefined)
    fail("invalid-input", `This model knows no ${stray}: it knows ${attributes.join(", ")}.`)
  return attributes.map((name) => changes[name] ?? 0)
}
