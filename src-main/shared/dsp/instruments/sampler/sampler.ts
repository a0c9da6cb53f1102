/** Plays stretches of recordings by keys: the chunks of a map. */
import type { SincTable } from "../../rate-converter.ts"
import type { TileSource } from "../../tile-source.ts"
import type { Instrument } from "../instrument.ts"
import { MOST_STEP, type SampleVoice } from "./sample-voice.ts"
import { ratioOf, sincTableFor } from "./sinc-tables.ts"
import { VoiceBank } from "./voice-bank.ts"
import type { Zone } from "./zones.ts"

const ATTACK_SECONDS = 0.002
const RELEASE_SECONDS = 0.06

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
  #bank: VoiceBank
  #zones: readonly Zone[] = []
  #isPedalDown = false

  constructor(rateHz: number, sources: ReadonlyMap<number, TileSource>) {
    this.#rateHz = rateHz
    this.#sources = sources
    this.#bank = new VoiceBank(rateHz)
  }

  /** Makes everything ready that a key needs. Not while the audio thread waits; sounds that play go on. */
  setZones(zones: readonly Zone[]): void {
    if (JSON.stringify(zones) === JSON.stringify(this.#zones)) return
    this.#zones = zones
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
          return [{ zone, step, table: sincTableFor(step) }]
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
        else if (data1 === 123) for (const voice of this.#bank.voices) this.#fade(voice)
    }
  }

  setParameter(): void {}

  process(left: Float32Array, right: Float32Array, from: number, count: number): void {
    this.#bank.process(left, right, from, count)
  }

  reset(): void {
    this.#bank.stop()
  }

  #press(key: number, velocity: number): void {
    for (const { zone, step, table } of this.#keys[key] ?? []) {
      const source = this.#sources.get(zone.source)
      if (!source) continue
      const voice = this.#bank.take(key)
      voice.isOneShot = zone.isOneShot
      const gain = zone.gain * velocity * velocity
      voice.start(source, table, {
        from: zone.startSeconds * source.rateHz,
        end: Math.min(source.frames, zone.endSeconds * source.rateHz),
        ...{ step, gainLeft: gain, gainRight: gain, fall: 1 },
        edgeFrames: Math.max(1, Math.round(ATTACK_SECONDS * this.#rateHz)),
      })
    }
  }

  #letGo(key: number): void {
    for (const voice of this.#bank.voices) {
      if (voice.key !== key || !voice.isHeld) continue
      voice.isHeld = false
      if (!voice.isOneShot && !this.#isPedalDown) this.#fade(voice)
    }
  }

  #pedal(isDown: boolean): void {
    this.#isPedalDown = isDown
    if (isDown) return
    for (const voice of this.#bank.voices) if (!voice.isHeld && !voice.isOneShot) this.#fade(voice)
  }

  #fade(voice: SampleVoice): void {
    voice.release(Math.round(RELEASE_SECONDS * this.#rateHz))
  }
}
