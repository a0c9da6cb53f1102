/** Plays stretches of recordings by keys: drum pads, and the chunks of a map. */
import { exactExp } from "../../exact-math.ts"
import { createSincTable, type SincTable } from "../../rate-converter.ts"
import type { TileSource } from "../../tile-source.ts"
import type { Instrument } from "../instrument.ts"
import { MOST_STEP, SampleVoice } from "./sample-voice.ts"
import type { Zone } from "./zones.ts"

const MOST_SOUNDING = 32
/** Those above fade out. */
const VOICES = 40
const ATTACK_SECONDS = 0.002
const RELEASE_SECONDS = 0.06
const STOLEN_SECONDS = 0.003
/** Upwards the highest sounds must go: a table for every so many semitones. */
const SEMITONES_A_TABLE = 3

interface Sound {
  zone: Zone
  step: number
  table: SincTable
}

export class Sampler implements Instrument {
  #rateHz: number
  #sources: ReadonlyMap<number, TileSource>
  /** What each key plays. */
  #keys: (readonly Sound[])[] = []
  #voices = Array.from({ length: VOICES }, () => new SampleVoice())
  #zones: readonly Zone[] = []
  #age = 0
  #isPedalDown = false

  constructor(rateHz: number, sources: ReadonlyMap<number, TileSource>) {
    this.#rateHz = rateHz
    this.#sources = sources
  }

  /** Makes everything ready that a key needs. Not while the audio thread waits; sounds that play go on. */
  setZones(zones: readonly Zone[]): void {
    if (JSON.stringify(zones) === JSON.stringify(this.#zones)) return
    this.#zones = zones
    const tables = new Map<number, SincTable>()
    const tableFor = (step: number): SincTable => {
      const above = Math.max(0, Math.ceil((12 * Math.max(0, octaves(step))) / SEMITONES_A_TABLE))
      const table = tables.get(above) ?? createSincTable(ratioOf(above * SEMITONES_A_TABLE))
      tables.set(above, table)
      return table
    }
    this.#keys = Array.from({ length: 128 }, (_, key) =>
      zones
        .filter(({ lowKey, highKey }) => key >= lowKey && key <= highKey)
        .flatMap((zone) => {
          const source = this.#sources.get(zone.source)
          if (!source) return []
          const step = Math.min(
            MOST_STEP,
            (ratioOf(key - zone.rootKey) * source.rateHz) / this.#rateHz,
          )
          return [{ zone, step, table: tableFor(step) }]
        }),
    )
  }

  send(message: number): void {
    const data1 = (message >> 8) & 0x7f
    const data2 = message & 0x7f
    switch ((message >> 16) & 0xf0) {
      case 0x90:
        if (data2 > 0) this.#press(data1, data2 / 127)
        else this.#letGo(data1)
        break
      case 0x80:
        this.#letGo(data1)
        break
      case 0xb0:
        if (data1 === 64) this.#pedal(data2 >= 64)
        else if (data1 === 120) this.reset()
        else if (data1 === 123) for (const voice of this.#voices) this.#fade(voice)
    }
  }

  setParameter(): void {}

  process(left: Float32Array, right: Float32Array, from: number, count: number): void {
    left.fill(0, from, from + count)
    right.fill(0, from, from + count)
    if (count === 0) return
    for (const voice of this.#voices) if (voice.isActive) voice.add(left, right, from, count)
  }

  reset(): void {
    for (const voice of this.#voices) voice.stop()
  }

  #press(key: number, velocity: number): void {
    for (const { zone, step, table } of this.#keys[key] ?? []) {
      const source = this.#sources.get(zone.source)
      if (!source) continue
      const voice = this.#free()
      voice.key = key
      voice.age = ++this.#age
      voice.isOneShot = zone.isOneShot
      voice.start(source, table, {
        from: zone.startSeconds * source.rateHz,
        end: Math.min(source.frames, zone.endSeconds * source.rateHz),
        step,
        gain: zone.gain * velocity * velocity,
        edgeFrames: Math.max(1, Math.round(ATTACK_SECONDS * this.#rateHz)),
      })
    }
  }

  /** A silent voice. Where many sound the oldest begins to fade; where all do it must give its place at once. */
  #free(): SampleVoice {
    let oldest = this.#voices[0]!
    let silent: SampleVoice | undefined
    let sounding = 0
    for (const voice of this.#voices) {
      if (!voice.isActive) silent = voice
      else if (!voice.isFalling) {
        sounding += 1
        if (oldest.isFalling || voice.age < oldest.age) oldest = voice
      }
    }
    if (sounding >= MOST_SOUNDING) oldest.release(Math.round(STOLEN_SECONDS * this.#rateHz))
    return silent ?? oldest
  }

  #letGo(key: number): void {
    for (const voice of this.#voices) {
      if (voice.key !== key || !voice.isHeld) continue
      voice.isHeld = false
      if (!voice.isOneShot && !this.#isPedalDown) this.#fade(voice)
    }
  }

  #pedal(isDown: boolean): void {
    this.#isPedalDown = isDown
    if (isDown) return
    for (const voice of this.#voices) if (!voice.isHeld && !voice.isOneShot) this.#fade(voice)
  }

  #fade(voice: SampleVoice): void {
    voice.release(Math.round(RELEASE_SECONDS * this.#rateHz))
  }
}

const ratioOf = (semitones: number): number => exactExp((semitones * Math.LN2) / 12)

/** Octaves of a ratio, rounded up to a twelfth: enough to choose a table by. */
function octaves(ratio: number): number {
  let semitones = 0
  while (semitones < 48 && ratioOf(semitones) < ratio * 0.9999) semitones += 1
  return semitones / 12
}
