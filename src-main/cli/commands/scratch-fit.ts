/** `slipmat scratch fit`: a deck learns from recordings of somebody's rig. */
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { type Command, Option } from "commander"
import { writeWhole } from "#engine/platform/node/index.ts"
import { readRig, rigFacts, type ScratchFitInput, scratchFitTask } from "#engine/scratch/index.ts"
import { fail } from "#shared/contract/errors.ts"
import { gestureOf, numbersOfGesture } from "#shared/gesture/index.ts"
import { aboutFile } from "../failure.ts"
import { printJson, printLine, progress, round, UsageError, wholeNumber } from "../output.ts"
import { checkFree } from "../project-file.ts"
import { readPlayedTake, takeLibraryOption, takeProfileOption } from "../take-argument.ts"
import { forceOption } from "./options.ts"

interface Options {
  take: string[]
  recording: string[]
  sample: string[]
  name: string
  seed: number
  steps?: number
  output: string
  force?: true
  profile?: string
  library?: string
  json?: true
}

const together = (value: string, before: string[] = []): string[] => [...before, value]

export function addScratchFit(scratch: Command, signal: AbortSignal): void {
  scratch
    .command("fit")
    .description(
      "learn a rig: takes, each with the recording of its sound and what lay on the record",
    )
    .requiredOption("--take <take>", "a file, or a take of the library; may stand again", together)
    .requiredOption("--recording <file>", "its sound, as often as --take", together)
    .requiredOption(
      "--sample <file>",
      "what lay on the record: once, or as often as --take",
      together,
    )
    .requiredOption("-o, --output <file>", "the rig: JSON, with its card")
    .option("--name <name>", "of the rig", "My rig")
    .addOption(
      new Option("--seed <number>", "of chance")
        .argParser(wholeNumber("--seed", 0, 2 ** 31 - 1))
        .default(1),
    )
    .addOption(
      new Option("--steps <number>", "of fitting; 120 by default, less is quicker").argParser(
        wholeNumber("--steps", 1, 10_000),
      ),
    )
    .addOption(takeProfileOption())
    .addOption(takeLibraryOption())
    .addOption(forceOption())
    .option("--json", "print one JSON document")
    .action((options: Options) => {
      const { output, take, recording, sample } = options
      const read = [...take, ...recording, ...sample]
      return aboutFile(output, options, () => fit(options, signal), read)
    })
}

async function fit(options: Options, signal: AbortSignal): Promise<void> {
  const { output, name, seed, steps, json } = options
  checkFree(output, options)
  const input: ScratchFitInput = {
    ...{ name, seed, createdAt: Date.now(), from: null, takes: await takesOf(options) },
    ...(steps === undefined
      ? {}
      : { steps: { deck: steps, residual: 5 * steps, neural: 3 * steps } }),
  }
  try {
    const text = await scratchFitTask(input, {
      signal,
      onProgress: ({ stage, fraction }) =>
        progress.show(`${output}: ${stage}`, `${Math.round(100 * fraction)} %`),
    })
    progress.end()
    writeWhole(resolve(output), new TextEncoder().encode(text))
    const rig = readRig(text, output)
    if (json) printJson({ output, physics: rig.deck.physics, ...rig.card })
    else printRig(output, rig)
  } finally {
    progress.end()
  }
}

async function takesOf(options: Options) {
  const { take, recording, sample } = options
  if (recording.length !== take.length)
    throw new UsageError("--recording must stand as often as --take")
  if (sample.length !== 1 && sample.length !== take.length)
    throw new UsageError("--sample must stand once, or as often as --take")
  for (const file of [...recording, ...sample])
    if (!existsSync(file)) fail("not-found", `There is no file ${file}`)
  return Promise.all(
    take.map(async (path, i) => {
      const read = await readPlayedTake(path, options)
      if (!read.mayTrain)
        fail("invalid-input", `${path} may not be learnt from: its mayTrain does not say so`)
      const record = sample[i] ?? sample[0]!
      return {
        ...{ title: path, takeKey: path, recordKey: record, recordPath: record },
        ...{ recordingTitle: recording[i]!, recordingPath: recording[i]! },
        numbers: numbersOfGesture(gestureOf(read)),
      }
    }),
  )
}

function printRig(output: string, rig: ReturnType<typeof readRig>): void {
  printLine(`${output}: ${rig.card.name}`)
  for (const { name, value } of rigFacts(rig)) printLine(`  ${name}: ${value}`)
  for (const { model, spectral, logSpectralDb, bandsDb, onsetF1 } of rig.card.figures)
    printLine(
      `  ${model}: spectra ${round(spectral, 3)}, ${round(logSpectralDb, 2)} dB, bands ${round(bandsDb, 2)} dB, onsets ${round(onsetF1, 3)}`,
    )
}
