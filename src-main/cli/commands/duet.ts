/** `slipmat duet`: a call of a MIDI file is answered. */
import { type Command, Option } from "commander"
import { createExecutor } from "#engine/compute/index.ts"
import { answerCall, checkPlaysPitches, Partner, untrained } from "#engine/duet/index.ts"
import { writeWhole } from "#engine/platform/node/index.ts"
import { DuetMode, DuetTaste } from "#shared/contract/index.ts"
import { keyName, numberedKey } from "#shared/music/key.ts"
import { modelNamed } from "../model-argument.ts"
import { number, printJson, printLine, wholeNumber } from "../output.ts"
import { checkMidiPath, midiPath, playedMidi, readCall } from "../played-files.ts"
import { forceOption, libraryOption } from "./options.ts"

/** Starters that play pitches one after the other: neither drums nor voices. */
const PLAYERS = ["base", "chopin", "duet"]

interface Options {
  mode: DuetMode
  model: string
  untrained?: true
  seed: number
  temperature: number
  density: number
  register: number
  length: number
  likeness: number
  bars: number
  free?: true
  withCall?: true
  output: string
  force?: true
  library?: string
  json?: true
}

export function addDuet(program: Command, signal: AbortSignal): void {
  const taste = DuetTaste.parse({})
  const option = (flags: string, words: string, [from, to]: [number, number], usual: number) =>
    new Option(flags, `${words}, ${from} to ${to}`)
      .argParser(number(flags.split(" ")[0]!, from, to))
      .default(usual)
  program
    .command("duet")
    .description("answer a phrase: the same seed gives the same answer")
    .argument("<call>", "the phrase: MIDI")
    .requiredOption(
      "-o, --output <file>",
      "the answer: MIDI, from its first bar or note on",
      midiPath,
    )
    .addOption(
      new Option("--mode <mode>", "how it answers").choices(DuetMode.options).default("answer"),
    )
    .option("--model <model>", "a starter, an id or name of the library, a file", "duet")
    .option("--untrained", "by the same model before it has learnt anything")
    .addOption(
      new Option("--seed <number>", "of chance, a whole number from 0")
        .argParser(wholeNumber("--seed", 0, 2 ** 31 - 1))
        .default(1),
    )
    .addOption(
      option(
        "--temperature <number>",
        "surprise: 0 takes the likeliest",
        [0, 2],
        taste.temperature,
      ),
    )
    .addOption(option("--density <factor>", "notes a beat against the call's", [0.25, 4], 1))
    .addOption(option("--register <octaves>", "above the call's middle", [-3, 3], 0))
    .addOption(option("--length <factor>", "against the call's", [0.25, 2], 1))
    .addOption(option("--likeness <share>", "of the call's motion", [0, 1], taste.likeness))
    .addOption(
      new Option("--bars <number>", "of trade, 1 to 16")
        .argParser(wholeNumber("--bars", 1, 16))
        .default(4),
    )
    .option("--free", "find the beat in the notes, whatever the file's tempo")
    .option("--with-call", "write the call, too, on a track of its own")
    .addOption(forceOption())
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((call: string, options: Options) => run(call, options, signal))
}

async function run(path: string, options: Options, signal: AbortSignal): Promise<void> {
  const { output, mode, seed, bars } = options
  checkMidiPath(output, options)
  const heard = await readCall(path, signal)
  const model = await modelNamed(options.model, options.library, PLAYERS)
  const executor = await createExecutor("onnx-cpu")
  try {
    const partner = await Partner.open(options.untrained ? untrained(model) : model, executor)
    await checkPlaysPitches(partner)
    const beat = options.free ? null : heard.beat
    const taste = DuetTaste.parse(options)
    const request = { call: heard.notes, beat, mode, taste, seed, bars }
    const begunMs = performance.now()
    const answer = await answerCall(partner, request, { signal })
    const seconds = (performance.now() - begunMs) / 1000
    const { bpm, key, notes, afterSeconds } = answer
    const parts = options.withCall
      ? [
          heard.notes,
          notes.map((note) => ({ ...note, startSeconds: note.startSeconds + afterSeconds })),
        ]
      : [notes]
    writeWhole(output, playedMidi(parts, { bpm, meter: beat && heard.meter }))
    const facts = { model: partner.name, mode, seed, bpm, key: nameOf(key), afterSeconds, seconds }
    if (options.json) printJson({ file: output, ...facts, notes })
    else
      printLine(
        `${output}: ${notes.length} notes, ${nameOf(key) ?? "no key"}, ${bpm.toFixed(1)} bpm`,
      )
    await partner.close()
  } finally {
    await executor.close()
  }
}

/** Of 0..11 major from C up, 12..23 minor. */
const nameOf = (key: number | null): string | null =>
  key === null ? null : keyName(numberedKey(key))
