/** One deck, as the window plays it: a record, a hand, a motor, a fader. */
import type { Part } from "#shared/contract/index.ts"
import {
  SHARP_CUT,
  type DeckEvent,
  type DeckSnapshot,
  type FaderCurve,
} from "#shared/dsp/deck/index.ts"
import type { Sound } from "../sound.ts"
import type { AudioClock } from "./audio-clock.ts"
import { DeckListeners } from "./deck-listeners.ts"
import type { DeckMark, DeckOrder, DeckState } from "./deck-protocol.ts"
import { LentDeck } from "./lent-deck.svelte.ts"
import { PeakHold } from "./peak-hold.ts"

/**
 * From the hand to the deck's next sample: a block of 128 frames, and the way of a message to the audio thread. With it
 * every report counts at its own moment, so that none comes late and the sound does not waver.
 */
const HAND_SECONDS = 0.005
/** The sound that is brought around the needle. */
const AROUND_SECONDS = 6

export interface DeckPlayerOptions {
  deck: number
  sound: Sound
  clock(): AudioClock | undefined
  onProblem(error: unknown): void
}

export class DeckPlayer {
  /** What lies on the platter. */
  part = $state.raw<Part | null>(null)
  isMotorOn = $state(false)
  isHeld = $state(false)
  /** Record seconds a second by the motor. */
  pitch = $state(1)
  /** 0 closed to 1 open. */
  fader = $state(1)
  curve = $state.raw<FaderCurve>(SHARP_CUT)
  gain = $state(1)
  /** For whoever follows what it does. */
  readonly told = new DeckListeners()
  /** Somebody else plays it for a while. */
  readonly lent: LentDeck
  readonly #peaks = new PeakHold()
  #options: DeckPlayerOptions
  #state: DeckState | undefined
  /** Of the context: until here something is played again. */
  #replayEndFrame = 0
  /** Who asked for a mark, in order. */
  #onMark: ((mark: DeckMark) => void)[] = []

  constructor(options: DeckPlayerOptions) {
    this.#options = options
    this.lent = new LentDeck(options.deck, options.sound)
  }

