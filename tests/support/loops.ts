/** Loops to test with, and a loop model that has learnt nothing. */
import fc from "fast-check"
import { initialVector } from "#engine/compute/index.ts"
import { hearingOf } from "#engine/loops/heard/hearing.ts"
import type { LoopModelFile } from "#engine/loops/models/model-file.ts"
import type { LoopNetwork } from "#engine/loops/network/config.ts"
import { loopLayout } from "#engine/loops/network/layout.ts"
import { kernelsAround } from "#engine/loops/prior/kernels.ts"
import { fitAxes } from "#engine/loops/space/axes.ts"
import type { Loop, LoopKind } from "#shared/contract/loops.ts"
import { nearNormal, seededRandom } from "#shared/music/random.ts"

/** Any notes on the grid of two bars within two octaves, as a person may have played them. */
export const anyLoop = (kind: LoopKind): fc.Arbitrary<Loop> =>
  fc
    .array(
      fc.record({
        startStep: fc.integer({ min: 0, max: 31 }),
        lengthSteps: fc.integer({ min: 1, max: 16 }),
        pitch:
          kind === "melody"
            ? fc.integer({ min: 50, max: 74 })
            : fc.constantFrom(36, 38, 42, 46, 51),
        velocity: fc.integer({ min: 1, max: 127 }),
      }),
      { minLength: 1, maxLength: 24 },
    )
    .map((notes): Loop => ({ kind, bars: 2, notes }))

/** A melody of quarter notes on two bars. */
export const melody = (...pitches: number[]): Loop => ({
  ...{ kind: "melody", bars: 2 },
  notes: pitches.map((pitch, i) => ({ startStep: 4 * i, lengthSteps: 4, pitch, velocity: 96 })),
})

/** One for each beat of two bars. */
export const LATENT = 8

export function untaughtLoops(kind: LoopKind = "melody", seed = 1): LoopModelFile {
  const network: LoopNetwork = {
    ...{ kind, bars: 2, patch: 4, local: 8, hidden: 16, latent: LATENT },
    hasGroupDimensions: kind === "drums",
  }
  const random = seededRandom(seed)
  const points = Float32Array.from({ length: 200 * LATENT }, () => nearNormal(random))
  const licence = { name: "own", use: "ship", notice: "" } as const
  return {
    name: "Untaught",
    network,
    parameters: initialVector(loopLayout(network), seed),
    scales: hearingOf(kind).attributes.map(() => ({ mean: 0.5, deviation: 0.5 })),
    prior: kernelsAround(points, { kind, dimensions: LATENT }),
    map: fitAxes(points, LATENT),
    directions: new Float32Array(LATENT * hearingOf(kind).attributes.length).fill(0.1),
    card: {
      ...{
        summary: "",
        learntFrom: [],
        licence,
        parameters: 1,
        heldOutLoops: 0,
        kl: 0,
        activeUnits: 0,
      },
      ...{ expression: [], realism: [], smoothness: [], prior: "", command: "" },
      trained: { steps: 0, cpuMinutes: 0, executor: "" },
    },
  }
}
