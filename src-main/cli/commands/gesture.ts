import { setImmediate } from "node:timers/promises"
import { InvalidArgumentError, Option, type Command } from "commander"
import { readPlainText } from "#engine/platform/node/index.ts"
import {
  decodeInSteps,
  gestureOf,
  parseRawCsv,
  strokesOf,
  type GestureChannels,
  type GestureTake,
} from "#shared/gesture/index.ts"
import { controllerProfile } from "../controller-option.ts"
import { aboutFile } from "../failure.ts"
import { FORMATS, formatOf, readAnyTake, writeTake, type Format } from "../gesture-files.ts"
import { checkFree } from "../project-file.ts"
import { addGestureRender } from "./gesture-render.ts"
import { forceOption } from "./options.ts"
import { printJson, printLine, printNote, progress, round, wholeNumber } from "../output.ts"

interface DecodeOptions {
  profile: string
  deck?: number
  ticks?: number
  live?: true
  json?: true
}

export function addGesture(program: Command, signal: AbortSignal): void {
  const gesture = program.command("gesture").description("what hands did on controllers")
  gesture
    .command("decode")
    .description("read a recording of a controller: its platter, touch and fader over time")
    .argument("<raw.csv>", "lines of microseconds,hex bytes such as 10250,B0 22 41")
    .requiredOption("--profile <id>", 'one of "slipmat controllers", or a profile\'s JSON file')
    .option("--deck <number>", "which deck of the controller", wholeNumber("--deck", 1, 8))
    .option("--ticks <number>", "ticks a turn, instead of the profile's", positiveNumber)
    .option("--live", "what a deck would have heard at each moment, not smoothed afterwards")
    .option("--json", "print one JSON document")
    .action((path: string, options: DecodeOptions) =>
      aboutFile(path, options, () => decode(path, options, signal)),
    )
  addShow(gesture)
  addGestureRender(gesture, signal)
  addTransfer(gesture, "export", "<take.json>", "write a take as a file of another kind")
  addTransfer(gesture, "import", "<file>", "read a file of another kind as a take")
}

interface TakeOptions {
  profile?: string
  json?: true
}

function addShow(gesture: Command): void {
  gesture
    .command("show")
    .description("what is in a take: its strokes, cuts and what is said about it")
    .argument("<take.json>")
    .option("--profile <id>", "the controller, where the take does not know it")
    .option("--json", "print one JSON document")
    .action((path: string, options: TakeOptions) =>
      aboutFile(path, options, () => {
        const take = readAnyTake(path, "json", profileOf(options))
        if (options.json) printJson({ path, ...shown(take) })
        else printTake(path, take)
        return Promise.resolve()
      }),
    )
}

interface TransferOptions extends TakeOptions {
  output: string
  as?: Format
  force?: true
}

/** Both ways at once: an import reads anything and writes JSON, an export reads JSON and writes anything. */
function addTransfer(
  gesture: Command,
  name: "import" | "export",
  from: string,
  text: string,
): void {
  gesture
    .command(name)
    .description(
      `${text}: .json, .csv (raw or motion), .mid, .sml${name === "export" ? ", .svg" : ""}`,
    )
    .argument(from)
    .requiredOption("-o, --output <file>", "where to")
    .addOption(new Option("--as <format>", "where the name does not say it").choices(FORMATS))
    .option("--profile <id>", "the controller, where the take does not know it")
    .addOption(forceOption())
    .option("--json", "print one JSON document")
    .action((path: string, options: TransferOptions) =>
      aboutFile(path, options, () => {
        const isImport = name === "import"
        const format = isImport ? "json" : formatOf(options.output, options.as)
        checkFree(options.output, options)
        const take = readAnyTake(path, isImport ? options.as : "json", profileOf(options))
        writeTake(options.output, take, format)
        if (options.json) printJson({ path, output: options.output, format, title: take.title })
        else printLine(`${options.output}: written`)
        return Promise.resolve()
      }),
    )
}

const profileOf = ({ profile }: TakeOptions) =>
  profile === undefined ? undefined : controllerProfile(profile)

