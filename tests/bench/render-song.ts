/**
 * How fast a whole piece is rendered: 32 tracks (8 SoundFont instruments, 16 recordings, 7 buses and a master), equaliser
 * and compressor on each, a reverb send each, on one thread; and the instruments beside fluidsynth (apt) on the same MIDI:
 *   npm run bench -- render-song [--seconds 60]
 */
import { execFileSync } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { openPcm, writeWav } from "../../src-main/engine/audio/index.ts"
import { renderTask } from "../../src-main/engine/projects/index.ts"
import { soundBankPath } from "../../src-main/engine/projects/sound-bank-io.ts"
import {
  readMidiFile,
  writeMidiFile,
  type MidiFile,
} from "../../src-main/shared/music/midi-file/index.ts"
import { splitNotes } from "../../src-main/shared/music/midi-notes.ts"
import { runCommand, type Project } from "../../src-main/shared/project/index.ts"
import { newProject } from "../../src-main/shared/project/index.ts"
import { ROOT } from "./lib/render.ts"

const { values } = parseArgs({ options: { seconds: { type: "string", default: "60" } } })
const SECONDS = Number(values.seconds)
const RATE_HZ = 48_000
const WANTED = 8
const folder = join(ROOT, "out/bench")
mkdirSync(folder, { recursive: true })

const midi = denseMidi()
const wanted = makeProject(midi)
const media = makeRecordings()
const whole = await rendered(wanted, media)
const instruments = await rendered(instrumentsOnly(midi), [])
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

/** Eight channels of a band, as many of its notes as fit. */
function denseMidi(): MidiFile {
  const file = join(
    process.env["SLIPMAT_DATA"] ?? join(ROOT, "../shared/data"),
    "freedoom/d_dm07.mid",
  )
  return readMidiFile(readFileSync(file))
}

interface Channel {
  channel: number
  program: number
  notes: ReturnType<typeof splitNotes>["notes"]
}

function channelsOf(file: MidiFile): Channel[] {
  const all = file.tracks.map(splitNotes)
  return Array.from({ length: 16 }, (_, channel) => ({
    channel,
    program: all
      .flatMap(({ others }) => others)
      .reduce(
        (found, { event }) =>
          event.kind === "programChange" && event.channel === channel ? event.program : found,
        0,
      ),
    notes: all.flatMap(({ notes }) => notes.filter((note) => note.channel === channel)),
  }))
    .toSorted((a, b) => b.notes.length - a.notes.length)
    .slice(0, 8)
}

function run(project: Project, name: string, args: unknown): Project {
  return runCommand(project, name, args).project
}

function instrumentsOnly(file: MidiFile): Project {
  const ppq = file.division.kind === "quarters" ? file.division.ticksPerQuarter : 480
  let project = newProject("p" as never, "master" as never)
  for (const { channel, program, notes } of channelsOf(file)) {
    const id = `i${channel}`
    project = run(project, "track.add", {
      id,
      kind: channel === 9 ? "drum" : "instrument",
      name: id,
    })
    const state = { program, bank: 0, isDrums: channel === 9 }
    project = run(project, "device.add", {
      trackId: id,
      device: aDevice(`${id}f`, "soundfont", "instrument", {}, state),
    })
    const placed = notes
      .map((note, i) => ({
        ...{ id: `n${i}`, pitch: note.pitch, velocity: note.velocity },
        startTicks: Math.round((note.startTicks * 960) / ppq),
        lengthTicks: Math.max(1, Math.round((note.lengthTicks * 960) / ppq)),
      }))
      .filter(({ startTicks }) => startTicks < SECONDS * 1920)
    project = run(project, "clip.add", {
      clips: [
        {
          ...{
            id: `c${channel}`,
            kind: "notes",
            trackId: id,
            name: id,
            isMuted: false,
            startTicks: 0,
          },
          ...{ lengthTicks: SECONDS * 1920, offsetTicks: 0, notes: placed, controllers: [] },
        },
      ],
    })
  }
  return project
}

function aDevice(
  id: string,
  kind: string,
  role: string,
  parameters: object,
  state?: object,
): object {
  return { id, kind, role, isBypassed: false, parameters, ...(state ? { state } : {}) }
}

function makeProject(file: MidiFile): Project {
  let project = instrumentsOnly(file)
  const names = [...project.trackOrder] as string[]
  for (let i = 0; i < 7; i++) {
    const id = `bus${i}`
    project = run(project, "track.add", { id, kind: "bus", name: id })
    names.push(id)
  }
  project = run(project, "device.add", {
    trackId: "bus0",
    device: aDevice("reverb", "reverb", "effect", {}),
  })
  for (let i = 0; i < 16; i++) {
    const id = `a${i}`
    names.push(id)
    project = run(project, "track.add", {
      id,
      kind: "audio",
      name: id,
      outputId: `bus${1 + (i % 6)}`,
    })
    project = run(project, "media.add", {
      media: [
        {
          id: `m${i}`,
          sha256: String(i).padStart(64, "0"),
          name: id,
          seconds: SECONDS,
          rateHz: RATE_HZ,
          channels: 2,
        },
      ],
    })
    project = run(project, "clip.add", {
      clips: [
        {
          ...{ id: `ac${i}`, kind: "audio", trackId: id, name: id, isMuted: false, startTicks: 0 },
          ...{ lengthTicks: SECONDS * 1920, mediaId: `m${i}`, offsetSeconds: 0, gainDb: -12 },
          stretch: { mode: "off", ratio: 1, semitones: 0 },
        },
      ],
    })
  }
  for (const id of [...names, "master"]) {
    project = run(project, "device.add", {
      trackId: id,
      device: aDevice(`${id}eq`, "eq", "effect", eqSettings()),
    })
    project = run(project, "device.add", {
      trackId: id,
      device: aDevice(`${id}comp`, "compressor", "effect", { threshold: -24, ratio: 3 }),
    })
    if (id !== "master" && !id.startsWith("bus"))
      project = run(project, "send.add", {
        trackId: id,
        send: { busId: "bus0", gainDb: -15, isPreFader: false },
      })
  }
  return project
}

/** Four bands at work: low cut, low shelf, bell, high shelf. */
function eqSettings(): Record<string, number> {
  return { "band2.gain": 3, "band4.gain": -4, "band5.gain": 2, "band7.gain": 2 }
}

function makeRecordings(): { id: string; pcmPath: string }[] {
  return Array.from({ length: 16 }, (_, i) => {
    const pcmPath = join(folder, `recording-${i}.wav`)
    let state = i + 1
    const side = (): Float32Array =>
      Float32Array.from({ length: SECONDS * RATE_HZ }, (_, frame) => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
        return 0.2 * Math.sin(frame * 0.01 * (i + 1)) + 0.05 * (state / 2 ** 31 - 1)
      })
    writeWav(pcmPath, { sampleRateHz: RATE_HZ, sampleFormat: "int16", channels: [side(), side()] })
    return { id: `m${i}`, pcmPath }
  })
}

async function rendered(
  project: Project,
  recordings: { id: string; pcmPath: string }[],
): Promise<{ cpu: number; peak: number }> {
  const outputPath = join(folder, "song.wav")
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
  const path = join(folder, "song.mid")
  writeFileSync(path, writeMidiFile(sameNotes(midi)))
  const script = `TIMEFORMAT='%U %S'; time timeout 60 fluidsynth -ni -R 0 -C 0 -g 0.5 -r ${RATE_HZ} -O s16 -T raw -F '${join(folder, "fluid.raw")}' '${soundBankPath()}' '${path}' >/dev/null 2>&1`
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
