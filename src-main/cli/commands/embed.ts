import { readFileSync } from "node:fs"
import type { Command } from "commander"
import { measureQuality, projectTsne } from "#engine/projection/index.ts"
import { StudioError } from "#shared/contract/errors.ts"
import { timed } from "../analyse-file.ts"
import { endProgress, printJson, printLine, showProgress } from "../output.ts"
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
    .action(async (path: string, { dims: outputDims, perplexity, seed, json }: Options) => {
      const points = readTable(path)
      const onLayout = ({
        iteration,
        iterations,
      }: {
        iteration: number
        iterations: number
      }): void => showProgress(`iteration ${iteration} of ${iterations}`)
      const layout = await timed(() =>
        projectTsne({ ...points, outputDims, perplexity, seed, signal, onLayout, threads: 1 }),
      )
      endProgress()
      const positions = layout.value
      const quality = await measureQuality({
        ...points,
        positions,
        outputDims,
        neighbours: NEIGHBOURS,
        seed,
      })
      const rows = Array.from({ length: points.count }, (_, row) =>
        Array.from(positions.subarray(row * outputDims, (row + 1) * outputDims)),
      )
      if (json)
        printJson({ path, count: points.count, positions: rows, quality, seconds: layout.seconds })
      else for (const row of rows) printLine(row.join(","))
    })
}

/** Comma, semicolon, tab or space between numbers; one heading line is passed over. */
function readTable(path: string): { data: Float32Array; count: number; dims: number } {
  const lines = readFileSync(path, "utf8")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
  const rows = lines.map((line) =>
    line
      .trim()
      .split(/[,;\t ]+/)
      .map(Number),
  )
  if (rows[0]?.some(Number.isNaN)) rows.shift()
  const dims = rows[0]?.length ?? 0
  const data = new Float32Array(rows.length * dims)
  for (const [index, row] of rows.entries()) {
    const bad = row.findIndex((value) => !Number.isFinite(value))
    if (bad >= 0)
      throw new StudioError(
        "invalid-input",
        `${path}: row ${index + 1}, column ${bad + 1} is not a number`,
      )
    if (row.length !== dims) {
      throw new StudioError(
        "invalid-input",
        `${path}: row ${index + 1} has ${row.length} numbers, the first has ${dims}`,
      )
    }
    data.set(row, index * dims)
  }
  if (data.length === 0) throw new StudioError("invalid-input", `${path} holds no numbers`)
  return { data, count: rows.length, dims }
}
