/**
 * Finds where a phrase ends in what is played. It has no clock: whoever feeds it says when things were played, and asks at
 * `endsAtSeconds` whether it is over.
 */
import type { PlayedNote } from "../contract/duet.ts"
import { PhraseNotes } from "./phrase-notes.ts"

/** What ends a phrase: nothing being played, the pedal going up, the next bar line, or only somebody who says so. */
export type PhraseEnding = "silence" | "pedal" | "bar" | "button"

export interface Phrase {
  /** The first at 0. */
  readonly notes: PlayedNote[]
  /** Of the first key, on the clock. */
  readonly startSeconds: number
  readonly endSeconds: number
}

/** Where bar lines fall on the clock. */
export interface BarLines {
  /** Of any of them. */
  readonly atSeconds: number
  readonly lengthSeconds: number
  /** A phrase is so many bars long, from the one in which it begins. */
  readonly bars: number
}

const LEAST_SILENCE_SECONDS = 0.35
/** Of the time between onsets in the middle (specs: music.md, section 4). */
const SILENCE_INTERVALS = 1.5
/** A note so shortly before a bar line belongs to the bar that it leads to. */
const EARLY_BARS = 0.1

export class PhraseDetector {
  ending: PhraseEnding = "silence"
  /** Without them a bar is no ending: silence is. */
  bars: BarLines | null = null
  /** A silence that ends a phrase is no shorter than this, whatever its rhythm. */
  silenceSeconds = 0
  #notes = new PhraseNotes()
  #isPedalDown = false
  #usesPedal = false
  /** When the pedal went up with it; null while it is down. */
  #pedalUpSeconds: number | null = null

  get isUnderWay(): boolean {
    return this.#notes.count > 0
  }

  get isHeld(): boolean {
    return this.#notes.isHeld
  }

  get count(): number {
    return this.#notes.count
  }

  get startSeconds(): number {
    return this.#notes.startSeconds
  }

  /** @returns whether it was taken: a phrase that is full takes no more */
  press(pitch: number, velocity: number, atSeconds: number): boolean {
    if (!this.isUnderWay) this.#usesPedal = this.#isPedalDown
    return this.#notes.press(pitch, velocity, atSeconds)
  }

  release(pitch: number, atSeconds: number): void {
    this.#notes.release(pitch, atSeconds)
  }

  pedal(isDown: boolean, atSeconds: number): void {
    this.#isPedalDown = isDown
    this.#usesPedal ||= isDown && this.isUnderWay
    this.#pedalUpSeconds = isDown ? null : atSeconds
  }

  /** When the phrase is over if nothing more is played, or when to look again; Infinity where only an event can end it. */
  get endsAtSeconds(): number {
    if (!this.isUnderWay) return Infinity
    if (this.#barsOf()) return this.#barEndSeconds()
    if (this.isHeld) return this.#notes.hangsAtSeconds
    if (this.ending === "button") return Infinity
    const { releasedSeconds, medianInterval } = this.#notes
    if (this.ending === "pedal" && this.#usesPedal)
      return this.#pedalUpSeconds === null
        ? Infinity
        : Math.max(this.#pedalUpSeconds, releasedSeconds)
    const ofRhythm = SILENCE_INTERVALS * medianInterval
    return releasedSeconds + Math.max(LEAST_SILENCE_SECONDS, this.silenceSeconds, ofRhythm)
  }

  /** @returns the phrase if it is over by now; the next one begins empty */
  advance(nowSeconds: number): Phrase | null {
    if (!this.isUnderWay) return null
    const isHeldTooLong = this.#notes.hangsAtSeconds <= nowSeconds
    if (isHeldTooLong) this.#notes.releaseHanging(nowSeconds)
    const endSeconds = this.endsAtSeconds
    if (endSeconds > nowSeconds || (this.isHeld && !this.#barsOf())) return null
    return this.end(endSeconds)
  }

  /** Somebody says that it is over. @returns null where nothing was played */
  end(atSeconds: number): Phrase | null {
    if (!this.isUnderWay) return null
    const { startSeconds } = this
    const phrase = { notes: this.notes(atSeconds), startSeconds, endSeconds: atSeconds }
    this.#notes = new PhraseNotes()
    this.#usesPedal = this.#isPedalDown
    this.#pedalUpSeconds = null
    return phrase
  }

  /** So far; keys that are down end now. */
  notes(nowSeconds: number): PlayedNote[] {
    return this.#notes.notes(nowSeconds)
  }

  #barsOf(): BarLines | null {
    return this.ending === "bar" ? this.bars : null
  }

  #barEndSeconds(): number {
    const { atSeconds, lengthSeconds, bars } = this.bars!
    const bar = Math.floor((this.startSeconds - atSeconds) / lengthSeconds + EARLY_BARS)
    return atSeconds + (bar + bars) * lengthSeconds
  }
}
