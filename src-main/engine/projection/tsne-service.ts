/**
 * t-distributed stochastic neighbour embedding (van der Maaten & Hinton 2008) from a PCA start (Kobak & Berens 2019), with
 * outputDims - 1 degrees of freedom. The repulsion is exact to EXACT_MAXIMUM points, through a
 * Barnes-Hut tree above; neighbours are always exact.
 */
import {
  fillConditionals,
  clampPerplexity,
  neighboursFor,
  symmetrise,
  type Affinities,
} from "./affinities.ts"
import { openSearch, QUERY_BATCH } from "./neighbour-search.ts"
import { createPace, type Pace } from "./pace.ts"
import { projectPca } from "./pca.ts"
import { checkPoints } from "./points.ts"
import { measureQuality } from "./quality.ts"
import { REFINED_NEIGHBOURS, refineNeighbours } from "./refine.ts"
import { nearNormal, seededRandom } from "./random.ts"
import { projectWithCrew } from "./tsne-crew-io.ts"
import { EXACT_MAXIMUM, fillField, openField, readPositions, type Field } from "./tsne-field.ts"
import type { TsneOptions } from "./tsne-options.ts"
import { scheduleFor, settingsAt, type Schedule } from "./tsne-schedule.ts"
import {
  attractionPieces,
  attractPiece,
  movePoints,
  normaliserOf,
  prepareRepulsion,
  repulsePiece,
} from "./tsne-step.ts"

/** Positions, count x outputDims. @throws StudioError invalid-input; the signal's reason when aborted. */
export async function projectTsne(options: TsneOptions): Promise<Float32Array> {
  checkPoints(options)
  const { count, outputDims, onLayout, signal } = options
  signal?.throwIfAborted()
  const schedule = scheduleFor(count, outputDims, options.iterations)
  const { iterations } = schedule
  const start = startLayout(options, schedule.startSpread)
  onLayout?.({ iteration: 0, iterations, positions: start.slice() })
  if (count < 2) return start
  const threads = count > EXACT_MAXIMUM ? Math.max(1, Math.floor(options.threads ?? 1)) : 1
  const steps = Math.floor(LAYOUT_AFTER / (count * Math.min(count, EXACT_MAXIMUM)))
  const stepsALayout = Math.max(1, Math.min(MOST_STEPS_A_LAYOUT, steps))
  if (threads > 1) return await projectWithCrew({ options, threads, schedule, stepsALayout, start })
  const { near, affinities } = await affinitiesOf(options)
  const field = openField({ count, edges: affinities.columns.length, threads })
  fillField(field, affinities, start, outputDims)
  const optimised = await optimise(field, schedule, stepsALayout, options)
  const positions = await refine(optimised, near, options)
  onLayout?.({ iteration: iterations, iterations, positions: positions.slice() })
  return positions
}

/** The refined map where it is modest in size and the better one by trustworthiness + recall@10. */
async function refine(
  positions: Float32Array,
  near: Int32Array,
  options: TsneOptions,
): Promise<Float32Array> {
  const { count } = options
  if (count > EXACT_MAXIMUM || near.length < count * REFINED_NEIGHBOURS) return positions
  const refined = await refineNeighbours({ ...options, positions, near })
  const before = await measureQuality({ ...options, positions })
  const after = await measureQuality({ ...options, positions: refined })
  const gain = after.trustworthiness + after.recall10 - (before.trustworthiness + before.recall10)
  return gain > 0 ? refined : positions
}

const JITTER = 0.01

/** The PCA with standard deviation `spread` on its first axis and a little seeded noise that parts coinciding points. */
function startLayout(options: TsneOptions, spread: number): Float32Array {
  const { count, outputDims, seed } = options
  const positions = projectPca(options)
  let squares = 0
  for (let i = 0; i < count; i++) squares += (positions[i * outputDims] ?? 0) ** 2
  const deviation = Math.sqrt(squares / Math.max(1, count))
  const scale = deviation > 0 ? spread / deviation : 0
  const random = seededRandom(seed)
  return positions.map((value) => value * scale + nearNormal(random) * spread * JITTER)
}

async function affinitiesOf(
  options: TsneOptions,
): Promise<{ near: Int32Array; affinities: Affinities }> {
  const { data, count, dims, signal } = options
  const perplexity = clampPerplexity(options.perplexity ?? 30, count)
  const k = neighboursFor(perplexity, count)
  const search = openSearch({ count, dims, k, threads: 1 })
  search.fill(data)
  const indices = new Int32Array(count * k)
  const conditional = new Float32Array(count * k)
  const pace = createPace(signal)
  for (let start = 0; start < count; start += QUERY_BATCH) {
    fillConditionals(search, start, { count, k, perplexity, indices, conditional })
    if (pace.due(QUERY_BATCH * ((count * dims) / 4 + k * 200))) await pace.rest()
  }
  return { near: indices, affinities: symmetrise(indices, conditional, count, k) }
}

const LAYOUT_AFTER = 40_000_000
const MOST_STEPS_A_LAYOUT = 20

async function optimise(
  field: Field,
  schedule: Schedule,
  stepsALayout: number,
  { outputDims, signal, onLayout }: TsneOptions,
): Promise<Float32Array> {
  const pace = createPace(signal)
  const { iterations } = schedule
  for (let iteration = 1; iteration <= iterations; iteration++) {
    await step(field, schedule, iteration, pace)
    if (onLayout && iteration % stepsALayout === 0 && iteration < iterations) {
      onLayout({ iteration, iterations, positions: readPositions(field, outputDims) })
    }
  }
  return readPositions(field, outputDims)
}

async function step(
  field: Field,
  schedule: Schedule,
  iteration: number,
  pace: Pace,
): Promise<void> {
  const { count, edges } = field.shape
  const settings = settingsAt(schedule, iteration - 1)
  const repulsion = prepareRepulsion(field, settings)
  const { pieces } = repulsion
  const repulsionCost = (count * Math.min(count, EXACT_MAXIMUM)) / pieces
  for (let piece = 0; piece < pieces; piece++) {
    repulsePiece(field, repulsion, piece, settings)
    if (pace.due(repulsionCost)) await pace.rest()
  }
  const attractions = attractionPieces(field)
  for (let piece = 0; piece < attractions; piece++) {
    attractPiece(field, piece, settings)
    if (pace.due((edges * 2) / attractions)) await pace.rest()
  }
  const normaliser = normaliserOf(field)
  movePoints(field, { start: 0, end: count, settings, schedule, normaliser })
}
