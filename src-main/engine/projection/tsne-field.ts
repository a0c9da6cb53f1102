/**
 * One t-SNE layout in kernel memory. Several threads may open the same memory, each with a number of its own; who
 * computes which range of points changes no bit of the result.
 */
import { loadKernel } from "../kernels/index.ts"
import type { Affinities } from "./affinities.ts"
import type { OutputDims } from "./points.ts"
import type { TreeExports, TsneExports } from "./tsne-kernels.ts"

export interface FieldShape {
  count: number
  edges: number
  threads: number
}

/** Byte offsets of the arrays; points are x, y, z, mass in 32-bit floats. */
export interface Offsets {
  points: number
  velocities: number
  gains: number
  attraction: number
  repulsion: number
  rows: number
  columns: number
  weights: number
  /** The tree: points along a Morton curve, their numbers, the nodes and which of them are leaves. */
  sorted: number
  keys: number
  order: number
  spareKeys: number
  spareOrder: number
  histogram: number
  nodes: number
  leaves: number
  /** Words that threads meet at. */
  control: number
}

export interface Field {
  shape: FieldShape
  forces: TsneExports
  tree: TreeExports
  memory: WebAssembly.Memory
  at: Offsets
  /** This thread's own scratch: what acts on a leaf, and the forces on it. */
  sources: number
  leafForces: number
}

/** Up to this many points the map is shaped by exact repulsion. */
export const EXACT_MAXIMUM = 4000
/** Above this many points the tree serves while the map is still exaggerated, thus small; below, it saves nothing. */
export const TREE_MINIMUM = 1000

const POINT_BYTES = 16
const NODE_BYTES = 64
const DIGITS = 1024
const CONTROL_WORDS = 16
/** Padding points stand so far away that their similarity to all others is nothing. */
const FAR_AWAY = 1e6
const PADDING = 4

function sizesOf({ count, edges }: FieldShape): Offsets {
  const points = (count + PADDING) * POINT_BYTES
  const isExact = count <= TREE_MINIMUM
  const words = isExact ? 0 : (count + PADDING) * 4
  return {
    points,
    velocities: points,
    gains: points,
    attraction: points,
    repulsion: points,
    rows: (count + 1) * 4,
    columns: (edges + PADDING) * 4,
    weights: (edges + PADDING) * 4,
    sorted: isExact ? 0 : points,
    keys: words,
    order: words,
    spareKeys: words,
    spareOrder: words,
    histogram: DIGITS * 4,
    nodes: isExact ? 0 : 2 * count * NODE_BYTES,
    leaves: words,
    control: CONTROL_WORDS * 4,
  }
}

/** Lays the field out; in `memory` when another thread made it. */
export function openField(shape: FieldShape, thread = 0, memory?: WebAssembly.Memory): Field {
  const at = sizesOf(shape)
  let bytes = 0
  for (const name of Object.keys(at) as (keyof Offsets)[]) {
    const size = at[name]
    at[name] = bytes
    bytes += align(size)
  }
  const scratch = shape.count <= TREE_MINIMUM ? 0 : align((shape.count + PADDING) * POINT_BYTES)
  const total = bytes + shape.threads * 2 * scratch
  const kernel = loadKernel<TsneExports>("tsne", memory ? { memory } : { bytes: total })
  const tree = loadKernel<TreeExports>("tsne-tree", { memory: kernel.memory })
  for (const name of Object.keys(at) as (keyof Offsets)[]) at[name] += kernel.heapStart
  const sources = kernel.heapStart + bytes + thread * 2 * scratch
  const own = { sources, leafForces: sources + scratch }
  return { shape, forces: kernel.exports, tree: tree.exports, memory: kernel.memory, at, ...own }
}

/** Writes the edges and the first positions (count x outputDims). */
export function fillField(
  { memory: { buffer }, at, shape: { count } }: Field,
  { rows, columns, weights }: Affinities,
  positions: Float32Array,
  outputDims: OutputDims,
): void {
  new Uint32Array(buffer, at.rows, rows.length).set(rows)
  new Uint32Array(buffer, at.columns, columns.length).set(columns)
  new Float32Array(buffer, at.weights, weights.length).set(weights)
  new Float32Array(buffer, at.gains, count * 4).fill(1)
  new Float32Array(buffer, at.velocities, count * 4).fill(0)
  const points = new Float32Array(buffer, at.points, (count + PADDING) * 4)
  points.fill(0)
  for (let i = 0; i < count; i++) {
    for (let d = 0; d < outputDims; d++) points[i * 4 + d] = positions[i * outputDims + d] ?? 0
    points[i * 4 + 3] = 1
  }
  for (let i = count; i < count + PADDING; i++) points.fill(FAR_AWAY, i * 4, i * 4 + 3)
}

/** A copy of the positions, count x outputDims. */
export function readPositions(
  { memory: { buffer }, at, shape: { count } }: Field,
  outputDims: OutputDims,
): Float32Array<ArrayBuffer> {
  const points = new Float32Array(buffer, at.points, count * 4)
  const positions = new Float32Array(count * outputDims)
  for (let i = 0; i < count; i++) {
    for (let d = 0; d < outputDims; d++) positions[i * outputDims + d] = points[i * 4 + d] ?? 0
  }
  return positions
}

function align(bytes: number): number {
  return Math.ceil(bytes / 64) * 64
}
