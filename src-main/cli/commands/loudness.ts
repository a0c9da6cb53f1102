import { basename } from "node:path"
import type { Command } from "commander"
import { openAudio } from "#engine/audio/index.ts"
import { dbOfGain } from "#shared/dsp/exact-math.ts"
import { LoudnessMeter, TruePeakMeter } from "#shared/dsp/meters/index.ts"
import { EXIT, worstExitCode } from "../exit.ts"
import { failureOf, sentence } from "../failure.ts"
import { printJson, printLine, printNote, progress, round } from "../output.ts"

interface Options {
  json?: true
}

export function addLoudness(program: Command, signal: AbortSignal): void {
  program
    .command("loudness")
    .description("measure loudness (ITU-R BS.1770, EBU R 128) and true peak of files")
    .argument("<file...>")
    .option("--json", "print one JSON document")
    .action(async (paths: string[], options: Options) => {
      const files = []
      for (const path of paths) {
        signal.throwIfAborted()
        const file = await measureFile(path, signal).catch((thrown: unknown) =>
          failureOf(path, thrown),
        )
        if ("error" in file) printNote(sentence(file))
        files.push(file)
      }
      if (options.json) printJson({ files: files.map(({ exitCode: _, ...file }) => file) })
      else for (const file of files) if (!("error" in file)) printLine(summary(file))
      process.exitCode = worstExitCode(files.map((file) => file.exitCode))
    })
}

type Measured = Awaited<ReturnType<typeof measureFile>>

/** Reads the file once, block by block, whatever its length. */
async function measureFile(path: string, signal: AbortSignal) {
  const source = await openAudio(path, { signal })
  try {
    const { sampleRateHz, channels } = source
    const loudness = new LoudnessMeter({ rateHz: sampleRateHz, channels })
    const peak = new TruePeakMeter({ rateHz: sampleRateHz, channels })
    let frames = 0
    for await (const block of source.blocks()) {
      const count = block[0]?.length ?? 0
      loudness.process(block, count)
      peak.process(block, count)
      frames += count
      const share = source.framesEstimate ? frames / source.framesEstimate : 0
      progress.show(`${basename(path)}: measuring`, `${Math.round(100 * Math.min(1, share))} %`)
    }
    if (source.warning) printNote(`${path}: ${source.warning}`)
    return {
      path,
      ...(source.warning ? { warning: source.warning } : {}),
      durationSeconds: frames / sampleRateHz,
      sampleRateHz,
      channels,
      integratedLufs: level(loudness.integrated),
      rangeLu: round(loudness.range, 2),
      momentaryMaxLufs: level(loudness.momentaryMax),
      shortTermMaxLufs: level(loudness.shortTermMax),
      truePeakDbtp: level(dbOfGain(peak.truePeak)),
      samplePeakDbfs: level(dbOfGain(peak.samplePeak)),
      exitCode: EXIT.ok,
    }
  } finally {
    progress.end()
    source.close()
  }
}

/** To a hundredth; null where there is nothing to measure: silence, or less than a window. */
const level = (value: number): number | null => (Number.isFinite(value) ? round(value, 2) : null)

const written = (value: number | null): string => (value === null ? "-inf" : value.toFixed(1))

function summary(file: Measured): string {
  const values = [
    `${written(file.integratedLufs)} LUFS`,
    `range ${written(file.rangeLu)} LU`,
    `momentary max ${written(file.momentaryMaxLufs)}`,
    `short-term max ${written(file.shortTermMaxLufs)}`,
    `true peak ${written(file.truePeakDbtp)} dBTP`,
    `sample peak ${written(file.samplePeakDbfs)} dBFS`,
    `${file.durationSeconds.toFixed(1)} s`,
  ]
  return `${file.path}: ${values.join(", ")}`
}
