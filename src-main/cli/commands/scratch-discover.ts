/** `slipmat scratch discover`: a machine looks for gestures, and writes down the best of every kind. */
import { existsSync, statSync } from "node:fs"
import { join } from "node:path"
import { type Command, Option } from "commander"
import { makeFolder, writeWhole } from "#engine/platform/node/index.ts"
import {
  archiveOfSearch,
  readArchive,
  type ScratchArchiveFile,
  scratchSearchTask,
  shownElites,
  writeArchive,
} from "#engine/scratch/index.ts"
import { fail } from "#shared/contract/errors.ts"
import { DiscoverySettings } from "#shared/contract/index.ts"
import { takeOfGesture, takeText } from "#shared/gesture/index.ts"
import { number, printJson, printLine, progress, round, wholeNumber } from "../output.ts"
import { forceOption } from "./options.ts"

interface Options {
  budget: number
  seed: number
  bpm: number
  output: string
  takes?: true
  force?: true
  json?: true
}

export function addScratchDiscover(scratch: Command, signal: AbortSignal): void {
  scratch
    .command("discover")
    .description("look for gestures without being shown any: the best of every kind that is found")
    .addOption(
      new Option("--budget <number>", "gestures that are tried")
        .argParser(wholeNumber("--budget", 100, 5_000_000))
        .default(100_000),
    )
    .addOption(
      new Option("--seed <number>", "the same seed finds the same gestures")
        .argParser(wholeNumber("--seed", 0, 2 ** 31 - 1))
        .default(1),
    )
    .addOption(
      new Option("--bpm <number>", "beats a minute")
        .argParser(number("--bpm", 40, 240))
        .default(95),
    )
    .requiredOption(
      "-o, --output <folder>",
      "where they go; a search that was stopped goes on there",
    )
    .option("--takes", "write the gestures of the map as takes, too")
    .addOption(forceOption())
    .option("--json", "print one JSON document")
    .action((options: Options) => discover(options, signal))
}

/** Batches of a hundred between those that are written down. */
const BATCHES_TOLD = 50

async function discover(options: Options, signal: AbortSignal): Promise<void> {
  const { budget: evaluations, seed, bpm } = options
  const settings = DiscoverySettings.parse({ evaluations, seed, bpm })
  if (statSync(options.output, { throwIfNoEntry: false })?.isFile())
    fail("conflict", `${options.output} is a file, no folder`)
  makeFolder(options.output)
  const path = join(options.output, "archive.safetensors")
  const before = existsSync(path) && !options.force ? ownArchive(path, settings) : null
  const keep = (found: Parameters<typeof archiveOfSearch>[2]): ScratchArchiveFile => {
    const file = archiveOfSearch(settings, before?.createdAt ?? Date.now(), found)
    writeArchive(path, file)
    const share = found.saved.evaluations / evaluations
    progress.show("searching", `${Math.floor(100 * share)} %`)
    return file
  }
  const file = keep(
    await scratchSearchTask(
      { settings, saved: before?.saved ?? null, batchesTold: BATCHES_TOLD },
      { signal, onProgress: keep },
    ),
  )
  progress.end()
  if (options.takes) writeTakes(options.output, file)
  report(path, file, options)
}

/** @throws StudioError conflict where it is of another search */
function ownArchive(path: string, settings: DiscoverySettings): ScratchArchiveFile {
  const file = readArchive(path)
  if (JSON.stringify(file.settings) !== JSON.stringify(settings))
    fail("conflict", `${path} is of another search; --force replaces it`)
  return file
}

function writeTakes(folder: string, file: ScratchArchiveFile): void {
  makeFolder(join(folder, "takes"))
  for (const { column, row, technique, play } of shownElites(file)) {
    const title = `${technique ?? "Gesture"} ${column}-${row}`
    const text = takeText(takeOfGesture(play(), title))
    writeWhole(join(folder, "takes", `${column}-${row}.json`), new TextEncoder().encode(text))
  }
}

function report(path: string, file: ScratchArchiveFile, { json }: Options): void {
  const { evaluations, curve, elites } = file.saved
  const last = curve.at(-1)
  const cells = shownElites(file).map(({ column, row, quality, technique }) => ({
    ...{ column, row, quality: round(quality, 4), technique },
  }))
  const byName = Map.groupBy(cells, ({ technique }) => technique ?? "unnamed")
  const techniques = [...byName]
    .map(([name, all]) => ({ name, cells: all.length }))
    .sort((one, other) => other.cells - one.cells)
  const found = {
    ...{ evaluations, kinds: elites.niches.length, coverage: round(last?.coverage ?? 0, 4) },
    best: round(last?.best ?? 0, 4),
  }
  if (json) printJson({ path, ...found, techniques, cells })
  else {
    printLine(
      `${path}: ${found.kinds} kinds of gestures in ${evaluations} tries (${round(100 * found.coverage, 1)} % of all kinds, ${cells.length} cells), best ${found.best}`,
    )
    for (const { name, cells: count } of techniques) printLine(`${count} × ${name}`)
  }
}
