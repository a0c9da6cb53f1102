/** `slipmat scratch render`: a take as sound, on the studio's deck or on a rig that was learnt. */
import { resolve } from "node:path"
import type { Command } from "commander"
import { checkExportTarget } from "#engine/projects/index.ts"
import { scratchSoundTask } from "#engine/scratch/index.ts"
import { gestureOf, numbersOfGesture } from "#shared/gesture/index.ts"
import { aboutFile } from "../failure.ts"
import { printJson, printLine, progress, round, UsageError } from "../output.ts"
import { bitsOption, SAMPLE_FORMATS, type SampleBits } from "../sample-bits.ts"
import { rigTextOf } from "../rig-file.ts"
import { readPlayedTake, TAKE, takeLibraryOption, takeProfileOption } from "../take-argument.ts"

interface Options {
  sample?: string
  rig?: string
  output: string
  bits: SampleBits
  profile?: string
  library?: string
  json?: true
}

const RATE_HZ = 48_000

export function addScratchRender(scratch: Command, signal: AbortSignal): void {
  scratch
    .command("render")
    .description("play a take on a sound, at 48 kHz: the same every time")
    .argument("<take>", TAKE)
    .addOption(takeProfileOption())
    .addOption(takeLibraryOption())
    .option("--sample <file>", "the sound on the record; without it the studio's own, a sung ahh")
    .option("--rig <file>", "what slipmat scratch fit has learnt; without it the studio's deck")
    .requiredOption("-o, --output <file.wav>", "where to")
    .addOption(bitsOption())
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) =>
      aboutFile(path, options, () => render(path, options, signal), othersOf(options)),
    )
}

const othersOf = ({ output, sample, rig }: Options): string[] =>
  [output, sample, rig].filter((file) => file !== undefined)

async function render(path: string, options: Options, signal: AbortSignal): Promise<void> {
  const { sample, rig, output, bits, json } = options
  if (!/\.wav$/i.test(output)) throw new UsageError(`${output}: what is rendered is a .wav file`)
  checkExportTarget(resolve(output))
  const take = await readPlayedTake(path, options)
  try {
    const frames = await scratchSoundTask(
      {
        ...{ outputPath: resolve(output), samplePath: sample ?? null },
        ...{ numbers: numbersOfGesture(gestureOf(take)), sampleFormat: SAMPLE_FORMATS[bits] },
        rig: rig === undefined ? null : rigTextOf(rig),
      },
      {
        signal,
        onProgress: (fraction) =>
          progress.show(`${output}: rendering`, `${Math.round(100 * fraction)} %`),
      },
    )
    progress.end()
    const seconds = frames / RATE_HZ
    if (json)
      printJson({
        path,
        sample: sample ?? null,
        rig: rig ?? null,
        output,
        sampleRateHz: RATE_HZ,
        frames,
      })
    else printLine(`${output}: ${round(seconds, 3)} s`)
  } finally {
    progress.end()
  }
}
