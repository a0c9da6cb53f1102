/** The audio thread's end: what comes in at an input turns a deck in the same block. Knows nothing of worklets. */
import type { Deck, DeckEvent } from "#shared/dsp/deck/index.ts"
import { STRETCH } from "#shared/dsp/deck/index.ts"
import { QUANTUM } from "#shared/dsp/graph/index.ts"
import { StateIndex, TimecodeHand, timecodeOf } from "#shared/timecode/index.ts"
import type { Inputs } from "../recording/input-host.ts"
import type {
  FromTimecode,
  InputPair,
  TimecodeFigures,
  TimecodeSetup,
} from "./timecode-protocol.ts"

/** Points of the scope in one telling; the decoder keeps 12,000 a second, and 60 times a second they are told. */
const MOST_POINTS = 256
const SILENCE = new Float32Array(QUANTUM)

export class TimecodeHost {
  readonly hand: TimecodeHand
  readonly isTurning: boolean
  readonly #pair: InputPair
  readonly #scope = new Float32Array(2 * MOST_POINTS)
  #shown = 0

  constructor(
    rateHz: number,
    { timecode: name, slots, wiring, isAbsolute, isTurning, ...pair }: TimecodeSetup,
  ) {
    const timecode = timecodeOf(name)
    const index = new StateIndex(timecode, slots)
    this.hand = new TimecodeHand({ timecode, index, rateHz, wiring, isAbsolute })
    this.#pair = pair
    this.isTurning = isTurning
  }

  /** Makes a quantum of the deck, stretch by stretch: each is led by what came in during it. @returns sends what happened to `happened` */
  play(
    deck: Deck,
    inputs: Inputs,
    [left, right]: readonly [Float32Array, Float32Array],
    happened: DeckEvent[],
  ): void {
    const heardLeft = channelOf(inputs, this.#pair, 0)
    const heardRight = channelOf(inputs, this.#pair, 1)
    for (let from = 0; from < QUANTUM; from += STRETCH) {
      const count = this.hand.read(heardLeft, heardRight, from, from + STRETCH, deck)
      for (let i = 0; i < count && this.isTurning; i++)
        happened.push(deck.send(this.hand.events[i]!))
      deck.process(left, right, from, STRETCH)
    }
  }

  state(deck: number): FromTimecode {
    const points = this.#newPoints()
    return {
      kind: "deck-timecode-state",
      deck,
      figures: this.#figures(),
      scope: this.#scope,
      points,
    }
  }

  #figures(): TimecodeFigures {
    const { decoder, check, unknownSeconds, drift } = this.hand
    const { centreX, centreY, xx, xy, yy } = decoder.ellipse
    const { leftRms, rightRms, correlation, clippedShare } = check
    return {
      ...{ isLifted: decoder.isLifted, positionSeconds: decoder.positionSeconds },
      ...{ speed: decoder.speed, unknownSeconds, drift },
      ...{ leftRms, rightRms, correlation, clippedShare },
      ...{ noiseRms: decoder.noise, bitErrors: decoder.bitErrors },
      ellipse: [centreX, centreY, xx, xy, yy],
    }
  }

  #newPoints(): number {
    const { x, y, next } = this.hand.decoder.scope
    const all = (next - this.#shown + x.length) % x.length
    const points = Math.min(all, MOST_POINTS)
    for (let i = 0; i < points; i++) {
      const at = (next - points + i + x.length) % x.length
      this.#scope[2 * i] = x[at]!
      this.#scope[2 * i + 1] = y[at]!
    }
    this.#shown = next
    return points
  }
}

/** Keeps what comes in at a pair of channels for a while. */
export class Listening {
  readonly left: Float32Array
  readonly right: Float32Array
  readonly #pair: InputPair
  #frames = 0

  constructor(pair: InputPair, frames: number) {
    this.#pair = pair
    this.left = new Float32Array(frames)
    this.right = new Float32Array(frames)
  }

  /** @returns whether it is full */
  take(inputs: Inputs): boolean {
    const left = channelOf(inputs, this.#pair, 0)
    const right = channelOf(inputs, this.#pair, 1)
    const count = Math.min(QUANTUM, this.left.length - this.#frames)
    for (let i = 0; i < count; i++) {
      this.left[this.#frames + i] = left[i]!
      this.right[this.#frames + i] = right[i]!
    }
    this.#frames += count
    return this.#frames === this.left.length
  }
}

/** Where there is no such channel it is silent: the needle seems lifted. */
const channelOf = (inputs: Inputs, { slot, firstChannel }: InputPair, side: number): Float32Array =>
  inputs[slot]?.[firstChannel + side] ?? SILENCE
