/**
 * A channel strip: instrument and clips, then its devices, then fader and pan, then where its sound goes. Everything it
 * needs is made when its plan comes; a quantum allocates nothing.
 */
import { panGains, type DeviceProcessor } from "../devices/index.ts"
import { gainOfDb } from "../exact-math.ts"
import type { Instrument } from "../instruments/instrument.ts"
import type { BandSpectrum } from "../meters/band-spectrum.ts"
import type { TileSource } from "../tile-source.ts"
import { automatedValue } from "./automation.ts"
import { ClipPlayer } from "./clip-player.ts"
import { Delay } from "./latency.ts"
import { QUANTUM, type ChannelPlan } from "./plan.ts"
import { ScorePlayer } from "./score-player.ts"
import { SmoothGain } from "./smooth-gain.ts"
import type { Transport } from "./transport.ts"

export interface Stereo {
  left: Float32Array
  right: Float32Array
}

export interface Insert {
  id: string
  kind: string
  processor: DeviceProcessor
  /** Positions of parameters by id. */
  parameters: ReadonlyMap<string, number>
  isBypassed: boolean
  sideChain: number
  /** Listens to what comes out, while somebody looks. */
  probe: BandSpectrum | null
}

/** Where the sound goes, and how loud. */
interface Way {
  to: number
  isPreFader: boolean
  gain: SmoothGain
  delay: Delay
}

const stereo = (): Stereo => ({
  left: new Float32Array(QUANTUM),
  right: new Float32Array(QUANTUM),
})

export class Channel {
  readonly id: string
  /** Sum of what feeds it; then its own sound before the fader. */
  readonly input = stereo()
  /** After fader and pan. */
  readonly output = stereo()
  readonly score = new ScorePlayer()
  readonly clips = new ClipPlayer()
  instrument: Instrument | null = null
  /** What an input brings while it is monitored, one quantum at a time. */
  live: Stereo | null = null
  inserts: readonly Insert[] = []
  /** Highest sample of the last quantum, left and right; sums of squares likewise. */
  readonly levels = new Float32Array(4)

  #plan: ChannelPlan
  #rateHz: number
  #left: SmoothGain
  #right: SmoothGain
  #ways: readonly Way[] = []

  constructor(plan: ChannelPlan, rateHz: number) {
    this.id = plan.id
    this.#plan = plan
    this.#rateHz = rateHz
    const [left, right] = faderGains(plan.gainDb, plan.pan, plan.isSilent)
    this.#left = new SmoothGain(rateHz, left)
    this.#right = new SmoothGain(rateHz, right)
  }

