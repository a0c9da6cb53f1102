/** A loop model as one file: weights, prior, map axes and card. Safetensors, which hold no code. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { LoopCard } from "#shared/contract/loops.ts"
import {
  filledWith,
  layoutOf,
  pack,
  type ParameterLayout,
  readSafetensors,
  type Shape,
  unpack,
  writeSafetensors,
} from "../../compute/index.ts"
import { hearingOf } from "../heard/hearing.ts"
import type { Scale } from "../learn/scales.ts"
import { loopLayout } from "../network/layout.ts"
import type { LoopNetwork } from "../network/config.ts"
import { type Kernels, kernelsAround } from "../prior/kernels.ts"
import type { MapAxes } from "../space/axes.ts"

export interface LoopModelFile {
  name: string
  network: LoopNetwork
  /** All weights, as one vector. */
  parameters: Float32Array
  /** Of attributes, in the order in which they are heard. */
  scales: readonly Scale[]
  prior: Kernels
  map: MapAxes
  /** Of attributes, as `fitDirections` makes them. */
  directions: Float32Array
  card: LoopCard
}

const Notes = z.object({
  format: z.literal("loops 1"),
  name: z.string().min(1).max(200),
  kind: z.enum(["melody", "drums"]),
  bars: z.union([z.literal(2), z.literal(4)]),
  patch: z.union([z.literal(2), z.literal(4), z.literal(8)]),
  local: z.int().min(1).max(1024),
  hidden: z.int().min(2).max(4096),
  latent: z.int().min(5).max(256),
  hasGroupDimensions: z.boolean().default(false),
  points: z.int().min(1).max(100_000).describe("of the prior"),
  scales: z.array(z.object({ mean: z.number(), deviation: z.number().positive() })).max(5),
  card: LoopCard,
})

type Beside = "points" | "mean" | "axes" | "directions"

/** What lies in the file beside the network: the prior and the map. */
function besideLayout({ kind, latent }: LoopNetwork, points: number): ParameterLayout {
  const shapes: Record<Beside, Shape> = {
    points: [points, latent],
    mean: [latent],
    axes: [2, latent],
    directions: [hearingOf(kind).attributes.length, latent],
  }
  return layoutOf((parameters) => {
    const own = parameters.within("beside")
    for (const [name, shape] of Object.entries(shapes))
      own.parameter(name, shape, { initial: filledWith(0), decays: false })
  })
}

export function packLoops(model: LoopModelFile): Uint8Array {
  const { name, network, parameters, scales, prior, map, directions, card } = model
  const points = prior.points.length / prior.dimensions
  const notes: z.input<typeof Notes> = {
    ...{ format: "loops 1", name, ...network, points, scales: [...scales], card },
  }
  const beside: Record<Beside, Float32Array> = { points: prior.points, ...map, directions }
  const layout = besideLayout(network, points)
  const numbers = new Float32Array(layout.size)
  for (const spec of layout.specs) numbers.set(beside[spec.name.slice(7) as Beside], spec.offset)
  const tensors = new Map([...unpack(loopLayout(network), parameters), ...unpack(layout, numbers)])
  return writeSafetensors({ tensors, metadata: { slipmat: JSON.stringify(notes) } })
}

/** @throws StudioError unreadable with what is wrong */
export function unpackLoops(file: Uint8Array): LoopModelFile {
  const { tensors, metadata } = readSafetensors(file)
  const notes = Notes.safeParse(parsed(metadata["slipmat"]))
  if (!notes.success) return fail("unreadable", "This file is no loop model of Slipmat.")
  const { name, kind, bars, patch, local, hidden, latent, points, scales, card } = notes.data
  const { hasGroupDimensions } = notes.data
  const network: LoopNetwork = { kind, bars, patch, local, hidden, latent, hasGroupDimensions }
  if (scales.length !== hearingOf(kind).attributes.length)
    return fail("unreadable", `“${name}” is damaged: its attributes are not those of ${kind}.`)
  const besides = besideLayout(network, points)
  try {
    const isBeside = (key: string): boolean => besides.specs.some((spec) => spec.name === key)
    const [own, others] = [true, false].map(
      (wanted) => new Map([...tensors].filter(([key]) => isBeside(key) === wanted)),
    )
    const numbers = unpack(besides, pack(besides, own!))
    const of = (key: Beside): Float32Array => numbers.get(`beside.${key}`)!.data as Float32Array
    return {
      ...{ name, network, scales, card, parameters: pack(loopLayout(network), others!) },
      prior: kernelsAround(of("points"), { kind, dimensions: latent }),
      map: { mean: of("mean"), axes: of("axes") },
      directions: of("directions"),
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return fail("unreadable", `“${name}” is damaged: ${reason}.`)
  }
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null")
  } catch {
    return null
  }
}
