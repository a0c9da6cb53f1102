import type { Command } from "commander"
import { measureQuality, projectTsne } from "#engine/projection/index.ts"
import { readPlainText } from "#engine/platform/node/index.ts"
import { timed } from "../analyse-file.ts"
import { aboutFile } from "../failure.ts"
import { parseNumberTable } from "../number-table.ts"
import { printJson, printLine, progress } from "../output.ts"
import { dimsOption, perplexityOption, seedOption } from "./options.ts"

interface Options {
  dims: 2 | 3
  perplexity: number
  seed: number
  json?: true
}

const NEIGHBOURS = 10

export function addEmbed(program: Command, signal: AbortSignal): void {
  program
    .command("embed")
    .description(
      "place the rows of a table of numbers by likeness (t-SNE); the numbers are used as they are",
    )
    .argument("<file.csv>")
    .addOption(dimsOption())
    .addOption(perplexityOption())
    .addOption(seedOption())
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) =>
      aboutFile(path, options, () => embed(path, options, signal)),
    )
}

async function embed(
  path: string,
  { dims: outputDims, perplexity, seed, json }: Options,
  signal: AbortSignal,
): Promise<void> {
  const points = parseNumberTable(readPlainText(path), path)
  const onLayout = ({ iteration, iterations }: { iteration: number; iterations: number }): void =>
    progress.show("placing", `${iteration} of ${iterations}`)
  const layout = await timed(() =>
    projectTsne({ ...points, outputDims, perplexity, seed, signal, onLayout, threads: 1 }),
  )
  progress.end()
  const positions = layout.value
  const neighbours = NEIGHBOURS
  const quality = await measureQuality({ ...points, positions, outputDims, neighbours, seed })
  const rows = Array.from({ length: points.count }, (_, row) =>
    Array.from(positions.subarray(row * outputDims, (row + 1) * outputDims)),
  )
  if (json)
    printJson({ path, count: points.count, positions: rows, quality, seconds: layout.seconds })
  else for (const row of rows) printLine(row.join(","))
}
