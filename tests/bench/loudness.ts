/**
 * Loudness and true peak against ffmpeg's ebur128 (which must be installed), on the demo song, on the synthetic signals of
 * EBU Tech 3341 and 3342, and on 5.1: ours, ffmpeg's, and the largest differences against the goals, 0.1 LU and 0.2 dB.
 *
 *   node tests/bench/loudness.ts
 */
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { buildDemoSong } from "../../scripts/build-demo-song.ts"
import { openAudio, writeWav } from "../../src-main/engine/audio/index.ts"
import { LoudnessMeter, TruePeakMeter } from "../../src-main/shared/dsp/meters/index.ts"
import {
  INTEGRATED_CASES,
  PEAK_CASES,
  peakTone,
  RANGE_CASES,
  rangeSteps,
  stereoTones,
  surroundCase,
} from "../support/loudness-signals.ts"

const GOAL_LU = 0.1
const GOAL_PEAK_DB = 0.2

interface Reading {
  integrated: number
  range: number
  /** Maxima over windows that move by 100 ms, as ffmpeg's do. */
  momentary: number
  shortTerm: number
  truePeak: number
  seconds: number
}

const folder = mkdtempSync(join(tmpdir(), "slipmat-loudness-"))
try {
  await compare()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function compare(): Promise<void> {
  const worst = { lu: 0, peak: 0 }
  console.log(
    "                        integrated          range      momentary     short-term      true peak  speed",
  )
  for (const [name, path] of await sounds()) {
    const ours = await measure(path)
    const theirs = measureByFfmpeg(path)
    const cells = (["integrated", "range", "momentary", "shortTerm", "truePeak"] as const).map(
      (key) => {
        const difference = apart(ours[key], theirs[key])
        if (key === "truePeak") worst.peak = Math.max(worst.peak, difference)
        else worst.lu = Math.max(worst.lu, difference)
        return `${written(ours[key])} ${written(theirs[key])}`.padStart(15)
      },
    )
    const speed = `${(theirs.seconds / ours.seconds).toFixed(1)}x`
    console.log([name.padEnd(18), ...cells, speed.padStart(6)].join(""))
  }
  console.log(`Each pair: ours, ffmpeg's. Speed: ffmpeg's seconds by ours, both with decoding.`)
  console.log(
    `largest difference: ${worst.lu.toFixed(3)} LU (goal ${GOAL_LU}), ${worst.peak.toFixed(3)} dB (goal ${GOAL_PEAK_DB})`,
  )
  if (worst.lu > GOAL_LU || worst.peak > GOAL_PEAK_DB) process.exitCode = 1
}

function written(value: number): string {
  return Number.isFinite(value) ? value.toFixed(2) : "-"
}

function apart(a: number, b: number): number {
  return Number.isFinite(a) && Number.isFinite(b) ? Math.abs(a - b) : 0
}

async function sounds(): Promise<[name: string, path: string][]> {
  const write = (
    name: string,
    channels: Float32Array[],
    sampleRateHz = 48_000,
  ): [string, string] => {
    const path = join(folder, `${name.replaceAll(" ", "-")}.wav`)
    writeWav(path, { sampleRateHz, channels, sampleFormat: "float32" })
    return [name, path]
  }
  return [
    ["demo song", await buildDemoSong()],
    ...INTEGRATED_CASES.map(({ name, steps }) => write(name, stereoTones(steps, 48_000))),
    write("3341 case 6 (5.1)", surroundCase(48_000)),
    ...RANGE_CASES.map(({ name, levels }) =>
      write(name, stereoTones(rangeSteps(levels), 44_100), 44_100),
    ),
    ...PEAK_CASES.map((peak) => write(peak.name, [peakTone(peak, 48_000)])),
  ]
}

async function measure(path: string): Promise<Reading> {
  const start = performance.now()
  const source = await openAudio(path)
  const options = { rateHz: source.sampleRateHz, channels: source.channels }
  const loudness = new LoudnessMeter(options)
  const peak = new TruePeakMeter(options)
  const maxima = { momentary: -Infinity, shortTerm: -Infinity }
  let frame = 0
  for await (const block of source.blocks()) {
    const frames = block[0]?.length ?? 0
    peak.process(block, frames)
    for (let at = 0; at < frames;) {
      const hop = Math.floor((frame * 10) / options.rateHz) + 1
      const count = Math.min(frames - at, Math.ceil((hop * options.rateHz) / 10) - frame)
      loudness.process(
        block.map((samples) => samples.subarray(at)),
        count,
      )
      at += count
      frame += count
      maxima.momentary = Math.max(maxima.momentary, loudness.momentary)
      maxima.shortTerm = Math.max(maxima.shortTerm, loudness.shortTerm)
    }
  }
  source.close()
  return {
    ...maxima,
    integrated: loudness.integrated,
    range: loudness.range,
    truePeak: 20 * Math.log10(peak.truePeak),
    seconds: (performance.now() - start) / 1000,
  }
}

/** What ebur128 writes beside every 100 ms of sound; the last values are those of the whole. */
function measureByFfmpeg(path: string): Reading {
  const filter = "ebur128=peak=true:metadata=1,ametadata=mode=print:file=-"
  const start = performance.now()
  const text = execFileSync(
    "ffmpeg",
    ["-v", "error", "-i", path, "-af", filter, "-f", "null", "-"],
    {
      encoding: "utf8",
      maxBuffer: 1e9,
    },
  )
  const seconds = (performance.now() - start) / 1000
  const values = (key: string): number[] =>
    [...text.matchAll(new RegExp(`lavfi\\.r128\\.${key}=(\\S+)`, "g"))].map((match) =>
      Number(match[1]),
    )
  const most = (list: number[], from = 0) =>
    list.slice(from).reduce((a, b) => Math.max(a, b), -Infinity)
  const integrated = values("I").at(-1) ?? -Infinity
  const shortTerms = values("S").length >= 30 ? most(values("S"), 29) : -Infinity
  return {
    integrated: integrated <= -70 ? -Infinity : integrated,
    range: values("LRA").at(-1) ?? 0,
    momentary: most(values("M"), 3),
    shortTerm: shortTerms,
    truePeak: 20 * Math.log10(most(values("true_peaks_ch\\d+"))),
    seconds,
  }
}
