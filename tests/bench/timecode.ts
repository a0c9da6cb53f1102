/**
 * Control vinyl read back against the truth that made it, beside what xwax 1.10 made of the same cases when it was measured
 * (fixtures/timecode-reference.json), and what a deck costs. Ours are the means of several seeds.
 *   npm run bench -- timecode [--format serato_2a] [--rate 48000] [--seeds 3]
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import {
  BlockDecoder,
  TIMECODE_NAMES,
  TimecodeGenerator,
  TimecodeHand,
  type TimecodeName,
  timecodeOf,
} from "../../src-main/shared/timecode/index.ts"
import {
  knownShare,
  overshoot,
  PLAYED,
  positionError,
  relockSeconds,
  type Run,
  type RunOptions,
  runTimecode,
  sine,
  speedError,
  speedLag,
  speeds,
} from "../support/timecode-runs.ts"

const { values } = parseArgs({
  options: {
    format: { type: "string", default: "serato_2a" },
    rate: { type: "string", default: "48000" },
    seeds: { type: "string", default: "3" },
  },
})
const format = TIMECODE_NAMES.find((name) => name === values.format) ?? unknownFormat()
const rateHz = Number(values.rate)
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => 100 + i)
const reference = readReference()
let missed = 0

const CASES = [
  ["baby 2 Hz .15 s", sine(2, 0.15), 0.02],
  ["baby 4 Hz .15 s", sine(4, 0.15), 0.08],
  ["baby 4 Hz .30 s", sine(4, 0.3), 0.16],
  ["baby 8 Hz .10 s", sine(8, 0.1), 0.22],
  ["scribble 12 Hz .04 s", sine(12, 0.04), 0.2],
] as const

console.log(`${format}, ${rateHz} Hz, ${seeds.length} seeds\n`)
console.log("".padEnd(52), "ours".padStart(9), "reach".padStart(9), "xwax".padStart(9))
for (const [i, [name, trajectory, reach]] of CASES.entries()) {
  for (const [how, impairments] of [
    ["clean", {}],
    ["37 dB, pickup", PLAYED],
  ] as const) {
    const runs = runsOf({ trajectory, impairments })
    row(
      `${name}, ${how}: velocity RMSE`,
      mean(runs.map((run) => speedError(run))),
      reach,
      reference.speedRmse[i],
    )
    row(
      "  velocity lag, ms",
      1000 * mean(runs.map(speedLag)),
      2.5,
      reference.speedLagMilliseconds[i],
    )
    row("  RMSE without the lag", mean(runs.map((run) => speedError(run, 0.2, speedLag(run)))))
    row(
      "  place off its mean, ms (sd)",
      1000 * mean(runs.map((run) => positionError(run).deviation)),
      0.05,
    )
    row("  place unknown, % of the time", 100 - 100 * mean(runs.map(knownShare)), 10)
  }
}
reversals()
turnedOver()
places()
relocks()
cost()
live()
console.log(missed === 0 ? "\nall reached" : `\n${missed} not reached`)
process.exitCode = missed === 0 ? 0 : 1

function reversals(): void {
  const runs = runsOf({ trajectory: speeds([0.5, 1], [0.5, -1]), seconds: 0.8 })
  const beyond = 100 * mean(runs.map((run) => overshoot(run, 0.5)))
  row("reversal at speed 1: overshoot, %", beyond, 5, reference.reversalOvershootPercent)
}

/** A pickup that answers to speed itself turns its signal over in reverse; a hand that starts at once is the hard case. */
function turnedOver(): void {
  const impairments = { ...PLAYED, turnsOver: true }
  for (const [name, trajectory, reach] of CASES) {
    const runs = runsOf({ trajectory, impairments })
    row(
      `${name}, turned over in reverse: velocity RMSE`,
      mean(runs.map((run) => speedError(run))),
      reach,
    )
    row("  place unknown, % of the time", 100 - 100 * mean(runs.map(knownShare)), 10)
    row("  place off its mean after a second, ms (sd)", 1000 * mean(runs.map(lateDeviation)), 0.05)
  }
  const starts = speeds([0.5, 1], [0.5, 0], [0.8, 0], [0.8, 1])
  for (const [how, turnsOver] of [
    ["", false],
    [", turned over", true],
  ] as const) {
    const runs = runsOf({ trajectory: starts, impairments: { ...PLAYED, turnsOver } })
    row(`stop and start at once${how}: unknown, %`, 100 - 100 * mean(runs.map(knownShare)))
  }
}

function lateDeviation(run: Run): number {
  const position = run.position.map((value, i) => (i < rateHz ? NaN : value))
  return positionError({ ...run, position }).deviation
}

