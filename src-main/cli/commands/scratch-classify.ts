import type { Command } from "commander"
import { classifyTake } from "#engine/scratch/index.ts"
import type { Label, Reading } from "#shared/scratch/index.ts"
import { aboutFile } from "../failure.ts"
import { printJson, printLine, round } from "../output.ts"
import { readPlayedTake, TAKE, takeLibraryOption, takeProfileOption } from "../take-argument.ts"

interface Options {
  profile?: string
  library?: string
  rules?: true
  json?: true
}

export function addScratchClassify(scratch: Command): void {
  scratch
    .command("classify")
    .description("name the technique of a take, as a whole and stretch by stretch")
    .argument("<take>", TAKE)
    .addOption(takeProfileOption())
    .option("--rules", "by rules alone, without what was learnt")
    .addOption(takeLibraryOption())
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) =>
      aboutFile(path, options, async () => {
        const take = await readPlayedTake(path, options)
        const reading = classifyTake(take, { isByRules: options.rules ?? false })
        if (options.json) printJson({ path, ...documentOf(reading) })
        else printReading(path, reading)
      }),
    )
}

function documentOf({ segments, ...whole }: Reading) {
  return { ...rounded(whole), segments: segments.map(rounded) }
}

const rounded = (label: Label) => ({
  ...label,
  ...{ startSeconds: round(label.startSeconds, 4), endSeconds: round(label.endSeconds, 4) },
  confidence: round(label.confidence, 4),
  alternatives: label.alternatives.map(({ technique, confidence }) => ({
    ...{ technique, confidence: round(confidence, 4) },
  })),
})

function printReading(path: string, { segments, ...whole }: Reading): void {
  if (whole.strokes === 0) {
    printLine(`${path}: nothing to name: the record does not turn, or the fader is closed`)
    return
  }
  printLine(`${path}: ${sentence(whole)}, ${whole.strokes} strokes`)
  const others = whole.alternatives.map(
    ({ technique, confidence }) => `${technique} ${percent(confidence)}`,
  )
  if (others.length > 0) printLine(`or ${others.join(", ")}`)
  if (segments.length > 1)
    for (const each of segments)
      printLine(
        `${round(each.startSeconds, 2)} to ${round(each.endSeconds, 2)} s  ${sentence(each)}`,
      )
}

const sentence = ({ technique, confidence }: Label): string =>
  technique === null ? "unsure" : `${technique}, ${percent(confidence)}`

const percent = (share: number): string => `${Math.round(100 * share)} %`
