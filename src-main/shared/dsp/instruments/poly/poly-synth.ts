/** A subtractive synthesiser of sixteen voices. */
import { exactExp, gainOfDb } from "../../exact-math.ts"
import type { Instrument } from "../instrument.ts"
import { envelopeSettings } from "./envelope.ts"
import { polyParameters } from "./parameters.ts"
import { Voice, type VoiceSettings } from "./voice.ts"

const VOICES = 16
const BEND_SEMITONES = 2
const LN2 = Math.LN2
const FREQUENCIES = Float64Array.from(
  { length: 128 },
  (_, key) => 440 * exactExp(((key - 69) / 12) * LN2),
)
const INDEX = new Map(polyParameters.map(({ id }, index) => [id, index]))

export class PolySynth implements Instrument {
  #rateHz: number
  #values = Float64Array.from(polyParameters, ({ initial }) => initial)
  #settings: VoiceSettings
  #gain = 1
  #voices: readonly Voice[]
  #age = 0
  #bend = 1
  #wheel = 0
  #volume = 1
  #isPedalDown = false

  constructor(rateHz: number) {
    this.#rateHz = rateHz
    this.#voices = Array.from({ length: VOICES }, () => new Voice(rateHz))
    this.#settings = this.#settle()
  }

  setParameter(id: string, value: number): void {
    const index = INDEX.get(id)
    if (index === undefined || !Number.isFinite(value)) return
    const { min, max } = polyParameters[index]!
    this.#values[index] = Math.min(max, Math.max(min, value))
    this.#settings = this.#settle()
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
        this.#control(data1, data2)
        break
      case 0xe0:
        this.#bend = exactExp(
          (((((data2 << 7) | data1) - 8192) / 8192) * BEND_SEMITONES * LN2) / 12,
        )
    }
  }

  process(left: Float32Array, right: Float32Array, from: number, count: number): void {
    left.fill(0, from, from + count)
    for (const voice of this.#voices)
      if (voice.isActive) voice.add(left, from, count, this.#settings, this.#bend, this.#wheel)
    const gain = this.#gain * this.#volume
    for (let i = from; i < from + count; i++) {
      left[i]! *= gain
      right[i] = left[i]!
    }
  }

  reset(): void {
    for (const voice of this.#voices) voice.stop()
    this.#isPedalDown = false
  }

  #press(key: number, velocity: number): void {
    const voice = this.#voices.find((one) => one.key === key && one.isActive) ?? this.#free()
    voice.start(key, FREQUENCIES[key]!, velocity, ++this.#age)
  }

  /** A silent voice, else the oldest that was let go, else the oldest of all. */
  #free(): Voice {
    let best = this.#voices[0]!
    for (const voice of this.#voices) {
      if (!voice.isActive) return voice
      const isBetter = voice.isHeld === best.isHeld ? voice.age < best.age : !voice.isHeld
      if (isBetter) best = voice
    }
    return best
  }

  #letGo(key: number): void {
    for (const voice of this.#voices) {
      if (voice.key !== key || !voice.isHeld) continue
      voice.isHeld = false
      if (!this.#isPedalDown) voice.release()
    }
  }

  #control(number: number, value: number): void {
    if (number === 1) this.#wheel = value / 127
    else if (number === 7 || number === 11) this.#volume = (value / 127) * (value / 127)
    else if (number === 64) this.#pedal(value >= 64)
    else if (number === 120) this.reset()
    else if (number === 121) this.#rest()
    else if (number === 123) for (const voice of this.#voices) voice.release()
  }

  #pedal(isDown: boolean): void {
    this.#isPedalDown = isDown
    if (isDown) return
    for (const voice of this.#voices) if (!voice.isHeld) voice.release()
  }

  #rest(): void {
    this.#bend = 1
    this.#wheel = 0
    this.#volume = 1
    this.#pedal(false)
  }

  #settle(): VoiceSettings {
    const value = (id: string): number => this.#values[INDEX.get(id)!]!
    const share = (id: string): number => value(id) / 100
    const envelope = (attack: string, decay: string, sustain: string) =>
      envelopeSettings(this.#rateHz, value(attack), value(decay), share(sustain), value("release"))
    this.#gain = gainOfDb(value("level"))
    const octaves = value("osc2.octave") - 2 + (share("detune") * 0.5) / 12
    return {
      shape1: value("osc1.shape"),
      shape2: value("osc2.shape"),
      level1: 1 - share("mix"),
      level2: share("mix"),
      noise: share("noise"),
      ratio2: exactExp(octaves * LN2),
      cutoffHz: value("cutoff"),
      damping: 1 / value("resonance"),
      filterEnvelope: share("filter.env"),
      filterKeys: share("filter.keys"),
      amplitude: envelope("attack", "decay", "sustain"),
      filter: envelope("filter.attack", "filter.decay", "filter.sustain"),
      lfoStep: value("lfo.rate") / this.#rateHz,
      vibrato: share("lfo.pitch"),
      lfoFilter: share("lfo.filter"),
    }
  }
}
