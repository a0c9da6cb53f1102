/** A phrase detector on the window's clock: it is fed by the hand, and says when the phrase rests and when it is over. */
import { PhraseDetector, type Phrase, type PhraseEnding } from "#shared/duet/index.ts"
import { nextLine, type Beats } from "./timing.ts"

export interface PhraseListener {
  /** A key went down. @param isFirst of a phrase */
  onpress(isFirst: boolean): void
  /** More of the phrase is known. */
  onchange(): void
  /** All keys are up for a moment, or a bar line is near: it may be over. */
  onrest(): void
  onend(phrase: Phrase): void
}

export interface Ruling {
  readonly ending: PhraseEnding
  /** Where a bar line ends it. */
  readonly beats: Beats | null
  readonly bars: number
  /** So long before that line it is over, so that the answer is made when the line is heard. */
  readonly leadSeconds: number
  /** Of a silence that ends it, at least; the detector's own where it is not said. */
  readonly silenceSeconds?: number
}

/** Silence after which an answer is worth asking for, though the phrase may go on. */
const REST_SECONDS = 0.1
/** So long before a bar line that ends a phrase its answer is asked for. */
const AHEAD_SECONDS = 0.4

export class PhraseClock {
  readonly detector = new PhraseDetector()
  #listener: PhraseListener
  /** How phrases end, asked when one begins. */
  #ruling: () => Ruling
  #rest: ReturnType<typeof setTimeout> | undefined
  #end: ReturnType<typeof setTimeout> | undefined

  constructor(listener: PhraseListener, ruling: () => Ruling) {
    this.#listener = listener
    this.#ruling = ruling
  }

  press(pitch: number, velocity: number, atSeconds: number): void {
    const { detector } = this
    const isFirst = !detector.isUnderWay
    if (isFirst) this.#begin(atSeconds)
    if (detector.press(pitch, velocity, atSeconds)) this.#listener.onpress(isFirst)
    else {
      // A phrase that is full ends here: what is played on is the next one, and nothing is lost.
      this.finish()
      this.press(pitch, velocity, atSeconds)
      return
    }
    this.#arm()
  }

  release(pitch: number, atSeconds: number): void {
    this.detector.release(pitch, atSeconds)
    this.#arm()
  }

  pedal(isDown: boolean, atSeconds: number): void {
    this.detector.pedal(isDown, atSeconds)
    this.#arm()
  }

  /** Somebody says that the phrase is over. */
  finish(): void {
    const phrase = this.detector.end(now())
    this.#disarm()
    if (phrase) this.#listener.onend(phrase)
  }

  #begin(atSeconds: number): void {
    const { detector } = this
    const { ending, beats, bars, leadSeconds, silenceSeconds = 0 } = this.#ruling()
    detector.silenceSeconds = silenceSeconds
    detector.ending = ending
    detector.bars = beats && {
      ...{ lengthSeconds: beats.barSeconds, bars },
      atSeconds: nextLine(beats, atSeconds) - leadSeconds,
    }
  }

  #arm(): void {
    const { detector } = this
    this.#disarm()
    if (!detector.isUnderWay) return
    this.#listener.onchange()
    const left = detector.endsAtSeconds - now()
    if (left < Infinity) this.#end = setTimeout(() => this.#look(), Math.max(0, left * 1000))
    const ofLine = detector.ending === "bar" && detector.bars ? left - AHEAD_SECONDS : Infinity
    const ofKeys = detector.isHeld ? Infinity : REST_SECONDS
    const rest = Math.max(0, Math.min(ofLine, ofKeys))
    if (rest < Infinity) this.#rest = setTimeout(() => this.#listener.onrest(), rest * 1000)
  }

  #look(): void {
    const phrase = this.detector.advance(now())
    if (phrase) {
      this.#disarm()
      this.#listener.onend(phrase)
    } else this.#arm()
  }

  #disarm(): void {
    clearTimeout(this.#rest)
    clearTimeout(this.#end)
  }
}

/** On the clock of what is played. */
export const now = (): number => performance.now() / 1000
