/**
 * Training steps against PyTorch's (Debian: python3-torch), the same models in the same run, best of some steps each:
 *   npm run bench -- compute                              transformer 128 and 256, GRU 128, U-Net 16; PyTorch with 1 and 2 threads
 *   npm run bench -- compute --model gru --width 128      one of them
 *   npm run bench -- compute --executor onnx-webgpu --device cuda --layers 8 --width 512
 * And a token after the other through a cache, one thread: npm run bench -- compute --model decode
 */
import { execFileSync } from "node:child_process"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { createExecutor, type ExecutorName } from "#engine/compute/index.ts"
import {
  type BenchModel,
  recurrent,
  trainingSession,
  transformer,
  uNet,
} from "./lib/compute-models.ts"
import { decodeSpeed } from "./lib/decode-model.ts"

const { values } = parseArgs({
  options: {
    model: { type: "string" },
    width: { type: "string" },
    layers: { type: "string", default: "4" },
    threads: { type: "string", multiple: true, default: ["1", "2"] },
    steps: { type: "string", default: "20" },
    executor: { type: "string", default: "onnx-cpu" },
    device: { type: "string", default: "cpu" },
    python: { type: "string", default: "/usr/bin/python3" },
  },
})
const WARM_UP = 3
const peer = join(import.meta.dirname, "peers/compute.py")
const layers = Number(values.layers)

const models: Record<string, (width: number) => BenchModel> = {
  transformer: (width) => transformer({ width, layers }),
  gru: (width) => recurrent({ width }),
  unet: (width) => uNet({ width }),
}
const all: [string, number][] = [
  ["transformer", 128],
  ["transformer", 256],
  ["gru", 128],
  ["unet", 16],
]
const chosen = values.model
  ? ([[values.model, Number(values.width ?? 128)]] as typeof all)
  : values.width
    ? ([["transformer", Number(values.width)]] as typeof all)
    : all

if (values.model !== "decode") {
  console.log(
    "model            | ours ms (threads)        | PyTorch ms (threads)     | ratio of the best",
  )
  for (const [name, width] of chosen) await compare(name, width)
}
if (!values.model || values.model === "decode") {
  const speed = await decodeSpeed({ tokens: 300, threads: 1 })
  console.log(`decoding with a cache, one thread: ${speed.toFixed(0)} tokens/s`)
}

async function compare(name: string, width: number): Promise<void> {
  const ours: number[] = []
  const theirs: number[] = []
  for (const threads of values.threads.map(Number)) {
    ours.push(await stepMs(models[name]!(width), threads))
    theirs.push(peerStepMs(name, width, threads))
  }
  const told = (times: number[]): string =>
    times
      .map((ms, i) => `${ms.toFixed(1)} (${values.threads[i]!})`)
      .join(", ")
      .padEnd(24)
  const ratio = Math.min(...theirs) / Math.min(...ours)
  console.log(
    `${`${name} ${width}`.padEnd(16)} | ${told(ours)} | ${told(theirs)} | ${ratio.toFixed(2)}`,
  )
}

async function stepMs(model: BenchModel, threads: number): Promise<number> {
  const executor = await createExecutor(values.executor as ExecutorName)
  const session = await executor.open({ ...trainingSession(model), threads })
  const times: number[] = []
  for (let i = 0; i < Number(values.steps); i++) {
    const begin = performance.now()
    await session.run("train", model.batch)
    times.push(performance.now() - begin)
  }
  await session.close()
  return Math.min(...times.slice(WARM_UP))
}

function peerStepMs(name: string, width: number, threads: number): number {
  const options = { width, threads, layers, steps: values.steps, device: values.device }
  const given = Object.entries(options).flatMap(([key, value]) => [`--${key}`, String(value)])
  const text = execFileSync(values.python, [peer, name, ...given], { encoding: "utf8" })
  return (JSON.parse(text) as { best_ms: number }).best_ms
}
