import { resolve } from "node:path"
import { Option, type Command } from "commander"
import { createProjectRenderer } from "#engine/engine.ts"
import {
  checkExportTarget,
  findEncoder,
  RENDER_FORMATS,
  renderFormatOf,
  type RenderFormat,
} from "#engine/projects/index.ts"
import { nodePlatform } from "#engine/platform/node/index.ts"
import { fail, toStudioError } from "#shared/contract/errors.ts"
import type { Project } from "#shared/project/index.ts"
import { aboutFile } from "../failure.ts"
import { libraryDirectory } from "../library-directory.ts"
import {
  printJson,
  printLine,
  printNote,
  progress,
  round,
  UsageError,
  wholeNumber,
} from "../output.ts"
import { bitsOption, SAMPLE_FORMATS, type SampleBits } from "../sample-bits.ts"
import { readingProject } from "../project-file.ts"
import { songRange } from "../song-range.ts"
import { libraryOption } from "./options.ts"

interface Options {
  output: string
  stems?: string
  format?: RenderFormat
  rate: number
  bits: SampleBits
  from?: string
  to?: string
  skipMissing?: true
  library?: string
  json?: true
}

export function addRender(program: Command, signal: AbortSignal): void {
  program
    .command("render")
    .description("render a project to a file, exactly as it sounds in the studio")
    .argument("<file.slipmat>")
    .requiredOption("-o, --output <file>", "where to; its ending says the format")
    .option("--stems <folder>", "also every track as a file of its own")
    .addOption(
      new Option(
        "--format <format>",
        "whatever the ending says; mp3 and ogg need lame, oggenc or ffmpeg",
      ).choices(RENDER_FORMATS),
    )
    .addOption(rateOption())
    .addOption(bitsOption())
    .option("--from <place>", "a bar (5, 5.1.480: bar, beat, tick) or seconds (12.5s)")
    .option("--to <place>", "without it, to the end and what sounds on after it")
    .option("--skip-missing", "leave recordings silent that are not in the library")
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) => {
      checkFormat(options)
      return aboutFile(path, options, () =>
        readingProject(path, (project) => render(path, project, options, signal)),
      )
    })
}

const rateOption = (): Option =>
  new Option("--rate <hertz>", "samples a second")
    .argParser(wholeNumber("--rate", 8000, 192_000))
    .default(48_000)

/** Before anything is rendered. @throws UsageError */
function checkFormat({ output, format = renderFormatOf(output), bits }: Options): void {
  if (!format)
    throw new UsageError(`${output}: the ending or --format must be ${RENDER_FORMATS.join(", ")}`)
  if (format === "flac" && bits === "32f") throw new UsageError("flac takes --bits 16 or 24")
  if (format === "wav" || format === "flac") return
  try {
    findEncoder(format)
  } catch (thrown) {
    throw new UsageError(toStudioError(thrown).message)
  }
}

async function render(
  path: string,
  project: Project,
  options: Options,
  signal: AbortSignal,
): Promise<void> {
  const { output, stems, rate, bits, json } = options
  checkExportTarget(resolve(output))
  const range = songRange(project, options)
  const renderer = createProjectRenderer(
    nodePlatform({ libraryDirectory: libraryDirectory(options.library) }),
  )
  try {
    refuseMissing(renderer.missing(project), options)
    const call = {
      signal,
      progress: ({ fraction }: { fraction: number }) =>
        progress.show("rendering", `${Math.round(100 * fraction)} %`),
    }
    const request = {
      ...{
        path: resolve(output),
        sampleRateHz: rate,
        sampleFormat: SAMPLE_FORMATS[bits],
        ...range,
      },
      ...{ format: options.format },
      stemsDirectory: stems === undefined ? undefined : resolve(stems),
    }
    const report = await renderer.render(project, request, call)
    progress.end()
    if (json) printJson({ path, output, ...report })
    else printLine(`${output}: ${round(report.seconds, 2)} s, peak ${round(report.peak, 4)}`)
  } finally {
    progress.end()
    await renderer.close()
  }
}

function refuseMissing(missing: readonly string[], { skipMissing }: Options): void {
  if (missing.length === 0) return
  const names = `recordings that are not in the library: ${missing.join(", ")}`
  if (!skipMissing)
    fail("not-found", `The project has ${names}. --skip-missing renders without them`)
  printNote(names)
}
