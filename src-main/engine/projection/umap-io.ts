/**
 * UMAP (McInnes, Healy & Melville 2018) by the umap-js library, as an alternative to t-SNE. The library keeps its graph
 * in string-keyed maps, so it is refused above UMAP_MAXIMUM points; its neighbours are ours, exact.
 */
import { UMAP } from "umap-js"
import { StudioError } from "#shared/contract/errors.ts"
import { findAllNeighbours } from "./neighbours.ts"
import { createPace } from "./pace.ts"
import { checkPoints, type OutputDims, type Points } from "./points.ts"
import { seededRandom } from "./random.ts"
import type { Layout } from "./tsne-options.ts"

const UMAP_MAXIMUM = 20_000
const NEIGHBOURS = 15
/** The library's own choice for large sets; small ones look the same with it as with its 500. */
const EPOCHS = 200
/** Fewer points have no neighbourhoods to speak of: they are set out along a line. */
const UMAP_MINIMUM = 4

export interface UmapOptions extends Points {
  outputDims: OutputDims
  seed: number
  signal?: AbortSignal | undefined
  /** An epoch is an iteration here. */
  onLayout?: ((layout: Layout) => void) | undefined
}

/** Positions, count x outputDims. @throws StudioError invalid-input, also above UMAP_MAXIMUM points. */
export async function projectUmap(options: UmapOptions): Promise<Float32Array> {
  checkPoints(options)
  const { data, count, dims, outputDims, seed, signal, onLayout } = options
  signal?.throwIfAborted()
  if (count > UMAP_MAXIMUM) {
    throw new StudioError(
      "invalid-input",
      `UMAP maps at most ${UMAP_MAXIMUM} chunks and this map has ${count}: use t-SNE`,
    )
  }
  if (count < UMAP_MINIMUM) {
    return Float32Array.from({ length: count * outputDims }, (_, i) =>
      i % outputDims === 0 ? i / outputDims : 0,
    )
  }
  const { k, indices, distances } = await findAllNeighbours({
    ...options,
    k: Math.min(NEIGHBOURS - 1, count - 2),
  })
  const umap = new UMAP({
    nComponents: outputDims,
    nNeighbors: k + 1,
    nEpochs: EPOCHS,
    random: seededRandom(seed),
  })
  // The library counts a point as its own first neighbour.
  const rows = Array.from({ length: count }, (_, i) => i)
  umap.setPrecomputedKNN(
    rows.map((i) => [i, ...indices.subarray(i * k, (i + 1) * k)]),
    rows.map((i) => [0, ...distances.subarray(i * k, (i + 1) * k)]),
  )
  const iterations = umap.initializeFit(
    rows.map((i) => [...data.subarray(i * dims, (i + 1) * dims)]),
  )
  const read = (): Float32Array => Float32Array.from(umap.getEmbedding().flat())
  onLayout?.({ iteration: 0, iterations, positions: read() })
  const pace = createPace(signal)
  const stepsALayout = Math.max(1, Math.min(10, Math.floor(20_000 / count)))
  for (let iteration = 1; iteration <= iterations; iteration++) {
    umap.step()
    if (iteration % stepsALayout === 0 || iteration === iterations) {
      onLayout?.({ iteration, iterations, positions: read() })
    }
    if (pace.due(count * k * 100)) await pace.rest()
  }
  return read()
}