  /** Puts a recording on the platter, the needle at its start; null takes it away. */
  async load(part: Part | null): Promise<void> {
    this.part = part
    this.#state = undefined
    try {
      const { line, feeder } = await this.#options.sound.open()
      if (this.part !== part) return
      const source = part ? feeder.sourceOf(part) : null
      if (part) await feeder.feed(part, { startSeconds: 0, endSeconds: AROUND_SECONDS })
      if (this.part !== part) return
      line.post({ kind: "deck-load", deck: this.#options.deck, source })
      this.#tellSettings()
    } catch (error) {
      this.#options.onProblem(error)
    }
  }

  /** Where the needle is heard to be, and how fast the record turns, now. */
  place(): { positionSeconds: number; speed: number } {
    const state = this.#state
    const line = this.#options.sound.now?.line
    if (!state || !line) return { positionSeconds: 0, speed: 0 }
    const { speed } = state
    const since = Math.min(0.05, Math.max(-0.2, line.heardSeconds() - state.frame / line.rateHz))
    return { positionSeconds: state.positionSeconds + since * speed, speed }
  }

  /** Highest samples since the last call. */
  takePeaks(): readonly [number, number] {
    return this.#peaks.take()
  }

  /** The hand takes hold of the record. @param atMs clock of `performance.now()`, here and below */
  hold(atMs: number): void {
    this.isHeld = true
    this.#send({ kind: "touch", isHeld: true }, atMs)
  }

  letGo(atMs: number): void {
    this.isHeld = false
    this.#send({ kind: "touch", isHeld: false }, atMs)
  }

  /**
   * The hand turns the record.
   * @param position record seconds in the hand's own count
   * @param carrySeconds how long it goes on at that speed where nothing more is reported
   */
  turn(position: number, velocity: number, atMs: number, carrySeconds?: number): void {
    const carry = carrySeconds === undefined ? {} : { carrySeconds }
    this.#send({ kind: "platter", position, velocity, ...carry }, atMs)
  }

  motor(isOn: boolean): void {
    this.isMotorOn = isOn
    this.#send({ kind: "motor", isOn })
  }

  setPitch(speed: number): void {
    this.pitch = speed
    this.#send({ kind: "pitch", speed })
  }

  setFader(place: number, atMs = performance.now()): void {
    this.fader = place
    this.#send({ kind: "fader", place }, atMs)
  }

  setCurve(curve: FaderCurve): void {
    this.curve = curve
    this.#send({ kind: "curve", curve })
  }

  setGain(gain: number): void {
    this.gain = gain
    this.#send({ kind: "gain", gain })
  }

  needle(seconds: number): void {
    this.#send({ kind: "needle", seconds })
  }

  /**
   * What the deck remembers now, and the context's frame from which all that happens is told.
   * @throws where there is no sound yet: nothing lies on the deck
   */
  async mark(): Promise<DeckMark> {
    const { line } = await this.#options.sound.open()
    return new Promise((resolve) => {
      this.#onMark.push(resolve)
      line.post({ kind: "deck-mark", deck: this.#options.deck })
    })
  }

  marked(mark: DeckMark): void {
    this.#onMark.shift()?.(mark)
  }

  /** Plays what a deck did, from its beginning; after so many frames it is set again as it is shown. */
  replay(start: DeckSnapshot, events: readonly DeckEvent[], frames: number): void {
    const line = this.#options.sound.now?.line
    const after: DeckEvent[] = [
      { kind: "touch", frame: frames, isHeld: false },
      ...this.#settings.map((each) => ({ ...each, frame: frames })),
    ]
    const all = [...events, ...after]
    line?.post({ kind: "deck-replay", deck: this.#options.deck, start, events: all })
    this.#replayEndFrame = this.toldFrame + frames
  }

  /** What turns it is no hand, but something that was played before. */
  get isReplaying(): boolean {
    const { hasGuest, isForHand } = this.lent
    return (hasGuest && !isForHand) || this.toldFrame < this.#replayEndFrame
  }

  /** Of the context: until here everything that happened was told. */
  get toldFrame(): number {
    return this.#state?.frame ?? 0
  }

  /** What the audio thread tells. */
  receive(state: DeckState): void {
    this.#state = state
    if (this.lent.hasGuest) this.lent.fader = state.fader
    this.#peaks.add(state.peaks)
    this.told.place(state)
  }

  /** Brings the sound around the needle. Called regularly. */
  feed(): void {
    const { part } = this
    const feeder = this.#options.sound.now?.feeder
    if (!part || !feeder) return
    const at = this.#state?.positionSeconds ?? 0
    feeder
      .feed(part, { startSeconds: at - AROUND_SECONDS, endSeconds: at + AROUND_SECONDS })
      .catch((error: unknown) => this.#options.onProblem(error))
  }

  /** What was set while there was no sound yet counts from here on. */
  #tellSettings(): void {
    this.#send({ kind: "needle", seconds: 0 })
    for (const each of this.#settings) this.#send(each)
  }

  get #settings() {
    const { pitch: speed, curve, gain, fader: place, isMotorOn: isOn } = this
    return [
      { kind: "pitch", speed },
      { kind: "curve", curve },
      { kind: "gain", gain },
      { kind: "fader", place },
      { kind: "motor", isOn },
    ] as const
  }

  #send(event: DeckOrder, atMs = performance.now()): void {
    const line = this.#options.sound.now?.line
    const frame = this.#options.clock()?.frameAt(atMs)
    if (!line || frame === undefined || Number.isNaN(frame)) return
    const due = Math.max(0, Math.round(frame + HAND_SECONDS * line.rateHz))
    const sent: DeckEvent = { ...event, frame: due }
    line.post({ kind: "deck-event", deck: this.#options.deck, event: sent })
    this.told.sent(sent)
  }
}