  /** Takes fader, pan and ways from another plan; what sounds goes on. @param waits frames to hold back, by way */
  setPlan(plan: ChannelPlan, waits: (to: number) => number): void {
    this.#plan = plan
    const wanted = [
      ...(plan.output < 0 ? [] : [{ to: plan.output, gainDb: 0, isPreFader: false }]),
      ...plan.sends,
    ]
    this.#ways = wanted.map(({ to, gainDb, isPreFader }, index) => {
      const old = this.#ways[index]
      const frames = waits(to)
      const isSame = old?.to === to && old.isPreFader === isPreFader
      const target = plan.isSilent ? 0 : gainOfDb(gainDb)
      const gain = isSame ? old.gain : new SmoothGain(this.#rateHz, target)
      gain.target = target
      const delay = isSame && old.delay.frames === frames ? old.delay : new Delay(frames)
      return { to, isPreFader, gain, delay }
    })
    this.#setFader(plan.gainDb, plan.pan)
  }

  /** Frames that its devices are late by. */
  get latencyFrames(): number {
    return this.inserts.reduce(
      (sum, { isBypassed, processor }) => sum + (isBypassed ? 0 : processor.latencyFrames),
      0,
    )
  }

  /** Makes the next quantum, and adds it to the channels it feeds. */
  process(
    transport: Transport,
    channels: readonly Channel[],
    sources: ReadonlyMap<number, TileSource>,
  ): void {
    this.#automate(transport)
    this.#sound(transport, sources)
    this.#insert(channels)
    this.#fade()
    this.#send(channels)
  }

  #automate({ stretches, isPlaying }: Transport): void {
    if (!isPlaying && !stretches[0]!.isLeap) return
    const { songFrame } = stretches[0]!
    let { gainDb, pan } = this.#plan
    for (const lane of this.#plan.automation) {
      const value = automatedValue(lane, songFrame)
      if (lane.deviceId !== null) this.#setDevice(lane.deviceId, lane.parameter, value)
      else if (lane.parameter === "gainDb") gainDb = value
      else if (lane.parameter === "pan") pan = value
    }
    if (this.#plan.automation.length > 0) this.#setFader(gainDb, pan)
  }

  #setDevice(deviceId: string, parameter: string, value: number): void {
    if (this.#plan.instrument?.id === deviceId) this.instrument?.setParameter(parameter, value)
    for (const { id, parameters, processor } of this.inserts) {
      if (id !== deviceId) continue
      const index = parameters.get(parameter)
      if (index !== undefined) processor.setParameter(index, value)
    }
  }

  #sound(transport: Transport, sources: ReadonlyMap<number, TileSource>): void {
    if (this.live) addTo(this.input, this.live)
    const { left, right } = this.instrument ? this.output : this.input
    for (let i = 0; i < transport.count; i++) {
      const stretch = transport.stretches[i]!
      if (this.instrument) this.score.render(this.instrument, stretch, left, right)
      if (!this.clips.isEmpty) this.clips.render(sources, stretch, left, right)
    }
    if (!this.instrument) return
    // An instrument writes over what is there: what feeds the channel is added after it.
    addTo(this.input, this.output)
  }

  #insert(channels: readonly Channel[]): void {
    const { left, right } = this.input
    for (const { processor, isBypassed, sideChain, probe } of this.inserts) {
      if (!isBypassed) {
        const side = sideChain < 0 ? null : channels[sideChain]!.output
        processor.process(left, right, QUANTUM, side?.left, side?.right)
      }
      probe?.process(left, right, QUANTUM)
    }
  }

  #fade(): void {
    const { input, output, levels } = this
    const gains = [this.#left, this.#right] as const
    levels.fill(0)
    for (let side = 0; side < 2; side++) {
      const from = side === 0 ? input.left : input.right
      const to = side === 0 ? output.left : output.right
      const gain = gains[side]!
      gain.begin()
      let value = gain.value
      let peak = 0
      let power = 0
      for (let i = 0; i < QUANTUM; i++) {
        value += gain.step
        const sample = from[i]! * value
        to[i] = sample
        power += sample * sample
        peak = Math.max(peak, Math.abs(sample))
      }
      levels[side] = peak
      levels[side + 2] = power
      gain.end()
    }
  }

  #send(channels: readonly Channel[]): void {
    for (const { to, isPreFader, gain, delay } of this.#ways) {
      gain.begin()
      const from = isPreFader ? this.input : this.output
      delay.add(from, channels[to]!.input, QUANTUM, gain.value, gain.step)
      gain.end()
    }
  }

  #setFader(gainDb: number, pan: number): void {
    const [left, right] = faderGains(gainDb, pan, this.#plan.isSilent)
    this.#left.target = left
    this.#right.target = right
  }
}

function addTo(sum: Stereo, { left, right }: Stereo): void {
  for (let i = 0; i < QUANTUM; i++) {
    sum.left[i]! += left[i]!
    sum.right[i]! += right[i]!
  }
}

function faderGains(gainDb: number, pan: number, isSilent: boolean): readonly [number, number] {
  if (isSilent) return [0, 0]
  const gain = gainOfDb(gainDb)
  const [left, right] = balance(pan)
  return [gain * left, gain * right]
}

/** In the middle both sides are as they came; outwards the other side follows a quarter of a cosine. */
function balance(pan: number): readonly [number, number] {
  const [left, right] = panGains(pan, true)
  return [Math.min(1, left * Math.SQRT2), Math.min(1, right * Math.SQRT2)]
}