function places(): void {
  for (const [name, speed, xwax] of [
    ["forwards", 1, reference.biasMilliseconds.forwards],
    ["backwards", -1, reference.biasMilliseconds.backwards],
  ] as const) {
    const runs = runsOf({ trajectory: speeds([0, speed]), impairments: PLAYED })
    const bias = 1000 * mean(runs.map((run) => positionError(run).bias))
    row(`place ${name}: bias, ms`, bias, 0.3, xwax)
  }
  const runs = runsOf({ trajectory: sine(4, 0.15), impairments: PLAYED, seconds: 4 })
  const unknown = 100 - 100 * mean(runs.map(knownShare))
  row(
    "4 Hz baby, 37 dB, pickup: place unknown, %",
    unknown,
    10,
    100 - reference.knownPercentOfPlayedBaby4Hz,
  )
}

function relocks(): void {
  const times = Array.from({ length: 24 }, (_, i) => {
    const atSeconds = 0.3 + 0.00137 * i
    const skips = [
      { atSeconds, bySeconds: 1.8 * (i % 2 ? 1 : -2) + 0.00017 * (i % 7), burstSeconds: 0 },
    ]
    const impairments = { ...PLAYED, skips }
    const run = runTimecode({
      ...common(),
      trajectory: speeds([0, 1]),
      seconds: 0.7,
      seed: i,
      impairments,
    })
    return 1000 * relockSeconds(run, atSeconds)
  })
  row(
    "skip of the needle at speed 1: place again, ms",
    mean(times),
    43,
    reference.relockMilliseconds.mean,
  )
  row("  the worst of 24", Math.max(...times), 43, reference.relockMilliseconds.worst)
}

/** A minute through blocks of 128 frames, as an AudioWorklet would; processor time, so that other work matters less. */
function cost(): void {
  const timecode = timecodeOf(format)
  const left = new Float32Array(rateHz * 20)
  const right = new Float32Array(rateHz * 20)
  const trajectory = sine(4, 0.15)
  new TimecodeGenerator({ timecode, rateHz, trajectory, impairments: PLAYED }).process(left, right)
  const decoder = new BlockDecoder({ timecode, rateHz, mostFrames: 128 })
  const before = process.cpuUsage()
  for (let turn = 0; turn < 3; turn++)
    for (let from = 0; from < left.length; from += 128)
      decoder.process(left.subarray(from, from + 128), right.subarray(from, from + 128))
  const { user, system } = process.cpuUsage(before)
  row("a deck, % of one core", (user + system) / 1e4 / 60, 2)
}

/** As the audio thread does it: the decoder, what is told of the signal, and the deck's events, without the deck's own sound. */
function live(): void {
  const timecode = timecodeOf(format)
  const left = new Float32Array(rateHz * 20)
  const right = new Float32Array(rateHz * 20)
  const trajectory = sine(4, 0.15)
  new TimecodeGenerator({ timecode, rateHz, trajectory, impairments: PLAYED }).process(left, right)
  const hand = new TimecodeHand({ timecode, rateHz, isAbsolute: true })
  const deck = { frame: 0, positionSeconds: 0, handOffsetSeconds: 0 }
  const play = (): void => {
    for (let from = 0; from + 32 <= left.length; from += 32, deck.frame += 32)
      hand.read(left, right, from, from + 32, deck)
  }
  play()
  const before = process.cpuUsage()
  for (let turn = 0; turn < 3; turn++) play()
  const { user, system } = process.cpuUsage(before)
  row("a deck turned live, % of one core", (user + system) / 1e4 / 60, 2)
}

function common(): Pick<RunOptions, "format" | "rateHz"> {
  return { format, rateHz }
}

function runsOf(options: RunOptions): Run[] {
  return seeds.map((seed) =>
    runTimecode({ ...common(), ...options, seed, startSeconds: 40 + seed }),
  )
}

function row(name: string, ours: number, reach?: number, xwax?: number): void {
  if (reach !== undefined && !(Math.abs(ours) <= reach)) missed += 1
  const cell = (value?: number): string =>
    (value === undefined ? "" : String(Number(value.toFixed(4)))).padStart(9)
  console.log(name.padEnd(52), cell(ours), cell(reach), cell(xwax))
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length
}

function unknownFormat(): TimecodeName {
  throw new Error(`--format is one of ${TIMECODE_NAMES.join(", ")}`)
}

function readReference() {
  const path = join(import.meta.dirname, "../fixtures/timecode-reference.json")
  return JSON.parse(readFileSync(path, "utf8")) as {
    speedRmse: number[]
    speedLagMilliseconds: number[]
    reversalOvershootPercent: number
    biasMilliseconds: { forwards: number; backwards: number }
    knownPercentOfPlayedBaby4Hz: number
    relockMilliseconds: { mean: number; worst: number }
  }
}
