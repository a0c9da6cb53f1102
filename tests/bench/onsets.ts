/**
 * Onsets against exact ground truth: `node tests/bench/onsets.ts [--files N] [--seconds S] [--development]`.
 * Renders MIDI files that the detector was never trained on nor tuned with, in four conditions, and compares mean F1
 * (tolerance 50 ms) with aubio at the best of 11 thresholds and with plain SuperFlux at its usual one and its best of 11.
 */
import { existsSync, writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { createOnsetDetector } from "../../src-main/engine/features/index.ts"
import { AUBIO_THRESHOLDS, aubioOnsets } from "./lib/aubio.ts"
import { addNoise, addReverb } from "./lib/degrade.ts"
import { developmentFiles, testFiles } from "./lib/onset-files.ts"
import { mean, median, scoreOnsets } from "./lib/onset-score.ts"
import { renderMidi, type Render, type SoundFont } from "./lib/render.ts"
import { SUPERFLUX_THRESHOLDS, superFluxFunction, superFluxPeaks } from "./lib/superflux.ts"
import { writeWav } from "./lib/wav.ts"

const { values } = parseArgs({
  options: {
    files: { type: "string", default: "24" },
    seconds: { type: "string", default: "60" },
    development: { type: "boolean", default: false },
  },
})

interface Condition {
  name: string
  soundFont: SoundFont
  change?: (mono: Float32Array, sampleRateHz: number) => Float32Array
}

const CONDITIONS: Condition[] = [
  { name: "plain", soundFont: "FluidR3Mono_GM" },
  { name: "reverb", soundFont: "FluidR3Mono_GM", change: addReverb },
  { name: "noise", soundFont: "FluidR3Mono_GM", change: (mono) => addNoise(mono, 20) },
  { name: "second-font", soundFont: "MuseScore_General_Lite" },
]

interface Row {
  name: string
  onsets: number
  ours: number
  precision: number
  recall: number
  errorMilliseconds: number
  superFlux: number[]
  aubio: number[]
}

const files = (values.development ? developmentFiles() : testFiles()).slice(0, Number(values.files))
if (files.length === 0) throw new Error("No MIDI files: set SLIPMAT_DATA")

for (const condition of CONDITIONS) {
  console.log(`\n${condition.name} (${condition.soundFont})`)
  console.log(
    "file                          onsets   ours     P     R  median error  SuperFlux  aubio*",
  )
  const rows: Row[] = []
  for (const midiPath of files) {
    const row = await measure(midiPath, condition)
    rows.push(row)
    console.log(
      row.name.slice(0, 28).padEnd(28),
      String(row.onsets).padStart(7),
      ...[row.ours, row.precision, row.recall].map(three),
      `${row.errorMilliseconds.toFixed(1)} ms`.padStart(12),
      three(row.superFlux[SUPERFLUX_THRESHOLDS.indexOf(1.1)] ?? 0).padStart(10),
      three(Math.max(...row.aubio)).padStart(8),
    )
  }
  summarise(rows)
}
console.log(
  "\n* aubio's best threshold for the file alone; its mean below uses one threshold for all",
)

async function measure(midiPath: string, condition: Condition): Promise<Row> {
  const { soundFont } = condition
  const plain = await renderMidi({ midiPath, soundFont, seconds: Number(values.seconds) })
  const render = condition.change ? changed(plain, condition) : plain
  const truth = render.onsetsSeconds
  const detector = createOnsetDetector({ sampleRateHz: render.sampleRateHz })
  detector.push(render.mono)
  const ours = scoreOnsets(detector.finish().onsetsSeconds, truth)
  const novelty = superFluxFunction(render.mono, render.sampleRateHz)
  return {
    name: render.name,
    onsets: truth.length,
    ours: ours.f1,
    precision: ours.precision,
    recall: ours.recall,
    errorMilliseconds: 1000 * median(ours.errorsSeconds),
    superFlux: SUPERFLUX_THRESHOLDS.map(
      (threshold) => scoreOnsets(superFluxPeaks(novelty, threshold), truth).f1,
    ),
    aubio: AUBIO_THRESHOLDS.map(
      (threshold) => scoreOnsets(aubioOnsets(render.wavPath, threshold), truth).f1,
    ),
  }
}

/** The changed sound as a file too, for aubio. */
function changed(render: Render, { name, change }: Condition): Render {
  const mono = change?.(render.mono, render.sampleRateHz) ?? render.mono
  const wavPath = render.wavPath.replace(/\.wav$/, `.${name}.wav`)
  if (!existsSync(wavPath)) writeFileSync(wavPath, writeWav(mono, render.sampleRateHz))
  return { ...render, mono, wavPath }
}

function summarise(rows: readonly Row[]): void {
  const ours = mean(rows.map((row) => row.ours))
  const usual = mean(rows.map((row) => row.superFlux[SUPERFLUX_THRESHOLDS.indexOf(1.1)] ?? 0))
  const superFlux = bestOf(SUPERFLUX_THRESHOLDS, (i) =>
    mean(rows.map((row) => row.superFlux[i] ?? 0)),
  )
  const aubio = bestOf(AUBIO_THRESHOLDS, (i) => mean(rows.map((row) => row.aubio[i] ?? 0)))
  const error = median(rows.map((row) => row.errorMilliseconds))
  console.log(
    `mean F1: ours ${ours.toFixed(4)} | SuperFlux ${usual.toFixed(4)} (best of 11, ${superFlux.threshold}:`,
    `${superFlux.f1.toFixed(4)}) | aubio best of 11 (${aubio.threshold}): ${aubio.f1.toFixed(4)}`,
  )
  console.log(
    `ours - aubio ${(ours - aubio.f1).toFixed(4)} (reach .025),`,
    `ours - SuperFlux ${(ours - usual).toFixed(4)} (reach 0), median error ${error.toFixed(1)} ms`,
  )
}

function bestOf(thresholds: readonly number[], f1Of: (index: number) => number) {
  return thresholds
    .map((threshold, index) => ({ threshold, f1: f1Of(index) }))
    .reduce((best, each) => (each.f1 > best.f1 ? each : best))
}

function three(value: number): string {
  return value.toFixed(3).replace(/^0/, " ")
}
