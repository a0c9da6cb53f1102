/**
 * The last touch to a map of modest size: points that are among the ten nearest in the data but stand just outside the
 * ten nearest on the map are drawn in; those among the ten on the map that are no relatives in the data at all are pushed out. A
 * hinge on the order of distances, as in TriMap (Amid & Warmuth 2019), in steps so small that the shape of the map stays.
 */
import { findAllNeighbours } from "./neighbours.ts"
import { createPace } from "./pace.ts"
import type { OutputDims } from "./points.ts"

export interface RefineOptions {
  /** count x outputDims. */
  positions: Float32Array
  outputDims: OutputDims
  count: number
  /** count x k: the nearest in the data, nearest first; all k are relatives. At least REFINED_NEIGHBOURS of them. */
  near: Int32Array
  signal?: AbortSignal | undefined
}

export const REFINED_NEIGHBOURS = 10
const ROUNDS = 24
const FIRST_STEP = 0.05
/** Points farther than this many radii are left alone: bringing them in would tear the map. */
const REACH = 1.25
/** Strangers are pushed to a little beyond the radius. */
const MARGIN = 1.1

/** A new layout, count x outputDims. */
export async function refineNeighbours(options: RefineOptions): Promise<Float32Array> {
  const { outputDims, count, signal } = options
  const k = REFINED_NEIGHBOURS
  const positions = options.positions.slice()
  const pace = createPace(signal)
  for (let round = 0; round < ROUNDS; round++) {
    const map = { data: positions, count, dims: outputDims }
    const { indices, distances } = await findAllNeighbours({ ...map, k, signal })
    const shifts = new Float64Array(positions.length)
    for (let i = 0; i < count; i++) {
      const mapped = indices.subarray(i * k, (i + 1) * k)
      const radius = distances[(i + 1) * k - 1] ?? 0
      addShifts({ ...options, positions }, i, mapped, radius, shifts)
    }
    if (pace.due(count * count * outputDims)) await pace.rest()
    const step = FIRST_STEP * (1 - round / ROUNDS)
    for (let at = 0; at < positions.length; at++) {
      positions[at] = (positions[at] ?? 0) + step * (shifts[at] ?? 0)
    }
  }
  return positions
}

function addShifts(
  { positions, outputDims, count, near }: RefineOptions,
  i: number,
  mapped: Int32Array,
  radius: number,
  shifts: Float64Array,
): void {
  const k = near.length / count
  const known = near.subarray(i * k, i * k + REFINED_NEIGHBOURS)
  const relatives = near.subarray(i * k, (i + 1) * k)
  const shift = (j: number, wanted: number): void => {
    let squared = 0
    for (let d = 0; d < outputDims; d++) {
      squared += ((positions[j * outputDims + d] ?? 0) - (positions[i * outputDims + d] ?? 0)) ** 2
    }
    const distance = Math.sqrt(squared)
    if (distance === 0 || distance > REACH * radius) return
    const factor = (wanted - distance) / distance
    for (let d = 0; d < outputDims; d++) {
      const at = j * outputDims + d
      const from = i * outputDims + d
      const move = factor * ((positions[at] ?? 0) - (positions[from] ?? 0))
      shifts[at] = (shifts[at] ?? 0) + move
      shifts[from] = (shifts[from] ?? 0) - move
    }
  }
  for (const j of known) if (!mapped.includes(j)) shift(j, radius)
  for (const j of mapped) if (!relatives.includes(j)) shift(j, radius * MARGIN)
}
