/**
 * How fast a whole piece is rendered: 32 tracks (8 SoundFont instruments, 16 recordings, 7 buses and a master), equaliser
 * and compressor on each, a reverb send each, on one thread; and the instruments beside fluidsynth (apt) on the same MIDI:
 *   npm run bench -- render-song [--seconds 60]
 */
import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { openPcm } from "../../src-main/engine/audio/index.ts"
import { renderTask } from "../../src-main/engine/projects/index.ts"
import { soundBankPath } from "../../src-main/engine/projects/sound-bank-io.ts"
import { writeMidiFile, type MidiFile } from "../../src-main/shared/music/midi-file/index.ts"
import type { Project } from "../../src-main/shared/project/index.ts"
import {
  BENCH_FOLDER,
  bigSong,
  channelsOf,
  denseMidi,
  instrumentsOnly,
  makeRecordings,
  RATE_HZ,
} from "./lib/big-song.ts"

const { values } = parseArgs({ options: { seconds: { type: "string", default: "60" } } })
const SECONDS = Number(values.seconds)
const WANTED = 8

const midi = denseMidi()
const wanted = bigSong(midi, SECONDS)
const media = makeRecordings(SECONDS)
const whole = await rendered(wanted, media)
const instruments = await rendered(instrumentsOnly(midi, SECONDS), [])
const fluid = fluidsynthSeconds()
const factor = (cpu: number): string => `${(SECONDS / cpu).toFixed(1)}x`
console.log(
  `32 tracks, ${SECONDS} s: ${whole.cpu.toFixed(2)} s CPU, ${factor(whole.cpu)} realtime (reach ${WANTED}x), peak ${whole.peak.toFixed(2)}`,
)
console.log(`8 instruments alone: ${instruments.cpu.toFixed(2)} s CPU, ${factor(instruments.cpu)}`)
console.log(
  `fluidsynth, the same MIDI: ${fluid.toFixed(2)} s CPU, ${factor(fluid)}; ours takes ${(instruments.cpu / fluid).toFixed(2)} of its time`,
)
process.exitCode = SECONDS / whole.cpu >= WANTED ? 0 : 1

async function rendered(
  project: Project,
  recordings: { id: string; pcmPath: string }[],
): Promise<{ cpu: number; peak: number }> {
  const outputPath = join(BENCH_FOLDER, "song.wav")
  const before = process.cpuUsage()
  const { peak } = await renderTask(
    {
      ...{ project, media: recordings, outputPath, sampleRateHz: RATE_HZ, sampleFormat: "int24" },
      ...{ fromTicks: 0, toTicks: SECONDS * 1920 },
    },
    { signal: new AbortController().signal, onProgress() {} },
  )
  const { user, system } = process.cpuUsage(before)
  openPcm(outputPath).close()
  return { cpu: (user + system) / 1e6, peak }
}

function fluidsynthSeconds(): number {
  const path = join(BENCH_FOLDER, "song.mid")
  writeFileSync(path, writeMidiFile(sameNotes(midi)))
  const script = `TIMEFORMAT='%U %S'; time timeout 60 fluidsynth -ni -R 0 -C 0 -g 0.5 -r ${RATE_HZ} -O s16 -T raw -F '${join(BENCH_FOLDER, "fluid.raw")}' '${soundBankPath()}' '${path}' >/dev/null 2>&1`
  const out = execFileSync("bash", ["-c", `{ ${script}; } 2>&1`], { encoding: "utf8" })
  const [user, system] = out.trim().split(/\s+/).slice(-2).map(Number)
  return (user ?? 0) + (system ?? 0)
}

/** The notes of `instrumentsOnly` as a file of their own. */
function sameNotes(file: MidiFile): MidiFile {
  const ppq = file.division.kind === "quarters" ? file.division.ticksPerQuarter : 480
  const scale = 960 / ppq
  const endTicks = SECONDS * 1920
  const events = channelsOf(file).flatMap(({ channel, program, notes }) => [
    { ticks: 0, kind: "programChange" as const, channel, program },
    ...notes
      .filter(({ startTicks }) => startTicks * scale < endTicks)
      .flatMap(({ startTicks, lengthTicks, pitch, velocity }) => {
        const start = Math.round(startTicks * scale)
        const end = Math.min(endTicks, start + Math.max(1, Math.round(lengthTicks * scale)))
        return [
          { ticks: start, kind: "noteOn" as const, channel, pitch, velocity },
          { ticks: end, kind: "noteOff" as const, channel, pitch, velocity: 64 },
        ]
      }),
  ])
  // Fluidsynth goes on until the last note has ended: none may hang.
  const heard = events.toSorted((a, b) => a.ticks - b.ticks)
  return {
    format: 0,
    division: { kind: "quarters", ticksPerQuarter: 960 },
    tracks: [{ events: heard, endTicks: SECONDS * 1920 }],
  }
}
