/** One token after the other through a transformer of 0.9 million parameters, with what came before in a cache. */
import {
  add,
  argMax,
  attentionStep,
  cast,
  constantsOf,
  createExecutor,
  embedding,
  encodeModel,
  gelu,
  initialVector,
  input,
  integers,
  layerNorm,
  layoutOf,
  linear,
  lower,
  type Parameters,
  type Tensors,
  unpack,
  type Value,
  zeros,
} from "#engine/compute/index.ts"

const [LAYERS, WIDTH, HEADS, VOCABULARY, LENGTH] = [4, 128, 4, 256, 128]
const CACHE = [1, HEADS, LENGTH, WIDTH / HEADS]

/** @returns tokens per second, the best of three runs */
export async function decodeSpeed({
  tokens,
  threads,
}: {
  tokens: number
  threads: number
}): Promise<number> {
  const executor = await createExecutor("onnx-cpu")
  const session = await executor.open({ ...decoder(), threads })
  let best = 0
  for (let run = 0; run < 3; run++) {
    const begin = performance.now()
    for (let i = 0; i < tokens; i++)
      await session.run("decode", { position: integers([i % LENGTH]) })
    best = Math.max(best, (tokens * 1000) / (performance.now() - begin))
  }
  await session.close()
  return best
}

/** A model that hands the likeliest token on to itself. */
function decoder(): { models: Record<string, Uint8Array>; state: Tensors } {
  const caches = Array.from({ length: LAYERS }, () => ({
    keys: input("keys", CACHE),
    values: input("values", CACHE),
  }))
  const [token, position] = [input("token", [1, 1], "int32"), input("position", [1], "int32")]
  const next: Record<string, Value> = {}
  const model = (parameters: Parameters): Value => {
    let x = embedding(parameters.within("tokens"), token, { count: VOCABULARY, width: WIDTH })
    caches.forEach((cache, i) => {
      const block = parameters.within(`blocks.${i}`)
      const normal = layerNorm(block.within("norm1"), x)
      const options = { heads: HEADS, cache, position }
      const step = attentionStep(block.within("attention"), normal, options)
      next[`next.keys.${i}`] = step.cache.keys
      next[`next.values.${i}`] = step.cache.values
      x = add(x, step.y)
      const wide = gelu(
        linear(block.within("wide"), layerNorm(block.within("norm2"), x), { outputs: 4 * WIDTH }),
      )
      x = add(x, linear(block.within("narrow"), wide, { outputs: WIDTH }))
    })
    return linear(parameters.within("head"), layerNorm(parameters.within("norm"), x), {
      outputs: VOCABULARY,
    })
  }
  const layout = layoutOf(model)
  const logits = model(constantsOf(unpack(layout, initialVector(layout, 1))))
  const cacheInputs = caches.flatMap(({ keys, values }, i): [string, Value][] => [
    [`keys.${i}`, keys],
    [`values.${i}`, values],
  ])
  const inputs = { token, position, ...Object.fromEntries(cacheInputs) }
  const decode = lower({
    inputs,
    outputs: { ...next, logits, "next.token": cast(argMax(logits), "int32") },
  })
  const empty = cacheInputs.map(([name, { shape }]) => [name, zeros("float32", shape)] as const)
  return {
    models: { decode: encodeModel(decode) },
    state: { token: integers([1], [1, 1]), ...Object.fromEntries(empty) },
  }
}
