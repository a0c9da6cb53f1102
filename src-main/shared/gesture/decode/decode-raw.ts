/**
 * A recording of a controller as channels over time: a pure function of raw bytes, their times and a profile, so that old
 * takes are read better when the reading gets better. Velocity is that of the smoother, which sees the whole recording; `live`
 * asks for what a deck would have heard.
 */
import { steadyTouch, type TouchEdge } from "../encodings/touch-gate.ts"
import { SECONDS_PER_TURN, type Motion } from "../motion/motion-estimator.ts"
import { Smoother, type MotionCurve } from "../motion/smoother.ts"
import { DEFAULT_PHYSICS, handTorque } from "../motion/torque.ts"
import type { ControllerProfile } from "../profile/profile.ts"
import { GestureDecoder, type ButtonEdge, type KnownDeck } from "./gesture-decoder.ts"
import { knownDeck, type DeckChoice } from "./known-deck.ts"
import { motorTouch } from "./motor-touch.ts"
import type { RawEvents } from "./raw-event.ts"
import { sampleCurve } from "./sample-curve.ts"
import { faster, tooFast } from "./too-fast.ts"

export interface DecodeOptions extends DeckChoice {
  /** What was known at each moment, as a deck hears it, instead of what is known at the end. */
  isLive?: boolean | undefined
}

/** All of one length: a row for every event that is one of the profile's, in the order of time. */
export interface GestureChannels {
  timeSeconds: Float64Array
  /** Counted from the first event: exact, whatever the filter believes. */
  positionTurns: Float64Array
  /** Estimated, finer than a tick, from half a tick on. */
  estimatedTurns: Float64Array
  /** Record speed, 1 = 33 1/3 rpm. */
  velocity: Float64Array
  /** Change of record speed a second. */
  acceleration: Float64Array
  /** Of the hand, N m: derived, see `handTorque`. */
  torque: Float64Array
  /** 1 where a hand is on the platter. */
  touch: Uint8Array
  /** 0..1 of the way; NaN while unknown. */
  fader: Float64Array
  buttons: readonly ButtonEdge[]
  /** How the platter was read, found in the recording where the profile does not say it. */
  encoding: KnownDeck["encoding"]
  ticksPerRevolution: number
}

