import { resolve } from "node:path"
import { Option, type Command } from "commander"
import { renderPlayed, renderTake } from "#engine/gestures/index.ts"
import { gestureOf } from "#shared/gesture/index.ts"
import { controllerProfile } from "../controller-option.ts"
import { aboutFile } from "../failure.ts"
import { number, printJson, printLine, progress, round, wholeNumber } from "../output.ts"
import { bitsOption, SAMPLE_FORMATS, type SampleBits } from "../sample-bits.ts"
import { checkExportTarget } from "#engine/projects/index.ts"
import { readTakeNamed, TAKE, takeLibraryOption } from "../take-argument.ts"

interface Options {
  sample: string
  output: string
  profile?: string
  library?: string
  start?: number
  motor?: true
  rate?: number
  bits: SampleBits
  json?: true
}

const DEFAULT_RATE_HZ = 48_000

export function addGestureRender(gesture: Command, signal: AbortSignal): void {
  gesture
    .command("render")
    .description("play a take on any sound, as a deck does")
    .argument("<take>", TAKE)
    .addOption(takeLibraryOption())
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
      new Option(
        "--rate <hertz>",
        "samples a second; by default the take's own, or 48000",
      ).argParser(wholeNumber("--rate", 8000, 192_000)),
    )
    .addOption(bitsOption())
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) =>
      aboutFile(path, options, () => render(path, options, signal)),
    )
}

async function render(path: string, options: Options, signal: AbortSignal): Promise<void> {
  const { sample, output, profile, start, motor, rate, bits, json } = options
  checkExportTarget(resolve(output))
  const known = profile === undefined ? undefined : controllerProfile(profile)
  const take = await readTakeNamed(path, {
    profile: known,
    ...(options.library === undefined ? {} : { library: options.library }),
  })
  const writing = {
    ...{ sample, sampleFormat: SAMPLE_FORMATS[bits], signal },
    onProgress: (fraction: number) =>
      progress.show(`${output}: rendering`, `${Math.round(100 * fraction)} %`),
  }
  // What a deck did is played as it happened, at its own rate, unless something else is asked for.
  const played = take.edited || start !== undefined || motor ? undefined : take.played
  const rateHz = rate ?? played?.rateHz ?? DEFAULT_RATE_HZ
  try {
    const frames =
      played?.rateHz === rateHz
        ? await renderPlayed(resolve(output), played, writing)
        : await renderTake(resolve(output), gestureOf(take), {
            ...{ ...writing, rateHz },
            ...(start === undefined ? {} : { startSeconds: start }),
            ...(motor ? { hasMotor: true } : {}),
          })
    progress.end()
    if (json) printJson({ path, sample, output, sampleRateHz: rateHz, frames })
    else printLine(`${output}: ${round(frames / rateHz, 3)} s`)
  } finally {
    progress.end()
  }
}
