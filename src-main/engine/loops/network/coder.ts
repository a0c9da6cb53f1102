/** A loop model at work: loops to latents and back, in an executor's session that stays open. */
import { joined } from "#shared/joined.ts"
import { type Executor, floats, type TensorData, type Tensors } from "../../compute/index.ts"
import type { Hearing } from "../heard/hearing.ts"
import type { LoopNetwork } from "./config.ts"
import { BATCHES, decoderName, encoderName, useGraphs } from "./use-graphs.ts"

export interface Latents {
  /** [loops, latent] each, row by row. */
  mean: Float32Array
  logVariance: Float32Array
}

export interface Coder {
  encode(contents: readonly Uint8Array[]): Promise<Latents>
  /** What the model says of each step, before anything is chosen. @param latents rows of them */
  tell(latents: Float32Array): Promise<Float32Array>
  decode(latents: Float32Array): Promise<Uint8Array[]>
  close(): Promise<void>
}

/** @param parameters a model's, as one vector */
export async function openCoder(
  {
    network,
    hearing,
    parameters,
  }: { network: LoopNetwork; hearing: Hearing; parameters: Float32Array },
  executor: Executor,
): Promise<Coder> {
  const session = await executor.open({
    models: useGraphs(network),
    state: { parameters: floats(parameters) },
    threads: 1,
  })
  const { latent } = network
  const tell = async (latents: Float32Array): Promise<Float32Array> => {
    const parts: Float32Array[] = []
    for (const { from, to, batch } of batchesOf(latents.length / latent)) {
      const z = filled(latents.subarray(from * latent, to * latent), batch * latent)
      const { told } = await session.run(decoderName(batch), { z: floats(z, [batch, latent]) })
      parts.push(rowsOf(told!, to - from))
    }
    return joined(Float32Array, parts)
  }
  return {
    tell,
    async encode(contents) {
      const [means, variances]: Float32Array[][] = [[], []]
      for (const { from, to, batch } of batchesOf(contents.length)) {
        const some = contents.slice(from, to)
        while (some.length < batch) some.push(some[0]!)
        const out: Tensors = await session.run(encoderName(batch), { x: hearing.toTensor(some) })
        means!.push(rowsOf(out["mean"]!, to - from))
        variances!.push(rowsOf(out["logVariance"]!, to - from))
      }
      return { mean: joined(Float32Array, means!), logVariance: joined(Float32Array, variances!) }
    },
    async decode(latents) {
      const told = await tell(latents)
      const count = latents.length / latent
      const width = told.length / count
      return Array.from({ length: count }, (_, row) =>
        hearing.fromNumbers(told.subarray(row * width, (row + 1) * width)),
      )
    },
    close: () => session.close(),
  }
}

/** As few runs as there may be without many rows for nothing. */
function batchesOf(count: number): { from: number; to: number; batch: number }[] {
  const [small, large] = BATCHES
  const batches = []
  for (let from = 0; from < count;) {
    const batch = count - from > small * 4 ? large : small
    const to = Math.min(count, from + batch)
    batches.push({ from, to, batch })
    from = to
  }
  return batches
}

function filled(numbers: Float32Array, length: number): Float32Array {
  if (numbers.length === length) return numbers.slice()
  const all = new Float32Array(length)
  all.set(numbers)
  return all
}

const rowsOf = ({ data, shape }: TensorData, rows: number): Float32Array =>
  (data as Float32Array).slice(0, (data.length / shape[0]!) * rows)
