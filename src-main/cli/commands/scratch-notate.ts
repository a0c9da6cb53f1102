/** `slipmat scratch notate`: a take as notation. */
import { writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { Option, type Command } from "commander"
import { classifyTake } from "#engine/scratch/index.ts"
import { gestureOf, type GestureTake } from "#shared/gesture/index.ts"
import { notationOf, notationSvg, notationText, type Notation } from "#shared/scratch/index.ts"
import { aboutFile } from "../failure.ts"
import {
  number,
  printJson,
  printLine,
  printNote,
  round,
  UsageError,
  wholeNumber,
} from "../output.ts"
import { checkFree } from "../project-file.ts"
import { readPlayedTake, TAKE, takeLibraryOption, takeProfileOption } from "../take-argument.ts"
import { forceOption } from "./options.ts"

interface Options {
  output: string
  bpm?: number
  firstBeat?: number
  beatsPerBar: number
  barsPerRow: number
  rhythm?: true
  seconds?: true
  profile?: string
  library?: string
  force?: true
  json?: true
}

export function addScratchNotate(scratch: Command): void {
  scratch
    .command("notate")
    .description("write a take down as a staff (slope is speed, gap is fader closed): .svg, .json")
    .argument("<take>", TAKE)
    .requiredOption("-o, --output <file>", "where to: .svg is a drawing, .json the notation itself")
    .addOption(numbered("--bpm <number>", "the tempo (default: the take's, or heard)", 20, 400))
    .addOption(numbered("--first-beat <seconds>", "when in the take a bar begins", -1e6, 1e6))
    .addOption(whole("--beats-per-bar <number>", "of the meter", 1, 16, 4))
    .addOption(whole("--bars-per-row <number>", "of the drawing", 1, 16, 2))
    .option("--seconds", "a line each second: no tempo is heard out of the scratching")
    .option("--rhythm", "note values below the staff")
    .addOption(takeProfileOption())
    .addOption(takeLibraryOption())
    .addOption(forceOption())
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) =>
      aboutFile(path, options, () => notate(path, options), [options.output]),
    )
}

async function notate(path: string, options: Options): Promise<void> {
  const { output, json } = options
  const kind = kindOf(output)
  checkFree(output, options)
  const take = await readPlayedTake(path, options)
  const notation = notationOf(gestureOf(take), {
    ...{ title: take.title, beats: beatsOf(take, options) },
    labels: classifyTake(take).segments,
  })
  const { barsPerRow, rhythm = false } = options
  const text =
    kind === "svg"
      ? notationSvg(notation, { barsPerRow, hasRhythm: rhythm })
      : notationText(notation)
  writeFileSync(resolve(output), text)
  if (notation.sounds.length === 0) printNote(`nothing sounds in ${path}: the staff is empty`)
  if (json) printJson({ path, output, ...summaryOf(notation) })
  else printLine(`${output}: ${wordsOf(notation)}`)
}

function kindOf(output: string): "svg" | "json" {
  const end = /\.([^.]+)$/.exec(output)?.[1]?.toLowerCase()
  if (end === "svg" || end === "json") return end
  if (end === "png")
    throw new UsageError(
      `${output}: notation as PNG is drawn in the window (a take's menu, Export); here it is an .svg or a .json`,
    )
  throw new UsageError(`${output}: notation is an .svg or a .json`)
}

/** undefined: to be heard. */
function beatsOf({ beats }: GestureTake, { bpm, firstBeat, beatsPerBar, seconds }: Options) {
  if (seconds) return null
  if (bpm === undefined && firstBeat === undefined) return beats
  const tempoBpm = bpm ?? beats?.tempoBpm
  if (tempoBpm === undefined)
    throw new UsageError("--first-beat is of use with a tempo: say --bpm, too")
  return { tempoBpm, firstBeatSeconds: firstBeat ?? beats?.firstBeatSeconds ?? 0, beatsPerBar }
}

const summaryOf = ({ durationSeconds, beats, lines, dots, brackets, sounds }: Notation) => ({
  ...{ durationSeconds, beats, brackets },
  ...{ lines: lines.length, dots: dots.length, sounds: sounds.length },
})

function wordsOf({ durationSeconds, beats, sounds, dots }: Notation): string {
  const bpm = beats ? `${round(beats.tempoBpm, 1)} BPM` : "no tempo"
  const tempo = beats?.isEstimated ? `about ${bpm}` : bpm
  return `${round(durationSeconds, 1)} s, ${tempo}, ${sounds.length} sounds, ${dots.length} clicks`
}

const numbered = (flags: string, words: string, from: number, to: number): Option =>
  new Option(flags, words).argParser(number(flags.split(" ")[0]!, from, to))

const whole = (flags: string, words: string, from: number, to: number, usual: number): Option =>
  new Option(flags, words).argParser(wholeNumber(flags.split(" ")[0]!, from, to)).default(usual)
