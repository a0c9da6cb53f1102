/**
 * 3-D t-SNE against scikit-learn's (Debian: python3-sklearn), one thread each, CPU seconds, the same points:
 *   npm run bench -- tsne                                   N = 500 and 2000, three shapes, two seeds
 *   npm run bench -- tsne --count 10000 --shape clouds      above 5000 scikit-learn is stopped at --patience (10) times our CPU time
 *   npm run bench -- tsne FILE.f32 ...                      rows of 26 floats, for example a song's features
 * Both layouts are judged by scikit-learn's own trustworthiness and by recall@10 against exact neighbours.
 */
import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { parseArgs } from "node:util"
import { projectTsne } from "#engine/projection/index.ts"
import { makePoints, POINT_DIMS, POINT_SHAPES } from "./lib/point-sets.ts"

const { values, positionals } = parseArgs({
  options: {
    count: { type: "string", multiple: true, default: ["500", "2000"] },
    shape: { type: "string", multiple: true, default: [...POINT_SHAPES] },
    seed: { type: "string", multiple: true, default: ["1", "2"] },
    patience: { type: "string", default: "10" },
    python: { type: "string", default: "/usr/bin/python3" },
  },
  allowPositionals: true,
})
const PERPLEXITY = 30
const peer = join(import.meta.dirname, "peers/tsne.py")
const folder = mkdtempSync(join(tmpdir(), "slipmat-tsne-"))

interface Figures {
  trustworthiness: number
  recall10: number
}

try {
  console.log(
    "points                 | ours s | sklearn s | ratio | trustworthiness ours / sklearn | recall@10",
  )
  for (const [name, points] of pointSets()) console.log(await compare(name, points))
} finally {
  rmSync(folder, { recursive: true })
}

function* pointSets(): Generator<[string, Float32Array]> {
  if (positionals.length > 0) {
    for (const file of positionals) {
      const bytes = readFileSync(file)
      yield [basename(file), new Float32Array(Uint8Array.from(bytes).buffer)]
    }
    return
  }
  for (const count of values.count.map(Number)) {
    for (const shape of POINT_SHAPES.filter((each) => values.shape.includes(each))) {
      for (const seed of values.seed.map(Number)) {
        yield [`${shape} ${count} seed ${seed}`, makePoints(shape, count, seed)]
      }
    }
  }
}

async function compare(name: string, data: Float32Array): Promise<string> {
  const count = data.length / POINT_DIMS
  const pointsFile = join(folder, "points")
  const layoutFile = join(folder, "layout")
  writeFileSync(pointsFile, data)
  const before = process.cpuUsage()
  const points = { data, count, dims: POINT_DIMS }
  const layout = await projectTsne({ ...points, outputDims: 3, perplexity: PERPLEXITY, seed: 1 })
  const { user, system } = process.cpuUsage(before)
  const ourSeconds = (user + system) / 1e6
  writeFileSync(layoutFile, layout)
  const ours = judge(pointsFile, layoutFile)
  const limitSeconds = Math.ceil(count > 5000 ? ourSeconds * Number(values.patience) : 3600)
  const peerArguments = [String(POINT_DIMS), "3", String(PERPLEXITY), "1", layoutFile]
  const run = spawnSync(values.python, [peer, pointsFile, ...peerArguments, String(limitSeconds)], {
    encoding: "utf8",
  })
  const label = name.padEnd(22)
  if (run.status !== 0) {
    if (run.signal !== "SIGKILL" && run.signal !== "SIGXCPU") throw new Error(run.stderr)
    const stopped = `not finished after ${limitSeconds} s of CPU`
    return `${label} | ${ourSeconds.toFixed(2)} | ${stopped} | ${show(ours.trustworthiness)} | ${show(ours.recall10)}`
  }
  const { cpuSeconds } = JSON.parse(run.stdout) as { cpuSeconds: number }
  const theirs = judge(pointsFile, layoutFile)
  return [
    label,
    ourSeconds.toFixed(2),
    cpuSeconds.toFixed(2),
    `${(cpuSeconds / ourSeconds).toFixed(1)}x`,
    `${show(ours.trustworthiness)} / ${show(theirs.trustworthiness)}`,
    `${show(ours.recall10)} / ${show(theirs.recall10)}`,
  ].join(" | ")
}

function judge(pointsFile: string, layoutFile: string): Figures {
  const printed = execFileSync(
    values.python,
    [peer, "--judge", pointsFile, String(POINT_DIMS), "3", layoutFile],
    { encoding: "utf8" },
  )
  return JSON.parse(printed) as Figures
}

function show(share: number): string {
  return share.toFixed(4)
}
