/** `slipmat infill`: bars of a piece written anew. */
import { extname } from "node:path"
import { type Command, Option } from "commander"
import { createExecutor } from "#engine/compute/index.ts"
import { infill } from "#engine/duet/index.ts"
import { writeWhole } from "#engine/platform/node/index.ts"
import { barsOf, metersAtBars } from "#engine/symbolic/index.ts"
import { pieceOfHeard } from "#engine/training/index.ts"
import { fail } from "#shared/contract/errors.ts"
import type { HeardPiece } from "#shared/contract/index.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { partsToWrite, type PartToWrite, type Stretch } from "../infill-parts.ts"
import { modelNamed } from "../model-argument.ts"
import {
  number,
  printJson,
  printLine,
  printNote,
  progress,
  UsageError,
  wholeNumber,
} from "../output.ts"
import { checkMidiPath, midiPath, pieceMidi, readPiece } from "../played-files.ts"
import { forceOption, libraryOption } from "./options.ts"

const WRITERS = ["base", "chopin", "drums", "duet"]

interface Options {
  bars: { fromBar: number; toBar: number }
  model?: string
  seed: number
  count: number
  temperature: number
  output: string
  force?: true
  library?: string
  json?: true
}

export function addInfill(program: Command, signal: AbortSignal): void {
  program
    .command("infill")
    .description("write bars anew, so that they follow from those before and lead to those after")
    .argument("<file>", "the piece: MIDI, MusicXML, ABC, kern")
    .requiredOption("--bars <A-B>", "the bars, from 1, both of them written anew", barRange)
    .requiredOption("-o, --output <file>", "the piece with them: MIDI; more get a number", midiPath)
    .option(
      "--model <model>",
      "a starter, an id or name of the library, a file (default: base, and drums for the drums)",
    )
    .addOption(
      new Option("--seed <number>", "of chance, a whole number from 0")
        .argParser(wholeNumber("--seed", 0, 2 ** 31 - 1))
        .default(1),
    )
    .addOption(
      new Option("--count <number>", "candidates, best first, 1 to 8")
        .argParser(wholeNumber("--count", 1, 8))
        .default(1),
    )
    .addOption(
      new Option("--temperature <number>", "surprise, 0 to 2")
        .argParser(number("--temperature", 0, 2))
        .default(0.95),
    )
    .addOption(forceOption())
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((file: string, options: Options) => run(file, options, signal))
}

function barRange(text: string): Options["bars"] {
  const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? []
  const [first, last] = [Number(from), Number(to ?? from)]
  if (!(first >= 1 && last >= first)) throw new UsageError(`--bars are such as 5-8, not "${text}"`)
  return { fromBar: first - 1, toBar: last }
}

async function run(path: string, options: Options, signal: AbortSignal): Promise<void> {
  const { bars, output, count, seed, temperature } = options
  const paths = Array.from({ length: count }, (_, at) => numbered(output, at))
  for (const each of paths) checkMidiPath(each, options)
  const piece = await readPiece(path, signal)
  const lines = barLines(piece, bars.toBar)
  const end = Math.max(0, ...piece.notes.map((note) => note.startBeats + note.lengthBeats))
  const behind = [bars.fromBar, bars.toBar - 1].find((bar) => lines[bar]! >= end)
  if (behind !== undefined) fail("invalid-input", `${path} has ended before bar ${behind + 1}.`)
  const stretch = { from: lines[bars.fromBar]!, to: lines[bars.toBar]! }
  const executor = await createExecutor("onnx-cpu")
  try {
    const ask = async (name: string) => modelNamed(name, options.library, WRITERS)
    const parts = await partsToWrite(piece, stretch, { named: options.model, ask, executor })
    const written: WrittenPart[] = []
    for (const [at, part] of parts.entries()) {
      const show = (fraction: number): void =>
        progress.show("writing bars", `${Math.round((100 * (at + fraction)) / parts.length)} %`)
      const request = { piece: pieceOfHeard(part.piece), ...bars, count, temperature, seed }
      const candidates = await infill(part.partner, request, { signal, progress: show })
      written.push({ ...part, candidates })
    }
    progress.end()
    tell(writeAll(written, { piece, stretch, paths }), written, options)
  } finally {
    await executor.close()
  }
}

type Written = Awaited<ReturnType<typeof infill>>
type WrittenPart = PartToWrite & { candidates: Written }

/** Candidates of all parts together, as many as each part has. @returns the files */
function writeAll(
  written: readonly WrittenPart[],
  { piece, stretch, paths }: { piece: HeardPiece; stretch: Stretch; paths: readonly string[] },
): string[] {
  const count = Math.min(...written.map(({ candidates }) => candidates.length))
  const files = paths.slice(0, count)
  for (const [at, path] of files.entries()) {
    const whole = written.reduce(
      (now, { isOf, candidates }) => replaced(now, stretch, { isOf, piece: candidates[at]!.piece }),
      piece,
    )
    writeWhole(path, pieceMidi(whole))
  }
  return files
}

function tell(files: readonly string[], written: readonly WrittenPart[], options: Options): void {
  const { bars, seed, temperature, count } = options
  if (files.length < count)
    printNote(`Only ${files.length} of ${count} tries have notes; the others are left out.`)
  for (const { kept } of written) if (kept) printNote(kept)
  if (!options.json) {
    for (const each of files) printLine(each)
    return
  }
  const parts = written.map(({ partner: { name }, candidates }) => ({
    model: name,
    seeds: candidates.slice(0, files.length).map((each) => each.seed),
  }))
  const model = [...new Set(parts.map((part) => part.model))].join(", ")
  const { seeds } = parts[0]!
  const told = { from: bars.fromBar + 1, to: bars.toBar }
  printJson({ files, model, bars: told, seed, seeds, temperature, parts })
}

/** Beats of the bar lines from 0 to that of bar `last`. */
function barLines(piece: HeardPiece, last: number): number[] {
  const lines: number[] = []
  for (const { startTicks } of barsOf(metersAtBars(pieceOfHeard(piece).meters))) {
    lines.push(startTicks / TICKS_PER_QUARTER)
    if (lines.length > last) break
  }
  return lines
}

/** Notes of a part that begin within the stretch make way; those that reach into it are cut at its beginning. */
function replaced(
  piece: HeardPiece,
  { from, to }: Stretch,
  written: { isOf: PartToWrite["isOf"]; piece: HeardPiece },
): HeardPiece {
  const kept = piece.notes
    .filter((note) => !written.isOf(note) || note.startBeats < from || note.startBeats >= to)
    .map((note) => ({
      ...note,
      ...(written.isOf(note) &&
        note.startBeats < from && {
          lengthBeats: Math.min(note.lengthBeats, from - note.startBeats),
        }),
    }))
  const own = written.piece.notes.map((note) => ({
    ...note,
    startBeats: note.startBeats + from,
    lengthBeats: Math.min(note.lengthBeats, to - from - note.startBeats),
  }))
  const notes = [...kept, ...own].sort((a, b) => a.startBeats - b.startBeats || a.pitch - b.pitch)
  return { ...piece, notes }
}

function numbered(path: string, at: number): string {
  if (at === 0) return path
  const ending = extname(path)
  return `${path.slice(0, path.length - ending.length)} ${at + 1}${ending}`
}
