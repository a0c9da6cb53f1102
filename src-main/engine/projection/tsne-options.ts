/** What projectTsne takes and shows. */
import type { CreateWorker } from "./tsne-crew-tasks.ts"
import type { OutputDims, Points } from "./points.ts"

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
  createWorker?: CreateWorker | undefined
  signal?: AbortSignal | undefined
  /** Called at once with the PCA and then several times a second. */
  onLayout?: ((layout: Layout) => void) | undefined
}
