/**
 * The parts of one t-SNE iteration: prepare, then attraction and repulsion by pieces in any order and on any thread, then the
 * move by ranges of points.
 */
import { EXACT_MAXIMUM, TREE_MINIMUM, type Field } from "./tsne-field.ts"
import { gradientScale, type Schedule, type StepSettings } from "./tsne-schedule.ts"

/** Largest ratio of a cell's diagonal to its distance at which it acts as one point. */
const OPENING_ANGLE = 0.8
/** Very large maps are walked more coarsely: at 10,000 points this costs 0.003 of recall and saves a fifth of the time. */
const COARSE_OPENING_ANGLE = 1.1
const COARSE_MINIMUM = 50_000
const EXACT_PIECE = 128
const LEAVES_A_PIECE = 16
const ATTRACTION_PIECE = 1024
/** In length units; keeps a first, huge step from throwing points out of the map. */
const MAXIMUM_STEP = 5

/** Repulsion made ready for one iteration, to be computed in `pieces` by any thread. */
export interface Repulsion {
  pieces: number
  /** Leaves of the tree; 0 when the repulsion is exact. */
  leaves: number
}

/** One thread only. */
export function prepareRepulsion(field: Field, { exaggeration }: StepSettings): Repulsion {
  const { shape, memory, at, tree } = field
  const { count } = shape
  const isExact = count <= (exaggeration > 1 ? TREE_MINIMUM : EXACT_MAXIMUM)
  if (isExact) {
    new Float32Array(memory.buffer, at.repulsion, (count + 4) * 4).fill(0)
    return repulsionOf(field, 0)
  }
  const scratch = [at.spareKeys, at.spareOrder, at.histogram] as const
  tree.sort(at.points, count, at.sorted, at.keys, at.order, ...scratch)
  return repulsionOf(field, tree.build(at.keys, at.sorted, count, at.nodes, at.leaves))
}

export function repulsionOf({ shape: { count } }: Field, leaves: number): Repulsion {
  return { leaves, pieces: Math.ceil(leaves > 0 ? leaves / LEAVES_A_PIECE : count / EXACT_PIECE) }
}

export function repulsePiece(
  field: Field,
  { leaves }: Repulsion,
  piece: number,
  { law }: StepSettings,
): void {
  const { shape, at, forces, tree } = field
  if (leaves > 0) {
    const first = piece * LEAVES_A_PIECE
    const end = Math.min(leaves, first + LEAVES_A_PIECE)
    const lists = [at.nodes, at.leaves, first, end, at.sorted, at.order] as const
    const scratch = [field.sources, field.leafForces] as const
    const angle = shape.count > COARSE_MINIMUM ? COARSE_OPENING_ANGLE : OPENING_ANGLE
    tree.repulseLeaves(...lists, ...scratch, at.repulsion, angle ** 2, law)
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

export function attractPiece(
  { shape, at, forces }: Field,
  piece: number,
  { law }: StepSettings,
): void {
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
