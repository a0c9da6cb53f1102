import { InvalidArgumentError, type Command } from "commander"
import { readPlainText } from "#engine/platform/node/index.ts"
import { decodeRaw, parseRawCsv, type GestureChannels } from "#shared/gesture/index.ts"
import { controllerProfile } from "../controller-option.ts"
import { aboutFile } from "../failure.ts"
import { printJson, printLine, printNote, round, wholeNumber } from "../output.ts"

interface DecodeOptions {
  profile: string
  deck?: number
  ticks?: number
  live?: true
  json?: true
}

export function addGesture(program: Command): void {
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
      aboutFile(path, options, () => {
        decode(path, options)
        return Promise.resolve()
      }),
    )
}

function decode(path: string, options: DecodeOptions): void {
  const profile = controllerProfile(options.profile)
  const channels = decodeRaw(parseRawCsv(readPlainText(path), path), profile, {
    ...{ deck: options.deck, ticksPerRevolution: options.ticks, isLive: options.live },
  })
  if (channels.timeSeconds.length === 0)
    printNote(`${path}: none of its events is one of ${profile.id}`)
  if (options.json) printJson({ path, profile: profile.id, ...documentOf(channels) })
  else printSummary(path, channels)
}

/** Arrays of one length. What is unknown is null. */
function documentOf(channels: GestureChannels) {
  const { timeSeconds, positionTurns, velocity, acceleration, torque, touch, fader } = channels
  return {
    encoding: channels.encoding,
    ticksPerRevolution: channels.ticksPerRevolution,
    timeSeconds: Array.from(timeSeconds),
    positionTurns: Array.from(positionTurns),
    velocity: Array.from(velocity),
    acceleration: Array.from(acceleration),
    torque: Array.from(torque),
    touch: Array.from(touch, (value) => value === 1),
    fader: Array.from(fader, (value) => (Number.isNaN(value) ? null : value)),
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