function shown(take: GestureTake) {
  const gesture = gestureOf(take)
  const { title, session, tags, notes, createdAt, mayTrain, beats, sources, events } = take
  return {
    ...{ title, session, tags, notes, createdAt, mayTrain, beats: beats ?? null },
    sources: sources.map(({ port, profile }) => ({ port, profile: profile?.id ?? null })),
    events: events.length,
    isEdited: take.edited !== undefined,
    durationSeconds: gesture.durationSeconds,
    strokes: strokesOf(gesture),
  }
}

function printTake(path: string, take: GestureTake): void {
  const { durationSeconds, events, strokes, sources, isEdited } = shown(take)
  const clicks = strokes.reduce((sum, { opens, closes }) => sum + opens + closes, 0)
  const from = sources.map(({ port, profile }) => profile ?? (port || "unknown")).join(", ")
  printLine(`${path}: ${take.title}`)
  printLine(
    `${round(durationSeconds, 3)} s, ${events} events${from ? ` of ${from}` : ""}${isEdited ? ", edited" : ""}`,
  )
  printLine(`${strokes.length} strokes, ${clicks} clicks of the fader in them`)
  if (take.tags.length > 0) printLine(`tags: ${take.tags.join(", ")}`)
  if (take.mayTrain) printLine("may be learnt from")
}

async function decode(path: string, options: DecodeOptions, signal: AbortSignal): Promise<void> {
  const profile = controllerProfile(options.profile)
  const { deck, ticks: ticksPerRevolution, live: isLive } = options
  const events = parseRawCsv(readPlainText(path), path)
  const steps = decodeInSteps(events, profile, { deck, ticksPerRevolution, isLive })
  const channels = await finished(steps, path, signal)
  if (channels.timeSeconds.length === 0)
    printNote(`${path}: none of its events is one of ${profile.id}`)
  progress.end()
  if (options.json) printJson({ path, profile: profile.id, ...documentOf(channels) })
  else printSummary(path, channels)
}

/** Lets signals through between the steps. */
async function finished<T>(
  steps: Generator<number, T, void>,
  path: string,
  signal: AbortSignal,
): Promise<T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    progress.show(`${path}: reading`, `${Math.round(step.value * 100)} %`)
    await setImmediate()
    signal.throwIfAborted()
  }
}

/** Arrays of one length. What is unknown is null. Digits beyond what anybody measures would double the document. */
function documentOf(channels: GestureChannels) {
  const { timeSeconds, positionTurns, velocity, acceleration, torque, touch, fader } = channels
  const column = (values: Float64Array, digits: number): number[] =>
    Array.from(values, (value) => round(value, digits))
  return {
    encoding: channels.encoding,
    ticksPerRevolution: channels.ticksPerRevolution,
    timeSeconds: column(timeSeconds, 6),
    positionTurns: column(positionTurns, 9),
    velocity: column(velocity, 6),
    acceleration: column(acceleration, 4),
    torque: column(torque, 7),
    touch: Array.from(touch, (value) => value === 1),
    fader: Array.from(fader, (value) => (Number.isNaN(value) ? null : round(value, 6))),
    buttons: channels.buttons.map(({ name, isDown, atMicros }) => ({
      ...{ name, isDown, timeSeconds: atMicros / 1e6 },
    })),
  }
}

function printSummary(path: string, channels: GestureChannels): void {
  const { timeSeconds, positionTurns, velocity, encoding, ticksPerRevolution } = channels
  const seconds = (timeSeconds.at(-1) ?? 0) - (timeSeconds[0] ?? 0)
  const fastest = velocity.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  printLine(`${path}: ${timeSeconds.length} events in ${round(seconds, 3)} s`)
  printLine(`read as ${encoding}, ${ticksPerRevolution} ticks a turn`)
  printLine(`ends ${round(positionTurns.at(-1) ?? 0, 4)} turns from where it began`)
  printLine(`fastest ${round(fastest, 2)} of record speed`)
}

function positiveNumber(text: string): number {
  const value = Number(text)
  if (value > 0 && value < 1e6) return value
  throw new InvalidArgumentError("must be a number above 0")
}
