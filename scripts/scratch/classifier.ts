/** The classifier of techniques: examples are made once, then learnt from; both go on where they were stopped. */
import { existsSync, mkdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  createExecutor,
  floats,
  readSafetensors,
  unpack,
  writeSafetensors,
  type TensorData,
  type Tensors,
} from "#engine/compute/index.ts"
import { readWhole, writeWhole } from "#engine/platform/node/whole-file-io.ts"
import {
  classifierLayout,
  exampleOf,
  FEATURES,
  learnNames,
  nameRows,
  packClassifier,
  scoreNames,
  type Example,
} from "#engine/scratch/index.ts"
import type { Options } from "../train-scratch.ts"

const SEED = 1
const SHARD = 2000
const HELD_OUT = 2000
const EVERY = 250
const MOST_BYTES = 1e9
const OUT = join(import.meta.dirname, "../../resources/models/scratch")

const cpuMinutes = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 6e7
}

export async function makeClassifier({ folder, examples: count, steps }: Options): Promise<void> {
  const at = folder ?? join(tmpdir(), "slipmat-scratch-classifier")
  mkdirSync(at, { recursive: true })
  const stateFile = join(at, "state.safetensors")
  const kept = existsSync(stateFile) ? readSafetensors(readWhole(stateFile, MOST_BYTES)) : null
  let spent = Number(kept?.metadata["cpuMinutes"] ?? 0)
  const made = examplesIn(at, count + HELD_OUT)
  spent += made.cpuMinutes
  const [train, heldOut] = [made.examples.slice(0, count), made.examples.slice(count)]
  const before = cpuMinutes()
  let state: Tensors | null = kept ? Object.fromEntries(kept.tensors) : null
  const executor = await createExecutor("onnx-cpu")
  const settings = { batch: 64, steps, rate: 3e-3, seed: SEED }
  for await (const told of learnNames(train, settings, { executor, from: state, every: EVERY })) {
    state = told.state
    const minutes = spent + cpuMinutes() - before
    const metadata = { cpuMinutes: String(minutes) }
    writeWhole(stateFile, writeSafetensors({ tensors: new Map(Object.entries(state)), metadata }))
    const score = scored(state, heldOut.slice(0, 500))
    console.log(
      `step ${told.step}: ${told.loss.toFixed(3)} nats, ${score.macroF1.toFixed(3)} of others, ${minutes.toFixed(1)} CPU minutes`,
    )
  }
  const parameters = state!["parameters"]!.data as Float32Array
  const { accuracy, macroF1 } = scored(state!, heldOut)
  mkdirSync(OUT, { recursive: true })
  const file = packClassifier(parameters, {
    ...{ parameters: parameters.length, command: "node scripts/train-scratch.ts classifier" },
    ...{ examples: count, steps, seed: SEED },
    cpuMinutes: Math.round(10 * (spent + cpuMinutes() - before)) / 10,
    heldOut: { examples: heldOut.length, accuracy, macroF1 },
    material:
      "Techniques of the generator with the jitter of hands, on made-up rigs, half of them through raw bytes and the decoder; a tenth wanders without a name. Nobody's takes.",
    limits:
      "Looks at the first ten strokes. Knows one round or a few, not how techniques are strung together; unsure where the fader is used in another way than in the grammar.",
  })
  writeWhole(join(OUT, "classifier.safetensors"), file)
  console.log(JSON.stringify({ accuracy, macroF1 }))
  await executor.close()
}

function scored(state: Tensors, examples: readonly Example[]) {
  const weights = unpack(classifierLayout(), state["parameters"]!.data as Float32Array)
  return scoreNames(
    examples.map(({ label, rows }) => {
      const shares = nameRows(weights, rows)
      return [label, shares.indexOf(Math.max(...shares))] as const
    }),
  )
}

/** Made in shards, which are kept. */
function examplesIn(folder: string, count: number): { examples: Example[]; cpuMinutes: number } {
  const examples: Example[] = []
  let minutes = 0
  for (let from = 0; from < count; from += SHARD) {
    const path = join(folder, `examples-${from}.safetensors`)
    if (!existsSync(path)) {
      const before = cpuMinutes()
      const shard = Array.from({ length: SHARD }, (_, i) => exampleOf(SEED, from + i))
      minutes += cpuMinutes() - before
      writeWhole(path, packed(shard))
      console.log(`${from + SHARD} of ${count} examples, ${minutes.toFixed(1)} CPU minutes`)
    }
    examples.push(...unpacked(readWhole(path, MOST_BYTES)))
  }
  return { examples: examples.slice(0, count), cpuMinutes: minutes }
}

function packed(examples: readonly Example[]): Uint8Array {
  const heads = examples.flatMap(({ label, rows }) => [label, rows.length])
  const rows = examples.flatMap((example) => example.rows)
  const all = new Float32Array(rows.length * FEATURES)
  for (const [i, row] of rows.entries()) all.set(row, i * FEATURES)
  const tensors = new Map<string, TensorData>([
    ["heads", floats(heads)],
    ["rows", floats(all, [rows.length, FEATURES])],
  ])
  return writeSafetensors({ tensors, metadata: {} })
}

function unpacked(bytes: Uint8Array): Example[] {
  const { tensors } = readSafetensors(bytes)
  const heads = tensors.get("heads")!.data as Float32Array
  const rows = tensors.get("rows")!.data as Float32Array
  let next = 0
  return Array.from({ length: heads.length / 2 }, (_, i) => ({
    label: heads[2 * i]!,
    rows: Array.from({ length: heads[2 * i + 1]! }, () => {
      next++
      return rows.slice((next - 1) * FEATURES, next * FEATURES)
    }),
  }))
}
