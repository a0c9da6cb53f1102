import { basename } from "node:path"
import type { Command } from "commander"
import { FEATURE_COUNT } from "#shared/contract/chunks.ts"
import { tasks } from "#engine/tasks.ts"
import { analyseFile, timed } from "../analyse-file.ts"
import { EXIT, worstExitCode } from "../exit.ts"
import { type Failure, failureOf, sentence } from "../failure.ts"
import { printJson, printLine, printNote, progress, round } from "../output.ts"
import { dimsOption, perplexityOption, seedOption } from "./options.ts"

interface Options {
  dims: 2 | 3
  perplexity: number
  seed: number
  json?: true
}

export function addMap(program: Command, signal: AbortSignal): void {
  program
    .command("map")
    .description("cut songs at their sonic events and place the chunks by likeness")
    .argument("<file...>")
    .addOption(dimsOption())
    .addOption(perplexityOption())
    .addOption(seedOption())
    .option("--json", "print one JSON document")
    .action(async (paths: string[], options: Options) => {
      const files = []
      for (const path of paths) {
        const file = await mapOrFail(path, options, signal)
        if ("error" in file && !signal.aborted) printNote(sentence(file))
        files.push(file)
      }
      if (signal.aborted) printNote(CANCELLED.message)
      if (options.json) printJson({ files: files.map(({ exitCode: _, ...file }) => file) })
      else for (const file of files) if (!("error" in file)) printLine(summary(file))
      process.exitCode = worstExitCode(files.map((file) => file.exitCode))
    })
}

const CANCELLED = { code: "cancelled", message: "Cancelled" } as const

/** Files after a cancellation are told as cancelled: those that are done already were not in vain. */
async function mapOrFail(
  path: string,
  options: Options,
  signal: AbortSignal,
): Promise<Mapped | Failure> {
  try {
    signal.throwIfAborted()
    return await mapFile(path, options, signal)
  } catch (thrown) {
    if (!signal.aborted) return failureOf(path, thrown)
    return { path, error: CANCELLED, exitCode: EXIT.cancelled }
  }
}

type Mapped = Awaited<ReturnType<typeof mapFile>>

function summary({ path, chunks, durationSeconds, quality }: Mapped): string {
  return `${path}: ${chunks.length} chunks in ${durationSeconds.toFixed(1)} s, trustworthiness ${quality.trustworthiness.toFixed(3)}, recall@10 ${quality.recall10.toFixed(3)}`
}

async function mapFile(path: string, { dims, perplexity, seed }: Options, signal: AbortSignal) {
  return analyseFile(path, signal, async (decoded, describe, decodeSeconds) => {
    const { boundsSeconds, sampleRateHz, frames, warning, listeningSeconds } = decoded
    if (warning) printNote(`${path}: ${warning}`)
    const count = boundsSeconds.length - 1
    const described = await timed(describe)
    const { features } = described.value
    const onProgress = ({
      iteration,
      iterations,
    }: {
      iteration: number
      iterations: number
    }): void => progress.show(`${basename(path)}: mapping`, `${iteration} of ${iterations}`)
    const input = { features, count, method: "t-sne", perplexity, seed, dims } as const
    const layout = await timed(() => tasks.layout(input, { signal, onProgress }))
    const grouped = await timed(() =>
      tasks.group({ features, count, seed }, { signal, onProgress: () => undefined }),
    )
    const row = <T extends Float32Array>(table: T, width: number, index: number): number[] =>
      Array.from(table.subarray(index * width, (index + 1) * width))
    return {
      path,
      ...(warning ? { warning } : {}),
      durationSeconds: frames / sampleRateHz,
      sampleRateHz,
      chunks: Array.from({ length: count }, (_, index) => ({
        index,
        startSeconds: boundsSeconds[index] ?? 0,
        endSeconds: boundsSeconds[index + 1] ?? 0,
        features: row(features, FEATURE_COUNT, index),
        position: row(layout.value.positions, dims, index),
        cluster: grouped.value.groups[index] ?? -1,
      })),
      quality: layout.value.quality,
      timings: {
        decode: round(decodeSeconds - listeningSeconds, 4),
        onsets: round(listeningSeconds, 4),
        features: round(described.seconds, 4),
        layout: round(layout.seconds, 4),
        clusters: round(grouped.seconds, 4),
      },
      exitCode: EXIT.ok,
    }
  })
}
