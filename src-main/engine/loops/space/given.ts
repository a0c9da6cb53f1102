/** What a space is given, looked at before it is used. */
import { fail } from "#shared/contract/errors.ts"
import type { Loop, LoopPoint } from "#shared/contract/loops.ts"
import type { Heard, Hearing } from "../heard/hearing.ts"
import type { LoopNetwork } from "../network/config.ts"

/** @throws StudioError invalid-input naming the loop: another kind, other bars, nothing to hear */
export function heardLoops(
  loops: readonly Loop[],
  { kind, bars }: LoopNetwork,
  hearing: Hearing,
): Heard[] {
  return loops.map((loop, at) => {
    const name = loops.length === 1 ? "The loop" : `Loop ${at + 1}`
    if (loop.kind !== kind)
      fail(
        "invalid-input",
        `${name} is ${WORDS[loop.kind]}; this model knows ${WORDS[kind]} alone.`,
      )
    if (loop.bars !== bars)
      fail("invalid-input", `${name} has ${loop.bars} bars; this model knows ${bars} alone.`)
    return hearing.hear(loop) ?? fail("invalid-input", `${name} has no notes.`)
  })
}

const WORDS = { melody: "a melody", drums: "drums" }

/** All points' latents, one after the other. @throws StudioError invalid-input where one is of another space */
export function rowsOf(points: readonly LoopPoint[], dimensions: number): Float32Array {
  for (const { latent } of points)
    if (latent.length !== dimensions)
      fail(
        "invalid-input",
        `A point of this model has ${dimensions} numbers, this one ${latent.length}.`,
      )
  return Float32Array.from(points.flatMap(({ latent }) => latent))
}
