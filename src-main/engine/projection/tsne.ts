/**
 * t-distributed stochastic neighbour embedding (van der Maaten & Hinton 2008) from a PCA start (Kobak & Berens 2019), with
 * outputDims - 1 degrees of freedom. The repulsion is exact to a few thousand points.
 */
import {
  calibrateRow,
  clampPerplexity,
  neighboursFor,
  symmetrise,
  type Affinities,
} from "./affinities.ts"
import { findAllNeighbours } from "./neighbours.ts"
import { createPace } from "./pace.ts"
import { projectPca } from "./pca.ts"
import { checkPoints, type OutputDims, type Points } from "./points.ts"
import { nearNormal, seededRandom } from "./random.ts"
import { fillField, openField, readPositions, type Field } from "./tsne-field.ts"
import {
  gradientScale,
  scheduleFor,
  settingsAt,
  type Schedule,
  type StepSettings,
} from "./tsne-schedule.ts"

export interface Layout {
  /** Steps done, 0 for the start. */
  iteration: number
  iterations: number
  /** count x outputDims; the receiver's own copy. Scale and centre are the method's: see normaliseLayout. */
  positions: Float32Array
}

export interface TsneOptions extends Points {
  outputDims: OutputDims
  /** About how many neighbours count, 30 by default; lowered where there are few points. */
  perplexity?: number
  seed: number
  iterations?: number | undefined
  /** Worker threads for maps too large for one, 1 by default; the result is the same. */
  threads?: number | undefined
  signal?: AbortSignal | undefined
  /** Called at once with the PCA and then several times a second. */
  onLayout?: ((layout: Layout) => void) | undefined
}

/** Positions, count x outputDims. @throws StudioError invalid-input; the signal's reason when aborted. */
export async function projectTsne(options: TsneOptions): Promise<Float32Array> {
  checkPoints(options)
  const { count, outputDims, onLayout, signal } = options
  signal?.throwIfAborted()
  const schedule = scheduleFor(count, outputDims, options.iterations)
  const start = startLayout(options)
  onLayout?.({ iteration: 0, iterations: schedule.iterations, positions: start.slice() })
  if (count < 2) return start
  const affinities = await affinitiesOf(options)
  const field = openField({ count, edges: affinities.columns.length })
  fillField(field, affinities, start, outputDims)
  return await optimise(field, schedule, affinities.columns.length, options)
}

const START_SPREAD = 1e-4
const JITTER = 0.01

/** The PCA with standard deviation 1e-4 on its first axis and a little seeded noise that parts coinciding points. */
function startLayout(options: TsneOptions): Float32Array {
  const { count, outputDims, seed } = options
  const positions = projectPca(options)
  let squares = 0
  for (let i = 0; i < count; i++) squares += (positions[i * outputDims] ?? 0) ** 2
  const deviation = Math.sqrt(squares / Math.max(1, count))
  const scale = deviation > 0 ? START_SPREAD / deviation : 0
  const random = seededRandom(seed)
  return positions.map((value) => value * scale + nearNormal(random) * START_SPREAD * JITTER)
}

async function affinitiesOf(options: TsneOptions): Promise<Affinities> {
  const { count, signal } = options
  const perplexity = clampPerplexity(options.perplexity ?? 30, count)
  const neighbours = await findAllNeighbours({ ...options, k: neighboursFor(perplexity, count) })
  const { k } = neighbours
  const squared = neighbours.distances.map((distance) => distance * distance)
  const conditional = new Float32Array(count * k)
  const pace = createPace(signal)
  for (let i = 0; i < count; i++) {
    const range = [i * k, (i + 1) * k] as const
    calibrateRow(squared.subarray(...range), perplexity, conditional.subarray(...range))
    if (pace.due(k * 200)) await pace.rest()
  }
  return symmetrise(neighbours.indices, conditional, count, k)
}

const LAYOUT_AFTER = 40_000_000
const MOST_STEPS_A_LAYOUT = 20

async function optimise(
  field: Field,
  schedule: Schedule,
  edges: number,
  { count, outputDims, signal, onLayout }: TsneOptions,
): Promise<Float32Array> {
  const pace = createPace(signal)
  const cost = count * count + edges * 2
  const stepsALayout = Math.max(1, Math.min(MOST_STEPS_A_LAYOUT, Math.floor(LAYOUT_AFTER / cost)))
  const { iterations } = schedule
  for (let iteration = 1; iteration <= iterations; iteration++) {
    step(field, count, settingsAt(schedule, iteration - 1), schedule)
    if (onLayout && (iteration % stepsALayout === 0 || iteration === iterations)) {
      onLayout({ iteration, iterations, positions: readPositions(field, count, outputDims) })
    }
    if (pace.due(cost)) await pace.rest()
  }
  return readPositions(field, count, outputDims)
}

function step(field: Field, count: number, settings: StepSettings, schedule: Schedule): void {
  const { kernel, points, velocities, gains, attraction, repulsion, rows, columns, weights } = field
  const { exports, memory } = kernel
  const { law, exaggeration, momentum } = settings
  const padded = Math.ceil(count / 4) * 4
  new Float32Array(memory.buffer, repulsion, padded * 4).fill(0)
  exports.repulse(points, padded, points, count, repulsion, law)
  exports.attract(points, rows, columns, weights, 0, count, attraction, law)
  // Each point meets itself in the sum.
  const total = Math.max(exports.totalSimilarity(repulsion, 0, count) - count, 1e-12)
  const scale = gradientScale(schedule.outputDims)
  const scales = [scale * exaggeration, scale / total, schedule.learningRate, momentum, 5] as const
  exports.update(points, velocities, gains, attraction, repulsion, 0, count, ...scales)
}
