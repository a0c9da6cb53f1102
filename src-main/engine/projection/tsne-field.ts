/**
 * One t-SNE layout in kernel memory and the steps of its optimisation. Several threads may open the same memory; each
 * call works on a range of points, and the split changes no bit of the result.
 */
import { loadKernel, type Kernel } from "../kernels/index.ts"
import type { Affinities } from "./affinities.ts"
import type { OutputDims } from "./points.ts"

export interface TsneExports {
  repulse(
    targets: number,
    targetCount: number,
    sources: number,
    sourceCount: number,
    out: number,
    law: number,
  ): void
  attract(
    points: number,
    rows: number,
    columns: number,
    weights: number,
    start: number,
    end: number,
    out: number,
    law: number,
  ): void
  totalSimilarity(out: number, start: number, end: number): number
  update(
    points: number,
    velocities: number,
    gains: number,
    attraction: number,
    repulsion: number,
    start: number,
    end: number,
    attractionScale: number,
    repulsionScale: number,
    learningRate: number,
    momentum: number,
    maximumStep: number,
  ): void
}

export interface FieldShape {
  count: number
  edges: number
}

export interface Field {
  kernel: Kernel<TsneExports>
  points: number
  velocities: number
  gains: number
  attraction: number
  repulsion: number
  rows: number
  columns: number
  weights: number
}

const POINT_BYTES = 16
/** Padding points stand so far away that their similarity to all others is nothing. */
const FAR_AWAY = 1e6

/** Byte offsets of the arrays; `memory` when another thread made it. */
export function openField({ count, edges }: FieldShape, memory?: WebAssembly.Memory): Field {
  const pointBytes = (count + 4) * POINT_BYTES
  const sizes = [pointBytes, pointBytes, pointBytes, pointBytes, pointBytes]
  sizes.push((count + 1) * 4, (edges + 4) * 4, (edges + 4) * 4)
  const offsets: number[] = []
  let bytes = 0
  for (const size of sizes) {
    offsets.push(bytes)
    bytes += Math.ceil(size / 64) * 64
  }
  const kernel = loadKernel<TsneExports>("tsne", memory ? { memory } : { bytes })
  const at = (index: number): number => kernel.heapStart + (offsets[index] ?? 0)
  return {
    kernel,
    points: at(0),
    velocities: at(1),
    gains: at(2),
    attraction: at(3),
    repulsion: at(4),
    rows: at(5),
    columns: at(6),
    weights: at(7),
  }
}

/** Writes the edges and the first positions (count x outputDims). */
export function fillField(
  field: Field,
  { rows, columns, weights }: Affinities,
  positions: Float32Array,
  outputDims: OutputDims,
): void {
  const { buffer } = field.kernel.memory
  const count = rows.length - 1
  new Uint32Array(buffer, field.rows, rows.length).set(rows)
  new Uint32Array(buffer, field.columns, columns.length).set(columns)
  new Float32Array(buffer, field.weights, weights.length).set(weights)
  new Float32Array(buffer, field.gains, count * 4).fill(1)
  const points = new Float32Array(buffer, field.points, (count + 4) * 4)
  points.fill(0)
  for (let i = 0; i < count; i++) {
    for (let d = 0; d < outputDims; d++) points[i * 4 + d] = positions[i * outputDims + d] ?? 0
    points[i * 4 + 3] = 1
  }
  for (let i = count; i < count + 4; i++) points.fill(FAR_AWAY, i * 4, i * 4 + 3)
}

/** A copy of the positions, count x outputDims. */
export function readPositions(field: Field, count: number, outputDims: OutputDims): Float32Array {
  const points = new Float32Array(field.kernel.memory.buffer, field.points, count * 4)
  const positions = new Float32Array(count * outputDims)
  for (let i = 0; i < count; i++) {
    for (let d = 0; d < outputDims; d++) positions[i * outputDims + d] = points[i * 4 + d] ?? 0
  }
  return positions
}
