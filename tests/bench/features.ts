/**
 * Decoding, mel spectrogram, onsets and chunk features of a 4-minute mp3, CPU time of one thread, against the same in
 * numpy and scipy (Debian packages python3-numpy, python3-scipy; ffmpeg decodes there): `node tests/bench/features.ts`.
 */
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { openAudio } from "../../src-main/engine/audio/index.ts"
import {
  createChunkDescriber,
  createOnsetDetector,
  sliceAtOnsets,
} from "../../src-main/engine/features/index.ts"
import { DEFAULT_THRESHOLD } from "../../src-main/engine/features/onsets.ts"
import { PACKED_LAYERS } from "../../src-main/engine/features/onset-weights.ts"
import { unpackLayer } from "../../src-main/engine/features/packed-weights.ts"
import { testFiles } from "./lib/onset-files.ts"
import { renderMidi, ROOT } from "./lib/render.ts"
import { writeWav } from "./lib/wav.ts"

const { values } = parseArgs({ options: { runs: { type: "string", default: "3" } } })
const SONG_SECONDS = 240
const folder = join(ROOT, "out/bench")

interface Measured {
  seconds: Record<string, number>
  onsets: number
}

const mp3Path = await makeSong()
const modelPath = join(folder, "onset-network.json")
const layers = PACKED_LAYERS.map(unpackLayer).map((layer) => ({
  ...layer,
  weights: Array.from(layer.weights),
  biases: Array.from(layer.biases),
}))
writeFileSync(modelPath, JSON.stringify({ layers, threshold: DEFAULT_THRESHOLD }))

const ours: Measured[] = []
const theirs: Measured[] = []
for (let run = 0; run < Number(values.runs); run++) {
  ours.push(await measureOurs())
  theirs.push(measurePeer())
}
report()

async function measureOurs(): Promise<Measured> {
  const seconds: Record<string, number> = {}
  const stage = createStopwatch(seconds)
  const source = await openAudio(mp3Path)
  const { sampleRateHz } = source
  const blocks: Float32Array[] = []
  for await (const [left = new Float32Array(), right = left] of source.blocks()) {
    const mono = new Float32Array(left.length)
    for (let i = 0; i < mono.length; i++) mono[i] = ((left[i] ?? 0) + (right[i] ?? 0)) / 2
    blocks.push(mono)
  }
  source.close()
  stage("decode")
  const detector = createOnsetDetector({ sampleRateHz })
  for (const block of blocks) detector.push(block)
  const found = detector.finish()
  stage("onsets")
  const durationSeconds = blocks.reduce((sum, block) => sum + block.length, 0) / sampleRateHz
  const boundsSeconds = sliceAtOnsets({ ...found, durationSeconds })
  const describer = createChunkDescriber({ sampleRateHz, boundsSeconds })
  for (const block of blocks) describer.push(block)
  describer.finish()
  stage("features")
  return { seconds, onsets: found.onsetsSeconds.length }
}

function measurePeer(): Measured {
  const script = join(ROOT, "tests/bench/peers/features.py")
  const oneThread = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" }
  const text = execFileSync("/usr/bin/python3", [script, mp3Path, modelPath], {
    encoding: "utf8",
    env: { ...process.env, ...oneThread },
  })
  return JSON.parse(text) as Measured
}

function createStopwatch(seconds: Record<string, number>): (name: string) => void {
  let before = process.cpuUsage()
  return (name) => {
    const used = process.cpuUsage(before)
    seconds[name] = (used.user + used.system) / 1e6
    before = process.cpuUsage()
  }
}

/** The best run of each, stage by stage: other programs can only slow things down. */
function report(): void {
  const best = (runs: Measured[], name: string) =>
    Math.min(...runs.map(({ seconds }) => seconds[name] ?? Infinity))
  const stages = ["decode", "onsets", "features"]
  let [oursTotal, theirsTotal] = [0, 0]
  console.log("CPU seconds, best of runs    ours    numpy/scipy   ratio")
  for (const name of stages) {
    const [a, b] = [best(ours, name), best(theirs, name)]
    oursTotal += a
    theirsTotal += b
    console.log(
      name.padEnd(26),
      a.toFixed(3).padStart(7),
      b.toFixed(3).padStart(12),
      (b / a).toFixed(1).padStart(9),
    )
  }
  const ratio = theirsTotal / oursTotal
  console.log(
    "total".padEnd(26),
    oursTotal.toFixed(3).padStart(7),
    theirsTotal.toFixed(3).padStart(12),
    ratio.toFixed(1).padStart(9),
  )
  console.log(
    `onsets found: ours ${ours[0]?.onsets}, peer ${theirs[0]?.onsets}; ratio ${ratio.toFixed(2)} (reach 5)`,
  )
}

/** Four one-minute renders in a row, stereo, 192 kbit/s. */
async function makeSong(): Promise<string> {
  const mp3 = join(folder, "four-minutes.mp3")
  if (existsSync(mp3)) return mp3
  mkdirSync(folder, { recursive: true })
  const song = new Float32Array(SONG_SECONDS * 44_100)
  for (const [index, midiPath] of testFiles().slice(0, 4).entries()) {
    const { mono } = await renderMidi({ midiPath, soundFont: "FluidR3Mono_GM", seconds: 60 })
    song.set(mono.subarray(0, 60 * 44_100), index * 60 * 44_100)
  }
  const wav = join(folder, "four-minutes.wav")
  writeFileSync(wav, writeWav(song, 44_100))
  execFileSync("ffmpeg", ["-loglevel", "error", "-y", "-i", wav, "-ac", "2", "-b:a", "192k", mp3])
  return mp3
}
