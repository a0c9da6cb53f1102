/**
 * How many techniques a machine finds that is shown none (scratch.md 6.6), beside its controls: random search with as many
 * tries, a search without novelty, and policies that have learnt nothing. What each search found is kept in a folder, so that a
 * run that was stopped goes on.
 *
 *   npm run bench -- scratch-discover [--seeds 5] [--budget 100000] [--folder DIR] [--of lines,chance,best,policy,steps]
 *
 * `results.json` in that folder is what `node scripts/train-scratch-agent.ts card` puts on the shipped archive's card.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import {
  archiveOfSearch,
  EliteArchive,
  eliteMusician,
  type Found,
  METHODS,
  randomMusician,
  readArchive,
  searchedBy,
  type SearchMethod,
  summaryOf,
  TARGETS,
  techniquesOf,
  writeArchive,
} from "../../src-main/engine/scratch/index.ts"
import { DiscoverySettings } from "../../src-main/shared/contract/index.ts"

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "5" },
    budget: { type: "string", default: "100000" },
    folder: { type: "string", default: join(tmpdir(), "slipmat-scratch-discover") },
    of: { type: "string", default: "lines,policy,chance,best" },
  },
})
const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => at + 1)
const { folder } = values
mkdirSync(folder, { recursive: true })
const resultsPath = join(folder, "results.json")
const results: Record<string, Found[][]> = existsSync(resultsPath)
  ? (JSON.parse(readFileSync(resultsPath, "utf8")) as Record<string, Found[][]>)
  : {}

for (const method of values.of.split(",")) {
  const name = method === "policy" ? "random policy" : METHODS[method as SearchMethod]
  const found = (results[name] ??= [])
  for (const seed of seeds.slice(found.length)) {
    const begun = process.cpuUsage()
    found.push(techniquesOf(musicianOf(method, seed), seed))
    const { user, system } = process.cpuUsage(begun)
    const words = found.at(-1)!.map(({ technique, bars }) => `${technique} ${bars}`)
    console.log(
      `${name}, seed ${seed}: ${words.length} (${words.join(", ") || "none"}), ${((user + system) / 1e6).toFixed(0)} CPU s`,
    )
    writeFileSync(resultsPath, JSON.stringify(results))
  }
}

console.log(`\n${"".padEnd(24)}median of ${TARGETS.length}   95 %        by two seeds at least`)
for (const [name, found] of Object.entries(results)) {
  const { median, low, high, found: sure } = summaryOf(found)
  const words = sure.map(({ technique, seeds: count }) => `${technique} (${count})`).join(", ")
  console.log(`${name.padEnd(24)}${median}`.padEnd(40) + `${low} to ${high}`.padEnd(12) + words)
}

function musicianOf(method: string, seed: number) {
  const settings = DiscoverySettings.parse({ evaluations: Number(values.budget), seed })
  if (method === "policy") return randomMusician(settings, seed)
  const path = join(folder, `${method}-${seed}.safetensors`)
  if (!existsSync(path)) {
    const begun = process.cpuUsage()
    const saved = searchedBy(method as SearchMethod, settings)
    writeArchive(path, archiveOfSearch(settings, 0, { saved, techniques: [] }))
    const { user, system } = process.cpuUsage(begun)
    const { niches } = saved.elites
    console.log(`${path}: ${niches.length} kinds, ${((user + system) / 1e6).toFixed(0)} CPU s`)
  }
  return eliteMusician(EliteArchive.of(readArchive(path).saved.elites), settings)
}
