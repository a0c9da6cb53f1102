import { basename } from "node:path"
import { type Command, Option } from "commander"
import { type DecodedTimecode, decodeTimecodeFile } from "#engine/timecode/index.ts"
import { dbOfGain } from "#shared/dsp/exact-math.ts"
import { TIMECODE_NAMES, type TimecodeName } from "#shared/timecode/index.ts"
import { aboutFile } from "../failure.ts"
import { printJson, printLine, printNote, progress, round } from "../output.ts"

interface Options {
  format: TimecodeName | "auto"
  json?: true
}

export function addTimecodeDecode(timecode: Command, signal: AbortSignal): void {
  timecode
    .command("decode")
    .description("where the needle was and how fast the record turned, from a recording of it")
    .argument("<file>")
    .addOption(
      new Option("--format <format>", "the record's timecode; auto tries all of them")
        .choices(["auto", ...TIMECODE_NAMES])
        .makeOptionMandatory(),
    )
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) =>
      aboutFile(path, options, async () => {
        const decoded = await decodeFile(path, options, signal)
        if (decoded.warning) printNote(`${path}: ${decoded.warning}`)
        if (options.json) printJson(documentOf(path, decoded))
        else printLine(summary(path, decoded))
      }),
    )
}

async function decodeFile(path: string, { format }: Options, signal: AbortSignal) {
  const onProgress = (fraction: number): void =>
    progress.show(`${basename(path)}: reading timecode`, `${Math.round(100 * fraction)} %`)
  try {
    return await decodeTimecodeFile(path, format, { signal, onProgress })
  } finally {
    progress.end()
  }
}

/** Times to a microsecond, places to a tenth of one. */
function documentOf(path: string, decoded: DecodedTimecode) {
  const { format, sampleRateHz, durationSeconds, warning } = decoded
  return {
    path,
    ...(warning ? { warning } : {}),
    ...{ format, sampleRateHz, durationSeconds },
    timeSeconds: Array.from(decoded.timeSeconds, (value) => round(value, 6)),
    positionSeconds: Array.from(decoded.positionSeconds, (value) =>
      Number.isNaN(value) ? null : round(value, 7),
    ),
    velocity: Array.from(decoded.velocity, (value) => round(value, 6)),
  }
}

function summary(path: string, decoded: DecodedTimecode): string {
  const { format, durationSeconds, positionSeconds, velocity, noise } = decoded
  const known = positionSeconds.filter((value) => !Number.isNaN(value))
  const share = positionSeconds.length > 0 ? (100 * known.length) / positionSeconds.length : 0
  const [from, to] = ends(known)
  const [slowest, fastest] = ends(velocity)
  const places = known.length > 0 ? `, from ${from.toFixed(3)} s to ${to.toFixed(3)} s` : ""
  return [
    `${path}: ${format}, ${durationSeconds.toFixed(1)} s`,
    `place known ${share.toFixed(1)} % of the time${places}`,
    `speed ${slowest.toFixed(2)} to ${fastest.toFixed(2)}`,
    `noise ${dbOfGain(noise).toFixed(0)} dBFS`,
  ].join(", ")
}

function ends(values: Float64Array): [least: number, most: number] {
  let least = Infinity
  let most = -Infinity
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return values.length > 0 ? [least, most] : [0, 0]
}