/** @throws StudioError invalid-input where the profile does not say enough: see `knownDeck` */
export function decodeRaw(
  events: RawEvents,
  profile: ControllerProfile,
  options: DecodeOptions = {},
): GestureChannels {
  const steps = decodeInSteps(events, profile, options)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

const EVENTS_PER_STEP = 20_000

/** As `decodeRaw`, for hours of playing: yields which part is done (0..1), so that whoever waits can show it or stop. */
export function* decodeInSteps(
  events: RawEvents,
  profile: ControllerProfile,
  options: DecodeOptions = {},
): Generator<number, GestureChannels, void> {
  const channels = yield* decodeOnce(events, profile, options)
  const times = options.isLive ? 1 : tooFast(channels)
  if (times === 1) return channels
  const ticksPerRevolution = channels.ticksPerRevolution * times
  const finer = yield* decodeOnce(events, profile, { ...options, ticksPerRevolution })
  return faster(finer, times, channels)
}

function* decodeOnce(
  events: RawEvents,
  profile: ControllerProfile,
  options: DecodeOptions,
): Generator<number, GestureChannels, void> {
  const deck = knownDeck(profile, events, options)
  const touches: TouchEdge[] = []
  const buttons: ButtonEdge[] = []
  const smoother = options.isLive || deck.encoding === "speed7" ? undefined : new Smoother()
  const decoder = new GestureDecoder(profile, deck, {
    ...(smoother ? { trace: smoother } : {}),
    onTouch: (edge) => touches.push(edge),
    onButton: (edge) => buttons.push(edge),
  })
  const rows = new Rows(events.length)
  let latest = -Infinity
  let i = 0
  for (const event of events) {
    if (i++ % EVENTS_PER_STEP === EVENTS_PER_STEP - 1) yield i / events.length
    latest = Math.max(latest, event.atMicros)
    if (!decoder.push(event)) continue
    const { positionTurns, motion, isTouched, fader } = decoder.at(latest)
    rows.add(latest / 1e6, positionTurns, motion, isTouched, fader)
  }
  const channels = rows.channels()
  if (smoother) useCurve(channels, smoother.finish())
  if (!options.isLive) useTouch(channels, steadyTouch(touches))
  return { ...completed(channels, profile, deck), buttons }
}

function completed(
  channels: Columns,
  { physics = DEFAULT_PHYSICS }: ControllerProfile,
  { touch, hasMotor, encoding, ticksPerRevolution }: KnownDeck,
): Omit<GestureChannels, "buttons"> {
  const { timeSeconds, velocity, acceleration } = channels
  if (touch === "unknown" && hasMotor) channels.touch.set(motorTouch(timeSeconds, velocity))
  const torque = velocity.map((speed, i) => handTorque(speed, acceleration[i]!, physics))
  return { ...channels, torque, encoding, ticksPerRevolution }
}

type Columns = Omit<GestureChannels, "torque" | "buttons" | "encoding" | "ticksPerRevolution">

class Rows {
  readonly #all: Columns
  #count = 0

  constructor(most: number) {
    const column = (): Float64Array => new Float64Array(most)
    this.#all = {
      ...{ timeSeconds: column(), positionTurns: column(), velocity: column() },
      ...{ estimatedTurns: column(), acceleration: column(), fader: column() },
      touch: new Uint8Array(most),
    }
  }

  add(
    ...[seconds, turns, motion, isTouched, fader]: [
      ...[seconds: number, turns: number, motion: Motion],
      ...[isTouched: boolean, fader: number | undefined],
    ]
  ): void {
    const at = this.#count++
    const all = this.#all
    all.timeSeconds[at] = seconds
    all.positionTurns[at] = turns
    all.estimatedTurns[at] = motion.positionSeconds / SECONDS_PER_TURN
    all.velocity[at] = motion.velocity
    all.acceleration[at] = motion.acceleration
    all.touch[at] = isTouched ? 1 : 0
    all.fader[at] = fader ?? NaN
  }

  channels(): Columns {
    const { timeSeconds, positionTurns, estimatedTurns, velocity } = this.#all
    const { acceleration, fader, touch } = this.#all
    const cut = (column: Float64Array): Float64Array =>
      column.length === this.#count ? column : column.slice(0, this.#count)
    return {
      ...{ timeSeconds: cut(timeSeconds), positionTurns: cut(positionTurns) },
      estimatedTurns: cut(estimatedTurns),
      ...{ velocity: cut(velocity), acceleration: cut(acceleration), fader: cut(fader) },
      touch: touch.slice(0, this.#count),
    }
  }
}

function useCurve(channels: Columns, curve: MotionCurve): void {
  const { timeSeconds, velocity, acceleration } = channels
  const turns = curve.positionSeconds.map((seconds) => seconds / SECONDS_PER_TURN)
  channels.estimatedTurns.set(sampleCurve(curve.timeSeconds, turns, timeSeconds))
  velocity.set(sampleCurve(curve.timeSeconds, curve.velocity, timeSeconds))
  acceleration.set(sampleCurve(curve.timeSeconds, curve.acceleration, timeSeconds))
}

function useTouch({ timeSeconds, touch }: Columns, edges: readonly TouchEdge[]): void {
  let next = 0
  let isDown = false
  for (const [i, seconds] of timeSeconds.entries()) {
    while (next < edges.length && edges[next]!.atMicros / 1e6 <= seconds)
      isDown = edges[next++]!.isDown
    touch[i] = isDown ? 1 : 0
  }
}
