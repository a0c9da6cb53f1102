/**
 * Plays a SoundFont's presets with spessasynth_core (Apache-2.0). Instances share one bank, whose samples are unpacked once.
 * Reverb and chorus of the font are left out: the mixer has its own.
 */
import { SpessaSynthProcessor, type BasicSoundBank } from "spessasynth_core"
import { QUANTUM } from "../graph/plan.ts"
import { DRUM_CHANNEL } from "../../music/general-midi.ts"
import { hastenOscillators } from "./hermite-oscillator.ts"
import type { Instrument } from "./instrument.ts"

/** Which of the bank's presets; drums are what General MIDI has on channel 10. */
export interface SoundFontState {
  program: number
  bank: number
  isDrums: boolean
}

type Controller = Parameters<SpessaSynthProcessor["controllerChange"]>[1]

const CHANNELS = 16
const BANK_ID = "bank"
/** The synthesiser looks at all voices it may use, sounding or not, in every call: it gets more only when it needs them. */
const FEWEST_VOICES = 32
const MOST_VOICES = 350
/** No note of a bank has more layers. */
const VOICES_A_NOTE = 8

export class SoundFontInstrument implements Instrument {
  readonly bank: BasicSoundBank
  #synth: SpessaSynthProcessor
  #state: SoundFontState | null = null
  #voices = MOST_VOICES
  /** Notes since the last frame that was rendered. */
  #newNotes = 0
  /** No voice sounds, and none was asked for: what it renders is silence. */
  #isStill = false

  /** Only once `soundFontReady` has come: what unpacks samples starts up on its own. */
  constructor(rateHz: number, bank: BasicSoundBank) {
    this.bank = bank
    this.#synth = new SpessaSynthProcessor(rateHz, {
      maxBufferSize: QUANTUM,
      effectsEnabled: false,
      eventsEnabled: false,
    })
    hastenOscillators(this.#synth)
    this.#synth.soundBankManager.addSoundBank(bank, BANK_ID)
    this.#allow(FEWEST_VOICES)
  }

  /** Chooses the preset on every channel; messages of the song may change it on theirs. */
  setState(state: SoundFontState): void {
    if (this.#state && isSame(this.#state, state)) return
    this.#state = state
    for (let channel = 0; channel < CHANNELS; channel++) this.#choose(channel, state)
  }

  /** What its preset may play, by places in the bank. */
  presetSamples(): number[] {
    const channel = this.#state?.isDrums ? DRUM_CHANNEL : 0
    const { preset } = this.#synth.midiChannels[channel]!
    const zones = preset?.zones.flatMap(({ instrument }) => instrument.zones) ?? []
    return [...new Set(zones.map(({ sample }) => this.bank.samples.indexOf(sample)))]
  }

  send(message: number): void {
    this.#isStill = false
    const channel = (message >> 16) & 0x0f
    const data1 = (message >> 8) & 0x7f
    const data2 = message & 0x7f
    switch ((message >> 16) & 0xf0) {
      case 0x80:
        this.#synth.noteOff(channel, data1)
        break
      case 0x90:
        this.#makeRoom()
        this.#synth.noteOn(channel, data1, data2)
        break
      case 0xa0:
        this.#synth.polyPressure(channel, data1, data2)
        break
      case 0xb0:
        this.#synth.controllerChange(channel, data1 as Controller, data2)
        break
      case 0xc0:
        this.#synth.programChange(channel, data1)
        break
      case 0xd0:
        this.#synth.channelPressure(channel, data1)
        break
      case 0xe0:
        this.#synth.pitchWheel(channel, (data2 << 7) | data1)
    }
  }

  setParameter(): void {}

  process(left: Float32Array, right: Float32Array, from: number, count: number): void {
    if (count === 0) return
    left.fill(0, from, from + count)
    right.fill(0, from, from + count)
    if (this.#isStill) return
    this.#synth.process(left, right, from, count)
    this.#newNotes = 0
    this.#isStill = this.#synth.voiceCount === 0
    if (this.#isStill) this.#allow(FEWEST_VOICES)
  }

  reset(): void {
    this.#synth.stopAllChannels(true)
  }

  /** For one more note: which voice it gets does not depend on how many there are, as long as one is free. */
  #makeRoom(): void {
    this.#newNotes += 1
    const needed = this.#synth.voiceCount + this.#newNotes * VOICES_A_NOTE
    if (needed > this.#voices) this.#allow(Math.min(MOST_VOICES, 2 * needed))
  }

  #allow(voices: number): void {
    if (voices === this.#voices) return
    this.#voices = voices
    this.#synth.setSystemParameter("voiceCap", voices)
  }

  #choose(channel: number, { program, bank, isDrums }: SoundFontState): void {
    if ((channel === DRUM_CHANNEL) !== isDrums && channel === DRUM_CHANNEL) return
    this.send(((0xb0 | channel) << 16) | (bank & 0x7f))
    this.send(((0xc0 | channel) << 16) | (program << 8))
  }
}

/** A sample of a bank, unpacked. */
export interface UnpackedSample {
  /** Its place in the bank. */
  index: number
  samples: Float32Array
}

/** Unpacks what a preset may play: some ten milliseconds, which a thread that makes sound has not. */
export function unpackPreset(
  instrument: SoundFontInstrument,
  state: SoundFontState,
): UnpackedSample[] {
  instrument.setState(state)
  return instrument.presetSamples().map((index) => ({
    index,
    samples: instrument.bank.samples[index]!.getAudioData(),
  }))
}

/** Gives a bank what another thread has unpacked of the same file. */
export function takeUnpacked(bank: BasicSoundBank, unpacked: readonly UnpackedSample[]): void {
  for (const { index, samples } of unpacked) {
    const sample = bank.samples[index]
    sample?.setAudioData(samples, sample.sampleRate)
  }
}

const isSame = (a: SoundFontState, b: SoundFontState): boolean =>
  a.program === b.program && a.bank === b.bank && a.isDrums === b.isDrums
