/** `slipmat generate`: music that a model makes up, as MIDI files. */
import { existsSync, statSync } from "node:fs"
import { join } from "node:path"
import { type Command, Option } from "commander"
import { createExecutor } from "#engine/compute/index.ts"
import { heardPiece, readCorpus } from "#engine/datasets/index.ts"
import { makeFolder, writeWhole } from "#engine/platform/node/index.ts"
import { generate } from "#engine/training/index.ts"
import { fail } from "#shared/contract/errors.ts"
import { GenerateRequest, type HeardPiece } from "#shared/contract/index.ts"
import { writeMidiFile } from "#shared/music/midi-file/index.ts"
import { midiFromProject } from "#shared/project/midi/index.ts"
import { pieceProject } from "#shared/training/index.ts"
import { modelNamed } from "../model-argument.ts"
import { number, printJson, printLine, progress, wholeNumber } from "../output.ts"
import { forceOption, libraryOption } from "./options.ts"

interface Options {
  prompt?: string
  bars: number
  count: number
  seed: number
  temperature: number
  topP: number
  genre?: string
  key?: number
  tempo?: number
  density?: number
  complexity?: number
  output: string
  force?: true
  library?: string
  json?: true
}

export function addGenerate(program: Command, signal: AbortSignal): void {
  program
    .command("generate")
    .description("make music up with a model: the same seed makes the same music")
    .argument(
      "<model>",
      "chorales, chopin, base, drums, duet; an id or name of the library; a file",
    )
    .requiredOption("-o, --output <folder>", "where the MIDI files go")
    .option("--prompt <file>", "music that it goes on from: MIDI, MusicXML, ABC, kern")
    .addOption(whole("--bars <number>", "beyond the prompt", 1, 128, 16))
    .addOption(whole("--count <number>", "pieces", 1, 1000, 1))
    .addOption(whole("--seed <number>", "of the first; the next have the next", 0, 2 ** 31 - 1, 1))
    .addOption(
      new Option("--temperature <number>", "0 takes the likeliest, above 1 dares more")
        .argParser(number("--temperature", 0, 2))
        .default(0.95),
    )
    .addOption(
      new Option("--top-p <number>", "the likeliest that are in play")
        .argParser(number("--top-p", 0.01, 1))
        .default(0.97),
    )
    .option("--genre <name>", "one that the model knows")
    .addOption(whole("--key <number>", "0 to 11 major from C up, 12 to 23 minor", 0, 23))
    .addOption(whole("--tempo <bpm>", "beats a minute", 20, 400))
    .addOption(whole("--density <number>", "notes a beat, from few (0) to many (4)", 0, 4))
    .addOption(whole("--complexity <number>", "from plain (0) to dense (4)", 0, 4))
    .addOption(forceOption())
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((which: string, options: Options) => run(which, options, signal))
}

const whole = (flags: string, words: string, from: number, to: number, usual?: number): Option => {
  const option = new Option(flags, words).argParser(wholeNumber(flags.split(" ")[0]!, from, to))
  return usual === undefined ? option : option.default(usual)
}

async function run(which: string, options: Options, signal: AbortSignal): Promise<void> {
  const model = await modelNamed(which, options.library)
  const { genre, key, tempo: tempoBpm, density, complexity } = options
  if (genre !== undefined && !model.genres.includes(genre.toLowerCase()))
    fail(
      "invalid-input",
      `“${model.name}” knows no genre ${genre}: ${model.genres.join(", ") || "it knows none"}`,
    )
  const request = GenerateRequest.omit({ source: true, count: true }).parse({
    ...{ prompt: options.prompt === undefined ? null : await promptOf(options.prompt, signal) },
    ...{ bars: options.bars, seed: options.seed },
    ...{ temperature: options.temperature, topP: options.topP },
    wishes: { genre, key, tempoBpm, density, complexity },
  })
  if (statSync(options.output, { throwIfNoEntry: false })?.isFile())
    fail("invalid-input", `${options.output} is a file; music goes to a folder`)
  makeFolder(options.output)
  const pathOf = (seed: number): string =>
    join(options.output, `${fileName(model.name)} ${seed}.mid`)
  for (let seed = options.seed; seed < options.seed + options.count; seed++)
    if (existsSync(pathOf(seed)) && !options.force)
      fail("conflict", `${pathOf(seed)} is there already; --force replaces it`)
  const executor = await createExecutor("onnx-cpu")
  const files: string[] = []
  const show = (fraction: number): void =>
    progress.show("writing music", `${Math.round(fraction * 100)} %`)
  const asked = { ...request, count: options.count }
  for await (const { piece, seed } of generate(model, asked, {
    executor,
    signal,
    progress: show,
  })) {
    const path = pathOf(seed)
    writeWhole(path, writeMidiFile(midiFromProject(pieceProject(piece)).file))
    files.push(path)
  }
  progress.end()
  await executor.close()
  if (options.json) printJson({ files })
  else for (const path of files) printLine(path)
}

/** The first piece of a file. */
async function promptOf(path: string, signal: AbortSignal): Promise<HeardPiece> {
  const { works } = await readCorpus(path, { signal })
  return heardPiece(works[0]!.piece)
}

const fileName = (name: string): string =>
  name.replaceAll(/[^\p{L}\p{N} _-]/gu, "").trim() || "Piece"
