/** `slipmat scratch respond`: a phrase of scratching is answered. */
import { Option, type Command } from "commander"
import {
  answerJam,
  barsOfCall,
  createShippedArchives,
  foundGestures,
  guessBeat,
  PhraseBank,
} from "#engine/scratch/index.ts"
import { JamMode, JamTaste, type JamBeat } from "#shared/contract/index.ts"
import {
  gestureOf,
  gestureOfNumbers,
  numbersOfGesture,
  takeOfGesture,
  type GestureTake,
} from "#shared/gesture/index.ts"
import { aboutFile } from "../failure.ts"
import { writeTake } from "../gesture-files.ts"
import { number, printJson, printLine, round, wholeNumber } from "../output.ts"
import { checkFree } from "../project-file.ts"
import { readPlayedTake, TAKE, takeLibraryOption, takeProfileOption } from "../take-argument.ts"
import { forceOption } from "./options.ts"

interface Options {
  output: string
  bars?: number
  mode: JamMode
  bpm?: number
  firstBeat?: number
  seed: number
  likeness: number
  timing: number
  nerve: number
  reach: number
  profile?: string
  library?: string
  force?: true
  json?: true
}

/** An answer takes one or two, unless more are asked for. */
const MOST_BARS = 2

export function addScratchRespond(scratch: Command): void {
  const taste = JamTaste.parse({})
  const share = (flags: string, words: string, usual: number) =>
    new Option(flags, words).argParser(number(flags.split(" ")[0]!, 0, 1)).default(usual)
  scratch
    .command("respond")
    .description("answer a take in one or two bars: the same seed gives the same answer")
    .argument("<call>", TAKE)
    .requiredOption("-o, --output <file>", "the answer: .json, from a bar line on")
    .addOption(
      new Option(
        "--bars <number>",
        "of the answer (default: as many as the call has, up to 2)",
      ).argParser(wholeNumber("--bars", 1, 4)),
    )
    .addOption(
      new Option("--mode <mode>", "how it answers").choices(JamMode.options).default("answer"),
    )
    .addOption(
      new Option("--bpm <number>", "the tempo (default: the take's, or heard)").argParser(
        number("--bpm", 20, 400),
      ),
    )
    .addOption(
      new Option("--first-beat <seconds>", "when in the call a bar begins").argParser(
        number("--first-beat", -1e6, 1e6),
      ),
    )
    .addOption(
      new Option("--seed <number>", "of chance")
        .argParser(wholeNumber("--seed", 0, 2 ** 31 - 1))
        .default(1),
    )
    .addOption(share("--likeness <share>", "1 is the call itself", taste.likeness))
    .addOption(share("--timing <share>", "of the hand's own timing; 0 is the grid", taste.timing))
    .addOption(share("--nerve <share>", "how far it dares", taste.nerve))
    .addOption(
      new Option("--reach <seconds>", "of record there is")
        .argParser(number("--reach", 0.05, 3600))
        .default(2),
    )
    .addOption(takeProfileOption())
    .addOption(takeLibraryOption())
    .addOption(forceOption())
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) =>
      aboutFile(path, options, () => respond(path, options), [options.output]),
    )
}

async function respond(path: string, options: Options): Promise<void> {
  const { output, mode, seed, reach } = options
  checkFree(output, options)
  const take = await readPlayedTake(path, options)
  const call = gestureOf(take)
  const beat = beatOf(take, options)
  const bars = options.bars ?? Math.min(MOST_BARS, barsOfCall(call, beat))
  const bank = new PhraseBank(foundGestures(createShippedArchives()))
  bank.phrases(bars * beat.beatsPerBar, beat.beatsPerBar)
  const begunMs = performance.now()
  const { answer, traits } = answerJam(
    {
      ...{ numbers: numbersOfGesture(call), beat, bars, mode, seed, sampleSeconds: reach },
      taste: JamTaste.parse(options),
    },
    { bank, rated: [], id: "answer" },
  )
  const plannedMs = performance.now() - begunMs
  const gesture = gestureOfNumbers(answer.numbers)
  const isRest = gesture.points.length < 3
  const written = takeOfGesture(gesture, `Answer to ${take.title}`)
  const beats = { tempoBpm: beat.bpm, firstBeatSeconds: 0, beatsPerBar: beat.beatsPerBar }
  writeTake(output, { ...written, tags: ["partner", mode], beats }, "json")
  const { likeness, labels } = answer
  const facts = { mode, seed, bars, bpm: beat.bpm, isRest, likeness, plannedMs, traits, labels }
  if (options.json) printJson({ path, output, ...facts })
  else if (isRest) printLine(`${output}: a rest, since nothing sounds in the call`)
  else
    printLine(
      `${output}: ${bars === 1 ? "a bar" : `${bars} bars`} at ${round(beat.bpm, 1)} BPM, ${Math.round(100 * likeness)} % like the call`,
    )
}

function beatOf(take: GestureTake, { bpm, firstBeat }: Options): JamBeat {
  const { beats } = take
  const guessed = beats
    ? {
        ...{ bpm: beats.tempoBpm, beatsPerBar: Math.min(16, beats.beatsPerBar) },
        barSeconds: beats.firstBeatSeconds,
      }
    : guessBeat(gestureOf(take))
  return {
    bpm: Math.min(400, Math.max(20, bpm ?? guessed.bpm)),
    beatsPerBar: guessed.beatsPerBar,
    barSeconds: firstBeat ?? guessed.barSeconds,
  }
}
