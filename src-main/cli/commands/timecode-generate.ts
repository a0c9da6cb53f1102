import { resolve } from "node:path"
import { type Command, Option } from "commander"
import { generateTimecodeFile } from "#engine/timecode/index.ts"
import {
  TIMECODE_NAMES,
  type TimecodeName,
  timecodeOf,
  TRAJECTORIES,
  TRAJECTORY_NAMES,
  type TrajectoryName,
} from "#shared/timecode/index.ts"
import { aboutFile } from "../failure.ts"
import { number, wholeNumber, printJson, printLine, progress, round } from "../output.ts"
import { checkExportTarget } from "#engine/projects/index.ts"
import { addImpairments, type ImpairmentOptions, impairmentsOf } from "../timecode-impairments.ts"

interface Options extends ImpairmentOptions {
  format: TimecodeName
  output: string
  trajectory: TrajectoryName
  speed: number
  to: number
  at: number
  over: number
  hz: number
  extent: number
  start: number
  seconds: number
  rate: number
  bits: keyof typeof SAMPLE_FORMATS
  amplitude: number
  depth: number
  seed: number
  json?: true
}

const SAMPLE_FORMATS = { "16": "int16", "24": "int24", "32f": "float32" } as const

export function addTimecodeGenerate(timecode: Command, signal: AbortSignal): void {
  const command = timecode
    .command("generate")
    .description("a wav as a control record would sound, moved by a hand or a motor")
    .requiredOption("-o, --output <file.wav>", "where to")
    .addOption(
      new Option("--format <format>", "the timecode").choices(TIMECODE_NAMES).makeOptionMandatory(),
    )
  addMovement(command)
  addSound(command)
  addImpairments(command)
  command
    .option("--json", "print one JSON document")
    .action((options: Options) =>
      aboutFile(options.output, options, () => generate(options, signal)),
    )
}

const numeric = (flags: string, about: string, from: number, to: number): Option =>
  new Option(flags, about).argParser(number(flags.split(" ")[0]!, from, to))

function addMovement(command: Command): void {
  command
    .addOption(
      new Option("--trajectory <name>", "how the record moves")
        .choices(TRAJECTORY_NAMES)
        .default("constant"),
    )
    .addOption(numeric("--speed <v>", "1 is 33 1/3 rpm, negative backwards", -16, 16).default(1))
    .addOption(numeric("--to <v>", "speed after a ramp or a step", -16, 16).default(0))
    .addOption(numeric("--at <seconds>", "when the speed changes", 0, 7200).default(1))
    .addOption(numeric("--over <seconds>", "how long the change takes", 0, 7200).default(0.5))
    .addOption(numeric("--hz <number>", "of sin: how often a second", 0, 50).default(4))
    .addOption(numeric("--extent <seconds>", "of sin: how far, in record", 0, 10).default(0.15))
    .addOption(numeric("--start <seconds>", "where on the record", 0, 2000).default(10))
    .addOption(numeric("--seconds <number>", "how long it lasts", 0.001, 7200).default(10))
}

function addSound(command: Command): void {
  command
    .addOption(
      new Option("--rate <hertz>", "samples a second")
        .argParser(wholeNumber("--rate", 8000, 192_000))
        .default(48_000),
    )
    .addOption(
      new Option("--bits <bits>", "of a sample; 32f is floating point")
        .choices(Object.keys(SAMPLE_FORMATS))
        .default("24"),
    )
    .addOption(numeric("--amplitude <number>", "full scale is 1", 0, 4).default(0.5))
    .addOption(numeric("--depth <number>", "of the dips that carry the bits", 0, 0.5).default(0.25))
    .addOption(
      new Option("--seed <number>", "the same seed makes the same samples")
        .argParser(wholeNumber("--seed", 0, 2 ** 31 - 1))
        .default(1),
    )
}

async function generate(options: Options, signal: AbortSignal): Promise<void> {
  const { output, format, rate, bits, seconds, start, trajectory, json, ...rest } = options
  checkExportTarget(resolve(output))
  const movement = {
    ...{ speed: options.speed, to: options.to, hz: options.hz },
    ...{ atSeconds: options.at, overSeconds: options.over, extentSeconds: options.extent },
  }
  const onProgress = (fraction: number): void =>
    progress.show(`${output}: generating`, `${Math.round(100 * fraction)} %`)
  try {
    const frames = await generateTimecodeFile(
      resolve(output),
      {
        ...{ timecode: timecodeOf(format), rateHz: rate, seconds, startSeconds: start },
        ...{ trajectory: TRAJECTORIES[trajectory](movement), impairments: impairmentsOf(options) },
        ...{ amplitude: rest.amplitude, depth: rest.depth, seed: rest.seed },
        sampleFormat: SAMPLE_FORMATS[bits],
      },
      { signal, onProgress },
    )
    progress.end()
    if (json) printJson({ output, format, trajectory, sampleRateHz: rate, frames })
    else printLine(`${output}: ${format}, ${round(frames / rate, 3)} s`)
  } finally {
    progress.end()
  }
}
