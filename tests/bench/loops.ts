/**
 * The loop models that come with the program, examined again on works that they have not learnt from, and how long a grid of 256
 * cells takes on one thread. Needs ../shared/data.
 *   npm run bench -- loops [melody2|melody4|drums2]
 */
import { join } from "node:path"
import { createExecutor } from "../../src-main/engine/compute/index.ts"
import { type Corpus, readCorpus } from "../../src-main/engine/datasets/index.ts"
import {
  examineLoops,
  gatherLoops,
  loopFiles,
  openLoopModel,
  openLoopSpace,
} from "../../src-main/engine/loops/index.ts"
import { loopStarters } from "../../scripts/loop-starters.ts"
import { DATA } from "./lib/render.ts"

const CELLS = 256
const RUNS = 20

const asked = process.argv.slice(2).filter((word) => word in loopStarters)
for (const id of asked.length > 0 ? asked : loopFiles().keys()) {
  const model = openLoopModel(id)
  const executor = await createExecutor("onnx-cpu")
  console.log(
    `${id}: ${model.card.parameters} numbers, ${model.card.trained.cpuMinutes} CPU minutes`,
  )

  const space = await openLoopSpace(model, executor)
  const [a, b] = await space.sample({ count: 2, seed: 1, temperature: 1, key: 0, octaves: 0 })
  const corners = [a!.point, b!.point, b!.point, a!.point]
  const grid = { corners, cornerColumns: 2, columns: 16, rows: CELLS / 16, key: null }
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const from = performance.now()
    await space.between(grid)
    times.push(performance.now() - from)
  }
  times.sort((one, other) => one - other)
  console.log(
    `${CELLS} cells: median ${times[RUNS / 2]!.toFixed(1)} ms, best ${times[0]!.toFixed(1)} ms`,
  )
  await space.close()

  const corpora: Corpus[] = []
  for (const { path, licence } of loopStarters[id]!.data)
    corpora.push(await readCorpus(join(DATA, path), { licence, restoresKeys: true }))
  const material = { corpora, gathered: gatherLoops(corpora, model.network) }
  const { kl, activeUnits, ...properties } = await examineLoops(model, material, executor)
  console.log(`KL ${kl.toFixed(1)} nats, ${activeUnits} of ${model.network.latent} dimensions used`)
  for (const [property, figures] of Object.entries(properties))
    for (const { name, value, goal, baselines } of figures) {
      const beside = baselines.map((each) => `${each.name} ${each.value.toFixed(3)}`).join(", ")
      const bounds = goal
        ? ` (goal: ${goal.atLeast === undefined ? `at most ${goal.atMost!.toFixed(3)}` : `at least ${goal.atLeast}`})`
        : ""
      console.log(`${property}: ${name} ${value.toFixed(3)}${bounds}${beside && `; ${beside}`}`)
    }
  await executor.close()
}
