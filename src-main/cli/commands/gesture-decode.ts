import { setImmediate } from "node:timers/promises"
import { InvalidArgumentError, type Command } from "commander"
import { readPlainText } from "#engine/platform/node/index.ts"
import { decodeInSteps, parseRawCsv, type GestureChannels } from "#shared/gesture/index.ts"
import { controllerProfile } from "../controller-option.ts"
import { aboutFile } from "../failure.ts"
import { printJson, printLine, printNote, progress, round, wholeNumber } from "../output.ts"

interface DecodeOptions {
  profile: string
  deck?: number
  ticks?: number
  live?: true
  json?: true
}

export function addGestureDecode(gesture: Command, signal: AbortSignal): void {
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
