/**
 * A whole piece to measure with: 32 tracks, of which 8 are SoundFont instruments and 16 recordings, 7 buses and a master;
 * equaliser and compressor on each, a reverb send each.
 */
import { mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { writeWav } from "../../../src-main/engine/audio/index.ts"
import { readMidiFile, type MidiFile } from "../../../src-main/shared/music/midi-file/index.ts"
import { splitNotes } from "../../../src-main/shared/music/midi-notes.ts"
import { newProject, runCommand, type Project } from "../../../src-main/shared/project/index.ts"
import { DATA, ROOT } from "./render.ts"

export const RATE_HZ = 48_000
export const BENCH_FOLDER = join(ROOT, "out/bench")
mkdirSync(BENCH_FOLDER, { recursive: true })

/** Eight channels of a band, as many of its notes as fit. */
export function denseMidi(): MidiFile {
  return readMidiFile(readFileSync(join(DATA, "freedoom/d_dm07.mid")))
}

interface Channel {
  channel: number
  program: number
  notes: ReturnType<typeof splitNotes>["notes"]
}

export function channelsOf(file: MidiFile): Channel[] {
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

export function instrumentsOnly(file: MidiFile, seconds: number): Project {
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
      .filter(({ startTicks }) => startTicks < seconds * 1920)
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
          ...{ lengthTicks: seconds * 1920, offsetTicks: 0, notes: placed, controllers: [] },
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

/** @param hashes of its 16 recordings, where they are to be found in a library */
export function bigSong(file: MidiFile, seconds: number, hashes: readonly string[] = []): Project {
  let project = instrumentsOnly(file, seconds)
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
          sha256: hashes[i] ?? String(i).padStart(64, "0"),
          name: id,
          seconds,
          rateHz: RATE_HZ,
          channels: 2,
        },
      ],
    })
    project = run(project, "clip.add", {
      clips: [
        {
          ...{ id: `ac${i}`, kind: "audio", trackId: id, name: id, isMuted: false, startTicks: 0 },
          ...{ lengthTicks: seconds * 1920, mediaId: `m${i}`, offsetSeconds: 0, gainDb: -12 },
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

/** What its recordings are: tones in noise, as files. */
export function makeRecordings(seconds: number): { id: string; pcmPath: string }[] {
  return Array.from({ length: 16 }, (_, i) => {
    const pcmPath = join(BENCH_FOLDER, `recording-${i}.wav`)
    let state = i + 1
    const side = (): Float32Array =>
      Float32Array.from({ length: seconds * RATE_HZ }, (_, frame) => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
        return 0.2 * Math.sin(frame * 0.01 * (i + 1)) + 0.05 * (state / 2 ** 31 - 1)
      })
    writeWav(pcmPath, { sampleRateHz: RATE_HZ, sampleFormat: "int16", channels: [side(), side()] })
    return { id: `m${i}`, pcmPath }
  })
}
