/**
 * The parts of one t-SNE iteration: prepare, then attraction and repulsion by pieces in any order and on any thread, then the
 * move by ranges of points.
 */
import { EXACT_MAXIMUM, type Field } from "./tsne-field.ts"
import { gradientScale, type Schedule, type StepSettings } from "./tsne-schedule.ts"

/** Largest ratio of a cell's diagonal to its distance at which it acts as one point. */
const OPENING_ANGLE = 0.8
const EXACT_PIECE = 128
const LEAVES_A_PIECE = 16
const ATTRACTION_PIECE = 1024
/** In length units; keeps a first, huge step from throwing points out of the map. */
const MAXIMUM_STEP = 5

/** Readies the repulsion; returns the number of its pieces. One thread only. */
export function prepareRepulsion({ shape: { count }, memory, at, tree }: Field): number {
  if (count <= EXACT_MAXIMUM) {
    new Float32Array(memory.buffer, at.repulsion, (count + 4) * 4).fill(0)
    return Math.ceil(count / EXACT_PIECE)
  }
  const scratch = [at.spareKeys, at.spareOrder, at.histogram] as const
  tree.sort(at.points, count, at.sorted, at.keys, at.order, ...scratch)
  return tree.build(at.keys, at.sorted, count, at.nodes, at.leaves)
}

export function leavesToPieces(prepared: number, { shape: { count } }: Field): number {
  return count <= EXACT_MAXIMUM ? prepared : Math.ceil(prepared / LEAVES_A_PIECE)
}

export function repulsePiece(field: Field, piece: number, prepared: number, law: number): void {
  const { shape, at, forces, tree } = field
  if (shape.count > EXACT_MAXIMUM) {
    const first = piece * LEAVES_A_PIECE
    const end = Math.min(prepared, first + LEAVES_A_PIECE)
    const lists = [at.nodes, at.leaves, first, end, at.sorted, at.order] as const
    const scratch = [field.sources, field.leafForces] as const
    tree.repulseLeaves(...lists, ...scratch, at.repulsion, OPENING_ANGLE ** 2, law)
    return
  }
  const start = piece * EXACT_PIECE
  const amount = Math.min(EXACT_PIECE, Math.ceil((shape.count - start) / 4) * 4)
  const offset = start * 16
  forces.repulse(at.points + offset, amount, at.points, shape.count, at.repulsion + offset, law)
}

export function attractionPieces({ shape: { count } }: Field): number {
  return Math.ceil(count / ATTRACTION_PIECE)
}

export function attractPiece({ shape, at, forces }: Field, piece: number, law: number): void {
  const start = piece * ATTRACTION_PIECE
  const end = Math.min(shape.count, start + ATTRACTION_PIECE)
  forces.attract(at.points, at.rows, at.columns, at.weights, start, end, at.attraction, law)
}

/** The normaliser Z: every pair's similarity, both ways. The same sum in the same order on every thread. */
export function normaliserOf({ shape: { count }, at, forces }: Field): number {
  // Each point meets itself in the sum.
  return Math.max(forces.totalSimilarity(at.repulsion, 0, count) - count, 1e-12)
}

export interface Move {
  start: number
  end: number
  settings: StepSettings
  schedule: Schedule
  normaliser: number
}

export function movePoints({ at, forces }: Field, move: Move): void {
  const { start, end, settings, schedule, normaliser } = move
  const scale = gradientScale(schedule.outputDims)
  forces.update(
    ...([at.points, at.velocities, at.gains, at.attraction, at.repulsion, start, end] as const),
    ...([scale * settings.exaggeration, scale / normaliser] as const),
    ...([schedule.learningRate, settings.momentum, MAXIMUM_STEP] as const),
  )
}
