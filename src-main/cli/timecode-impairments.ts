/** The options of `timecode generate` for what happens to a signal between groove and file. */
import { type Command, Option } from "commander"
import type { Impairments } from "#shared/timecode/index.ts"
import { number, UsageError } from "./output.ts"

/** Numbers by their option: what it does to which impairment, and its range. */
const NUMBERS = {
  noise: ["noiseDb", "dB of the carrier over white noise", -20, 120],
  hum: ["humDb", "dB of the carrier over mains hum", -20, 120],
  rumble: ["rumbleDb", "dB of the carrier over noise below 20 Hz", -20, 120],
  crosstalk: ["crosstalkDb", "dB of a channel over what the other has of it", 0, 120],
  clicks: ["clicksPerSecond", "clicks a second", 0, 1000],
  dust: ["dustPerSecond", "gaps of 2 to 10 ms a second", 0, 100],
  imbalance: ["imbalance", "secondary over primary, less 1", -0.9, 10],
  skew: ["skewRadians", "radians by which the secondary is off", -1.5, 1.5],
  dc: ["dc", "offset, full scale being 1", -1, 1],
  clip: ["clipAt", "magnitude at which samples end", 0, 4],
  wow: ["wow", "share of speed at 0.55 Hz, such as 0.001", 0, 1],
  flutter: ["flutter", "share of speed at 9 Hz, such as 0.0005", 0, 1],
  offCentre: ["offCentre", "share of speed by a hole off the centre", 0, 1],
} as const satisfies Record<string, readonly [keyof Impairments, string, number, number]>

type NumberOption = keyof typeof NUMBERS

export interface ImpairmentOptions extends Partial<Record<NumberOption, number>> {
  cartridge?: true
  pink?: true
  skip?: string[]
  lift?: string[]
}

export function addImpairments(command: Command): void {
  command.option("--cartridge", "quieter the slower: pickup and RIAA")
  command.option("--pink", "pink noise instead of white")
  for (const [name, [, about, from, to]] of Object.entries(NUMBERS)) {
    const flag = `--${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`
    command.addOption(new Option(`${flag} <number>`, about).argParser(number(flag, from, to)))
  }
  command.option(
    "--skip <at:by:burst...>",
    "the needle jumps, in seconds; noise for the last of them",
  )
  command.option("--lift <from:to...>", "the needle is up, in seconds")
}

/** @throws UsageError where a skip or a lift cannot be read */
export function impairmentsOf(options: ImpairmentOptions): Impairments {
  const names = Object.keys(NUMBERS) as NumberOption[]
  const numbers = names.flatMap((name) =>
    options[name] === undefined ? [] : [[NUMBERS[name][0], options[name]] as const],
  )
  return {
    ...(Object.fromEntries(numbers) as Partial<Impairments>),
    cartridge: options.cartridge ?? false,
    noiseColour: options.pink ? "pink" : "white",
    skips: (options.skip ?? []).map(skipOf).sort((a, b) => a.atSeconds - b.atSeconds),
    lifts: (options.lift ?? []).map(liftOf),
  }
}

function skipOf(text: string): NonNullable<Impairments["skips"]>[number] {
  const [atSeconds, bySeconds, burstSeconds = 0, ...more] = text.split(":").map(Number)
  if (!isFinite(atSeconds) || !isFinite(bySeconds) || !isFinite(burstSeconds) || more.length > 0)
    throw new UsageError(`--skip is at:by or at:by:burst in seconds, such as 2:-1.8, not "${text}"`)
  if (atSeconds < 0 || burstSeconds < 0)
    throw new UsageError(`--skip is at a time from 0 on, and its noise no shorter, not "${text}"`)
  return { atSeconds, bySeconds, burstSeconds }
}

function liftOf(text: string): NonNullable<Impairments["lifts"]>[number] {
  const [fromSeconds, toSeconds, ...more] = text.split(":").map(Number)
  if (!isFinite(fromSeconds) || !isFinite(toSeconds) || more.length > 0)
    throw new UsageError(`--lift is from:to in seconds, such as 2:3.5, not "${text}"`)
  if (fromSeconds < 0 || toSeconds <= fromSeconds)
    throw new UsageError(`--lift ends after it begins, such as 2:3.5, not "${text}"`)
  return { fromSeconds, toSeconds }
}

const isFinite = (value: number | undefined): value is number => Number.isFinite(value)
