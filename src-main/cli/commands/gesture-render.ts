import { resolve } from "node:path"
import { Option, type Command } from "commander"
import { renderTake } from "#engine/gestures/index.ts"
import { gestureOf } from "#shared/gesture/index.ts"
import { controllerProfile } from "../controller-option.ts"
import { aboutFile } from "../failure.ts"
import { readAnyTake } from "../gesture-files.ts"
import { number, printJson, printLine, progress, round, wholeNumber } from "../output.ts"
import { checkFolder } from "../project-file.ts"

interface Options {
  sample: string
  output: string
  profile?: string
  start?: number
  motor?: true
  rate: number
  bits: keyof typeof SAMPLE_FORMATS
  json?: true
}

const SAMPLE_FORMATS = { "16": "int16", "24": "int24", "32f": "float32" } as const

export function addGestureRender(gesture: Command, signal: AbortSignal): void {
  gesture
    .command("render")
    .description("play a take on any sound, as a deck does")
    .argument("<take.json>")
    .requiredOption("--sample <file>", "the sound on the record")
    .requiredOption("-o, --output <file.wav>", "where to")
    .option("--profile <id>", "the controller, where the take does not know it")
    .addOption(
      new Option("--start <seconds>", "where on the record the take begins to count").argParser(
        number("--start", -3600, 3600),
      ),
    )
    .option("--motor", "between touches the motor turns the record")
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
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) =>
      aboutFile(path, options, () => render(path, options, signal)),
    )
}

async function render(path: string, options: Options, signal: AbortSignal): Promise<void> {
  const { sample, output, profile, start, motor, rate, bits, json } = options
  checkFolder(output)
  const known = profile === undefined ? undefined : controllerProfile(profile)
  const gesture = gestureOf(readAnyTake(path, "json", known))
  try {
    const frames = await renderTake(resolve(output), gesture, {
      ...{ sample, rateHz: rate, sampleFormat: SAMPLE_FORMATS[bits], signal },
      ...(start === undefined ? {} : { startSeconds: start }),
      ...(motor ? { hasMotor: true } : {}),
      onProgress: (fraction) =>
        progress.show(`${output}: rendering`, `${Math.round(100 * fraction)} %`),
    })
    progress.end()
    if (json) printJson({ path, sample, output, sampleRateHz: rate, frames })
    else printLine(`${output}: ${round(frames / rate, 3)} s`)
  } finally {
    progress.end()
  }
}
