/** `slipmat loops`: short melodies and drum patterns as points of a learnt space, and back. */
import { join } from "node:path"
import { type Command, Option } from "commander"
import type { EncodedLoop, LoopCell } from "#shared/contract/loops.ts"
import { keyName, numberedKey } from "#shared/music/key.ts"
import { printJson, printLine, printNote, round, UsageError, wholeNumber } from "../output.ts"
import { midiPath } from "../played-files.ts"
import { forceOption } from "./options.ts"
import {
  firstLoop,
  type LoopChoice,
  loopsIn,
  pointsIn,
  withSpace,
  writeLoops,
} from "../loop-files.ts"

interface Options extends LoopChoice {
  output: string
  force?: true
  json?: true
}

export function addLoops(program: Command, signal: AbortSignal): void {
  const loops = program
    .command("loops")
    .description("short melodies and drum patterns as points of a learnt space, and back")
  addEncode(loops, signal)
  addDecode(loops)
  addInterpolate(loops, signal)
  addSample(loops)
}

function addEncode(loops: Command, signal: AbortSignal): void {
  choosing(loops.command("encode"))
    .description("the points of a file's loops, one every two or four bars from its first note on")
    .argument("<file>", "MIDI, MusicXML, ABC, kern")
    .option("--json", "print one JSON document, which `loops decode` reads")
    .action(async (path: string, options: Options) => {
      const { placed, choice } = await loopsIn(path, options, signal)
      await withSpace(choice, async (space, model) => {
        const encoded = await space.encode(placed.map(({ loop }) => loop))
        const points = encoded.map((each, at) => ({ startBeats: placed[at]!.startBeats, ...each }))
        if (options.json) printJson({ model, points })
        else for (const each of points) printLine(pointLine(each))
      })
    })
}

const pointLine = ({ startBeats, exactness }: EncodedLoop & { startBeats: number }): string =>
  `beat ${startBeats + 1}: ${percent(exactness.steps)} of the steps and ${percent(exactness.onsets)} of the notes come back`

const percent = (share: number): string => `${round(100 * share, 0)} %`

function addDecode(loops: Command): void {
  loops
    .command("decode")
    .description("play points again: one loop after the other, as MIDI")
    .argument("<file>", "JSON that `loops encode --json` printed")
    .requiredOption("-o, --output <file>", "the MIDI file", midiPath)
    .addOption(modelOption())
    .addOption(forceOption())
    .action(async (path: string, options: Options) => {
      const { points, model } = pointsIn(path)
      await withSpace({ model: options.model ?? model }, async (space) => {
        const cells = await space.decode(points)
        writeLoops(
          options.output,
          cells.map(({ loop }) => loop),
          options,
        )
      })
      printLine(options.output)
    })
}

function addInterpolate(loops: Command, signal: AbortSignal): void {
  choosing(loops.command("interpolate"))
    .description("the way from one file's first loop to another's, as MIDI files")
    .argument("<from>", "MIDI, MusicXML, ABC, kern")
    .argument("<to>", "MIDI, MusicXML, ABC, kern")
    .addOption(whole("--steps <number>", "loops, both ends among them", 2, 64, 8))
    .requiredOption("-o, --output <folder>", "where the MIDI files go")
    .addOption(forceOption())
    .option("--json", "print one JSON document")
    .action(async (from: string, to: string, options: Options & { steps: number }) => {
      const first = await firstLoop(from, options, signal)
      const last = await firstLoop(to, first.choice, signal)
      await withSpace(first.choice, async (space) => {
        const ends = await space.encode([first.loop, last.loop])
        const corners = ends.map(({ point }) => point)
        const grid = { cornerColumns: 2, columns: options.steps, rows: 1, key: null }
        const cells = await space.between({ corners, ...grid })
        const keys = cells.map(({ point }) => keyName(numberedKey(point.key)))
        const turn = keys.findIndex((key) => key !== keys[0])
        if (turn > 0)
          printNote(
            `The way begins in ${keys[0]}; from loop ${turn + 1} on it is in ${keys[turn]}.`,
          )
        told(cells, options, first.choice.kind === "melody" ? { keys } : {})
      })
    })
}

function addSample(loops: Command): void {
  choosing(loops.command("sample"))
    .description("loops that nobody wrote, as MIDI files: the same seed makes the same ones")
    .addOption(whole("--count <number>", "loops", 1, 256, 1))
    .addOption(whole("--seed <number>", "of all of them", 0, 2 ** 31 - 1, 1))
    .requiredOption("-o, --output <folder>", "where the MIDI files go")
    .addOption(forceOption())
    .option("--json", "print one JSON document")
    .action(async (options: Options & { count: number; seed: number }) => {
      const { count, seed } = options
      await withSpace(options, async (space) =>
        told(await space.sample({ count, seed, temperature: 1, key: 0, octaves: 0 }), options),
      )
    })
}

function told(cells: readonly LoopCell[], options: Options, facts: object = {}): void {
  const digits = String(cells.length).length
  const files = cells.map((_, at) =>
    join(options.output, `loop ${String(at + 1).padStart(digits, "0")}.mid`),
  )
  for (const [at, path] of files.entries()) writeLoops(path, [cells[at]!.loop], options)
  const points = cells.map(({ point }) => point)
  if (options.json) printJson({ files, points, ...facts })
  else for (const path of files) printLine(path)
}

const choosing = (command: Command): Command =>
  command
    .addOption(
      new Option("--kind <kind>", "default: a melody where there is one").choices([
        "melody",
        "drums",
      ]),
    )
    .addOption(
      // Numbers out of words: `choices` and a parser exclude each other.
      new Option("--bars <number>", "of 4/4: 2 or 4 (default: 2)").argParser(loopBars),
    )
    .addOption(modelOption())

function loopBars(text: string): 2 | 4 {
  const bars = ([2, 4] as const).find((each) => String(each) === text)
  if (bars === undefined) throw new UsageError(`--bars are 2 or 4, not "${text}"`)
  return bars
}

const modelOption = (): Option =>
  new Option("--model <model>", "melody2, melody4, drums2, or a file (default: by kind and bars)")

function whole(flags: string, words: string, from: number, to: number, usual: number): Option {
  const name = flags.split(" ")[0]!
  return new Option(flags, words).argParser(wholeNumber(name, from, to)).default(usual)
}
