/** A worker of the t-SNE crew: does what tsne-crew-io.ts asks for, one message at a time, and never looks up from it. */
import { parentPort, type Transferable } from "node:worker_threads"
import { fillConditionals, symmetrise } from "./affinities.ts"
import { openSearch, QUERY_BATCH } from "./neighbour-search.ts"
import type { Answer, OptimiseTask, SearchTask, SymmetriseTask, Task } from "./tsne-crew-tasks.ts"
import { fillField, openField, readPositions, type Field } from "./tsne-field.ts"
import {
  attractionPieces,
  attractPiece,
  movePoints,
  normaliserOf,
  prepareRepulsion,
  repulsePiece,
  repulsionOf,
} from "./tsne-step.ts"
import { settingsAt, type StepSettings } from "./tsne-schedule.ts"

function answer(message: Answer, transfer: Transferable[] = []): void {
  parentPort?.postMessage(message, transfer)
}

parentPort?.on("message", (task: Task) => {
  if (task.kind === "search") search(task)
  else if (task.kind === "symmetrise") answer(assemble(task))
  else optimise(task)
})

/** Claims batches of rows until none is left. */
function search({ shape, thread, memory, next, ...conditionals }: SearchTask): void {
  const engine = openSearch(shape, thread, memory)
  for (;;) {
    const start = Atomics.add(next, 0, 1) * QUERY_BATCH
    if (start >= shape.count) break
    fillConditionals(engine, start, { ...shape, ...conditionals })
  }
  answer({ kind: "searched" })
}

function assemble({
  indices,
  conditional,
  count,
  k,
  start,
  outputDims,
  threads,
}: SymmetriseTask): Answer {
  const affinities = symmetrise(indices, conditional, count, k)
  const shape = { count, edges: affinities.columns.length, threads }
  const field = openField(shape)
  fillField(field, affinities, start, outputDims)
  return { kind: "symmetrised", memory: field.memory, shape }
}

const ARRIVED = 0
const GENERATION = 1
const NEXT_ATTRACTION = 2
const NEXT_REPULSION = 3
const LEAVES = 4

function optimise({ shape, thread, memory, schedule, stepsALayout }: OptimiseTask): void {
  const field = openField(shape, thread, memory)
  const control = new Int32Array(field.memory.buffer, field.at.control, 16)
  const { threads, count } = shape
  const share = Math.ceil(count / threads)
  const range = { start: thread * share, end: Math.min(count, (thread + 1) * share) }
  for (let iteration = 1; iteration <= schedule.iterations; iteration++) {
    const settings = settingsAt(schedule, iteration - 1)
    computeForces(field, thread, control, settings)
    movePoints(field, { ...range, settings, schedule, normaliser: normaliserOf(field) })
    if (thread === 0) Atomics.store(control, NEXT_ATTRACTION, 0)
    meet(control, threads)
    const isShown = iteration % stepsALayout === 0 || iteration === schedule.iterations
    if (thread === 0 && isShown) {
      const positions = readPositions(field, schedule.outputDims)
      answer({ kind: "layout", iteration, positions }, [positions.buffer])
    }
  }
}

/** Thread 0 builds the tree while the others start on the attraction, which needs none. */
function computeForces(
  field: Field,
  thread: number,
  control: Int32Array,
  settings: StepSettings,
): void {
  const { threads } = field.shape
  if (thread === 0) {
    Atomics.store(control, LEAVES, prepareRepulsion(field, settings).leaves)
    Atomics.store(control, NEXT_REPULSION, 0)
  }
  const attractions = attractionPieces(field)
  for (;;) {
    const piece = Atomics.add(control, NEXT_ATTRACTION, 1)
    if (piece >= attractions) break
    attractPiece(field, piece, settings)
  }
  meet(control, threads)
  const repulsion = repulsionOf(field, Atomics.load(control, LEAVES))
  for (;;) {
    const piece = Atomics.add(control, NEXT_REPULSION, 1)
    if (piece >= repulsion.pieces) break
    repulsePiece(field, repulsion, piece, settings)
  }
  meet(control, threads)
}

/** Waits until all threads are here. */
function meet(control: Int32Array, threads: number): void {
  const generation = Atomics.load(control, GENERATION)
  if (Atomics.add(control, ARRIVED, 1) === threads - 1) {
    Atomics.store(control, ARRIVED, 0)
    Atomics.add(control, GENERATION, 1)
    Atomics.notify(control, GENERATION)
    return
  }
  while (Atomics.load(control, GENERATION) === generation)
    Atomics.wait(control, GENERATION, generation)
}
