import type { Command } from "commander"
import { alignTask } from "#engine/gestures/index.ts"
import { controllerProfile } from "../controller-option.ts"
import { aboutFile } from "../failure.ts"
import { printJson, printLine, round } from "../output.ts"
import { readTakeNamed, TAKE, takeLibraryOption } from "../take-argument.ts"

interface Options {
  audio: string
  sample?: string
  profile?: string
  library?: string
  json?: true
}

export function addGestureAlign(gesture: Command, signal: AbortSignal): void {
  gesture
    .command("align")
    .description("find where in a recording a take was played")
    .argument("<take>", TAKE)
    .addOption(takeLibraryOption())
    .requiredOption("--audio <file>", "the recording")
    .option("--sample <file>", "the sound on the record; without it only levels are compared")
    .option("--profile <id>", "the controller, where the take does not know it")
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) =>
      aboutFile(path, options, () => align(path, options, signal)),
    )
}

async function align(path: string, options: Options, signal: AbortSignal): Promise<void> {
  const { audio, sample, profile, library, json } = options
  const take = await readTakeNamed(path, {
    profile: profile === undefined ? undefined : controllerProfile(profile),
    ...(library === undefined ? {} : { library }),
  })
  const found = await alignTask({ take, recordingPath: audio, samplePath: sample }, { signal })
  const { offsetSeconds, errorMs, skewPpm, confidence, isSure } = found
  if (json) {
    printJson({ path, audio, sample: sample ?? null, ...found })
    return
  }
  const way = offsetSeconds < 0 ? "before" : "after"
  const seconds = round(Math.abs(offsetSeconds), 5)
  const likeness = `likeness ${round(confidence, 2)}`
  // A place that nothing speaks for has no error worth telling.
  if (!isSure) {
    printLine(`unsure: ${path} is hardly to be heard in ${audio} (${likeness})`)
    printLine(`if it is, it begins ${seconds} s ${way} its beginning`)
    return
  }
  printLine(`${path} begins ${seconds} s ${way} the beginning of ${audio}`)
  printLine(`error ${round(errorMs, 2)} ms, clock ${round(skewPpm, 1)} ppm, ${likeness}`)
}
