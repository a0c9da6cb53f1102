/** What keeps an answer in the call's key and register, as logits of pitches. */
import { keyFits } from "../../symbolic/index.ts"

/** Semitones around the middle that cost nothing; beyond, each costs more than the one before. */
const FREE_SEMITONES = 8
const RANGE_COST = 0.06
/** Logits for a note after which the key fits better than any other by 1. */
const KEY_GAIN = 22
/** A key that leads by so much needs no more help. */
const ENOUGH = 0.15
/** The call's notes count as part of the answer's, but less, so that its first notes have a key to be in. */
const CALL_SHARE = 0.15

/** Of what is neither in the key nor in the call. */
const STRANGE_COST = 1.5
/** Semitones above the tonic; a minor's leading note is one of them. */
const SCALES = { major: [0, 2, 4, 5, 7, 9, 11], minor: [0, 2, 3, 5, 7, 8, 10, 11] }

interface TonalityOptions {
  /** 0..23; null where the call has none. */
  key: number | null
  middlePitch: number
  /** Of the call. */
  notes: readonly { pitch: number; lengthTicks: number }[]
}

export class Tonality {
  readonly #key: number | null
  readonly #middlePitch: number
  /** How long each pitch class has sounded. */
  readonly #lengths = new Float64Array(12)
  readonly #strange: readonly boolean[]
  #ticks = 0
  #notes = 0

  constructor({ key, middlePitch, notes }: TonalityOptions) {
    this.#key = key
    this.#middlePitch = middlePitch
    for (const { pitch, lengthTicks } of notes) this.#add(pitch, CALL_SHARE * lengthTicks)
    this.#notes = CALL_SHARE * notes.length
    const known = new Set(notes.map(({ pitch }) => pitch % 12))
    this.#strange = Array.from(
      { length: 12 },
      (_, pitchClass) => key !== null && !known.has(pitchClass) && !isInScale(pitchClass, key),
    )
  }

  played(pitch: number, lengthTicks: number): void {
    this.#add(pitch, lengthTicks)
    this.#notes++
  }

  /** Adds to what each of 128 pitches is given. */
  weigh(pitches: Float32Array): void {
    const classes = Array.from({ length: 12 }, (_, pitchClass) => this.#leadAfter(pitchClass))
    for (let pitch = 0; pitch < pitches.length; pitch++) {
      const beyond = Math.max(0, Math.abs(pitch - this.#middlePitch) - FREE_SEMITONES)
      const strange = this.#strange[pitch % 12] ? STRANGE_COST : 0
      pitches[pitch]! += KEY_GAIN * classes[pitch % 12]! - RANGE_COST * beyond * beyond - strange
    }
  }

  /** By how much the key would lead all others after one more note. */
  #leadAfter(pitchClass: number): number {
    if (this.#key === null || this.#notes === 0) return 0
    const lengths = this.#lengths.slice()
    lengths[pitchClass]! += this.#ticks / this.#notes
    const fits = keyFits(lengths)
    const own = fits[this.#key]!
    fits[this.#key] = -1
    return Math.min(ENOUGH, own - Math.max(...fits))
  }

  #add(pitch: number, ticks: number): void {
    this.#lengths[pitch % 12]! += ticks
    this.#ticks += ticks
  }
}

const isInScale = (pitchClass: number, key: number): boolean =>
  SCALES[key < 12 ? "major" : "minor"].includes((pitchClass - (key % 12) + 12) % 12)
