/**
 * A map of 100,000 synthetic chunks on two threads: wall and CPU seconds, time to the first layout, longest wait between
 * layouts, peak memory, quality of a sample against exact neighbours.
 *   npm run bench -- tsne-100k [--count 100000] [--threads 2] [--shape clouds|strands|sheet]
 */
import { parseArgs } from "node:util"
import { measureQuality, projectTsne } from "#engine/projection/index.ts"
import { makePoints, POINT_DIMS, POINT_SHAPES } from "./lib/point-sets.ts"

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "100000" },
    threads: { type: "string", default: "2" },
    shape: { type: "string", default: "clouds" },
  },
})
const count = Number(values.count)
const shape = POINT_SHAPES.find((each) => each === values.shape) ?? "clouds"
const points = { data: makePoints(shape, count, 1), count, dims: POINT_DIMS }
const started = performance.now()
const usage = process.cpuUsage()
let lastSeconds = 0
let longestWaitSeconds = 0
let layouts = 0
const positions = await projectTsne({
  ...points,
  outputDims: 3,
  seed: 1,
  threads: Number(values.threads),
  onLayout: ({ iteration, iterations }) => {
    const now = (performance.now() - started) / 1000
    if (iteration > 1) longestWaitSeconds = Math.max(longestWaitSeconds, now - lastSeconds)
    if (iteration < 2 || iteration % 50 === 0) {
      console.error(`layout ${iteration} of ${iterations} after ${now.toFixed(1)} s`)
    }
    lastSeconds = now
    layouts++
  },
})
const { user, system } = process.cpuUsage(usage)
const wallSeconds = (performance.now() - started) / 1000
const peakBytes = process.resourceUsage().maxRSS * 1024
const quality = await measureQuality({ ...points, positions, outputDims: 3, sample: 2000 })
console.log(
  [
    `${count} points (${shape}), ${values.threads} threads`,
    `${wallSeconds.toFixed(1)} s wall, ${((user + system) / 1e6).toFixed(1)} s CPU`,
    `${layouts} layouts, at most ${longestWaitSeconds.toFixed(2)} s apart`,
    `peak ${(peakBytes / 1e9).toFixed(2)} GB`,
    `trustworthiness ${quality.trustworthiness.toFixed(4)}, recall@10 ${quality.recall10.toFixed(4)}`,
  ].join("\n"),
)
