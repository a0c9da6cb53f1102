import { Argument, Option, type Command } from "commander"
import { takeOfGesture } from "#shared/gesture/index.ts"
import {
  TECHNIQUE_CLASSES,
  TECHNIQUES,
  techniqueGesture,
  type TechniqueClass,
} from "#shared/scratch/index.ts"
import { writeTake } from "../gesture-files.ts"
import { number, printJson, printLine, round, UsageError, wholeNumber } from "../output.ts"
import { checkFree } from "../project-file.ts"
import { forceOption } from "./options.ts"

interface Options {
  output: string
  bpm: number
  rounds: number
  jitter: number
  seed: number
  force?: true
  json?: true
}

export function addScratchGenerate(scratch: Command): void {
  scratch
    .command("generate")
    .description("play a technique: the same seed plays the same")
    .addArgument(new Argument("<technique>").choices(TECHNIQUE_CLASSES))
    .requiredOption("-o, --output <file>", "the take: JSON")
    .addOption(
      new Option("--bpm <number>", "beats a minute")
        .argParser(number("--bpm", 20, 400))
        .default(95),
    )
    .addOption(
      new Option("--rounds <number>", "how often")
        .argParser(wholeNumber("--rounds", 1, 1000))
        .default(4),
    )
    .addOption(
      new Option("--jitter <number>", "0 is a machine, 1 a human")
        .argParser(number("--jitter", 0, 3))
        .default(0),
    )
    .addOption(
      new Option("--seed <number>", "of the jitter")
        .argParser(wholeNumber("--seed", 0, 2 ** 31 - 1))
        .default(1),
    )
    .addOption(forceOption())
    .option("--json", "print one JSON document")
    .action((technique: TechniqueClass, options: Options) => {
      const { output, bpm, rounds, jitter, seed } = options
      if (!/\.json$/i.test(output)) throw new UsageError(`${output}: a take is a .json file`)
      checkFree(output, options)
      const gesture = techniqueGesture({ ...TECHNIQUES[technique], jitter }, { bpm, rounds, seed })
      const take = takeOfGesture(gesture, technique)
      const beats = { tempoBpm: bpm, firstBeatSeconds: 0, beatsPerBar: 4 }
      writeTake(output, { ...take, tags: [technique], beats }, "json")
      const durationSeconds = round(gesture.durationSeconds, 4)
      if (options.json)
        printJson({ file: output, technique, bpm, rounds, jitter, seed, durationSeconds })
      else printLine(`${output}: ${rounds} rounds of ${technique}, ${durationSeconds} s`)
    })
}
