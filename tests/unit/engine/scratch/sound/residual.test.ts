import { afterAll, beforeAll, describe, expect, it } from "vitest"
import {
  createExecutor,
  encodeModel,
  type Executor,
  floats,
  initialVector,
  input,
  lower,
  type ParameterLayout,
  slicesOf,
  type Value,
  type Parameters,
} from "#engine/compute/index.ts"
import {
  NEURAL_INPUTS,
  neuralLayout,
  neuralNetwork,
  runNeural,
  toNetwork,
} from "#engine/scratch/sound/neural/network.ts"
import {
  RESIDUAL_INPUTS,
  RESIDUAL_OUTPUTS,
  residualLayout,
  residualNetwork,
} from "#engine/scratch/sound/residual/network.ts"
import { runResidual } from "#engine/scratch/sound/residual/run-network.ts"
import { BANDS, logBands, shaped } from "#engine/scratch/sound/spectra/bands.ts"
import { steadyNoise } from "#engine/scratch/sound/spectra/steady-noise.ts"
import { seededRandom } from "#shared/music/random.ts"

let executor: Executor
beforeAll(async () => {
  executor = await createExecutor("onnx-cpu")
})
afterAll(() => executor.close())

async function byTheCore(
  layout: ParameterLayout,
  network: (parameters: Parameters, x: Value) => Value,
  { weights, x, shape }: { weights: Float32Array; x: Float32Array; shape: number[] },
): Promise<ArrayLike<number | bigint>> {
  const parameters = input("parameters", [layout.size])
  const given = input("x", shape)
  const graph = {
    inputs: { x: given, parameters },
    outputs: { y: network(slicesOf(parameters, layout), given) },
  }
  const session = await executor.open({
    models: { run: encodeModel(lower(graph)) },
    state: { parameters: floats(weights) },
  })
  const { y } = await session.run("run", { x: floats(x, shape) })
  await session.close()
  return y!.data
}

describe("what the physics leave out", () => {
  it("is told without the compute core as it was learnt on it", async () => {
    const frames = 90
    const random = seededRandom(2)
    const layout = residualLayout()
    expect(layout.size).toBeGreaterThan(6000)
    expect(layout.size).toBeLessThan(9000)
    const weights = initialVector(layout, 4)
    const rows = Float32Array.from({ length: frames * RESIDUAL_INPUTS }, () => 2 * random() - 1)
    const turned = Float32Array.from(
      rows,
      (_, i) => rows[(i % frames) * RESIDUAL_INPUTS + Math.floor(i / frames)]!,
    )
    const wanted = await byTheCore(layout, residualNetwork, {
      weights,
      x: turned,
      shape: [1, RESIDUAL_INPUTS, frames],
    })
    const told = runResidual(weights, rows)
    for (let i = 0; i < told.length; i += 7) {
      const [frame, output] = [Math.floor(i / RESIDUAL_OUTPUTS), i % RESIDUAL_OUTPUTS]
      expect(told[i]).toBeCloseTo(Number(wanted[output * frames + frame]), 4)
    }
  })

  it("has a recurrent model beside it that is told the same way", async () => {
    const frames = 30
    const random = seededRandom(3)
    const layout = neuralLayout()
    const weights = initialVector(layout, 5)
    const x = Float32Array.from({ length: frames * NEURAL_INPUTS }, () => 2 * random() - 1)
    const wanted = await byTheCore(layout, neuralNetwork, {
      weights,
      x,
      shape: [frames, 1, NEURAL_INPUTS],
    })
    const told = runNeural(weights, x)
    for (let i = 0; i < told.length; i += 11)
      expect(toNetwork(told[i]!)).toBeCloseTo(Number(wanted[i]), 4)
  })

  it("changes no sound that it leaves alone, and makes bands louder by what it says", () => {
    const noise = steadyNoise(0, 24_000)
    const rows = (gain: number) => new Float32Array(96 * BANDS).fill(gain)
    const same = shaped(noise, rows(0))
    for (let i = 2000; i < 20_000; i += 37) expect(same[i]).toBeCloseTo(noise[i]!, 9)
    const [before, after] = [logBands(noise), logBands(shaped(noise, rows(Math.log(2))))]
    for (let i = 40 * BANDS; i < 41 * BANDS; i++)
      expect(after[i]! - before[i]!).toBeCloseTo(2 * Math.log(2), 3)
  })

  it("lays noise over a rig that is the same wherever one begins to listen", () => {
    expect([...steadyNoise(500, 20)]).toEqual([...steadyNoise(490, 30).subarray(10)])
    const mean = steadyNoise(-5000, 20_000).reduce((sum, value) => sum + value, 0) / 20_000
    expect(Math.abs(mean)).toBeLessThan(0.02)
  })
})
