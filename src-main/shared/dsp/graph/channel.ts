/**
 * A channel strip: instrument and clips, then its devices, then fader and pan, then where its sound goes. Everything it
 * needs is made when its plan comes; a quantum allocates nothing.
 */
import { panGains, type DeviceProcessor } from "../devices/index.ts"
import { gainOfDb } from "../exact-math.ts"
import type { Instrument } from "../instruments/instrument.ts"
import type { BandSpectrum } from "../meters/band-spectrum.ts"
import type { StripKernel } from "../strip/strip-kernel.ts"
import type { TileSource } from "../tile-source.ts"
import { automatedValue } from "./automation.ts"
import { ClipPlayer, type ClipTools } from "./clip-player.ts"
import { GesturePlayer } from "./gesture-player.ts"
import { Delay } from "./latency.ts"
import { fade, Stereo, type Levels } from "./levels.ts"
import { QUANTUM, type ChannelPlan } from "./plan.ts"
import { ScorePlayer } from "./score-player.ts"
import { SmoothGain } from "./smooth-gain.ts"
import { TimedSends } from "./timed-sends.ts"
import type { Transport } from "./transport.ts"

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

interface Sides {
  readonly left: Float32Array
  readonly right: Float32Array
}

/** Where the sound goes, and how loud. */
interface Way {
  to: number
  isPreFader: boolean
  gain: SmoothGain
  delay: Delay
}

export class Channel {
  readonly id: string
  /** Sum of what feeds it; then its own sound before the fader. */
  readonly input: Stereo
  /** After fader and pan. */
  readonly output: Stereo
  readonly score = new ScorePlayer()
  readonly clips: ClipPlayer
  readonly gestures: GesturePlayer
  instrument: Instrument | null = null
  /** What it gets in the next quantum beside the song's messages. */
  readonly sends = new TimedSends()
  /** What an input brings while it is monitored, one quantum at a time. */
  live: Sides | null = null
  inserts: readonly Insert[] = []
  /** Highest sample of the last quantum, left and right; sums of squares likewise. */
  readonly levels: Float32Array
  #levels: Levels

  #plan: ChannelPlan
  #rateHz: number
  #fader: readonly [left: SmoothGain, right: SmoothGain]
  #ways: readonly Way[] = []
  #strip: StripKernel | null
  /** Is `output` silent, from the last quantum? */
  #isOutputSilent = true

  constructor(plan: ChannelPlan, { rateHz, strip, stretch }: ClipTools) {
    this.id = plan.id
    this.#strip = strip
    this.input = new Stereo(strip)
    this.output = new Stereo(strip)
    this.levels = strip?.floats(4) ?? new Float32Array(4)
    this.#levels = { values: this.levels, at: strip?.place(this.levels) ?? -1 }
    this.clips = new ClipPlayer({ rateHz, strip, stretch })
    this.gestures = new GesturePlayer(rateHz, strip)
    this.#plan = plan
    this.#rateHz = rateHz
    const [left, right] = faderGains(plan.gainDb, plan.pan, plan.isSilent)
    this.#fader = [new SmoothGain(rateHz, left), new SmoothGain(rateHz, right)]
  }

  /** Takes fader, pan and ways from another plan; what sounds goes on. @param waits frames to hold back, by way */
  setPlan(plan: ChannelPlan, waits: (to: number) => number): void {
    this.#plan = plan
    const { output, onlySends = false } = plan
    const wanted = [
      ...(output < 0 ? [] : [{ to: output, gainDb: 0, isPreFader: false, isOff: onlySends }]),
      ...plan.sends.map((send) => ({ ...send, isOff: false })),
    ]
    this.#ways = wanted.map(({ to, gainDb, isPreFader, isOff }, index) => {
      const old = this.#ways[index]
      const frames = waits(to)
      const isSame = old?.to === to && old.isPreFader === isPreFader
      const target = plan.isSilent || isOff ? 0 : gainOfDb(gainDb)
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
    const isSilent = this.#insert(channels)
    this.#fade(isSilent)
    this.#send(channels, isSilent)
  }

  /** Gives its memory back, and its devices' too. It is not used any more. */
  release(): void {
    for (const { processor } of this.inserts) processor.release()
    this.input.release()
    this.output.release()
    this.#strip?.release(this.levels)
    this.clips.release()
    this.gestures.release()
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
    const to = this.instrument ? this.output : this.input
    const instrument = this.instrument && this.sends.before(this.instrument)
    for (let i = 0; i < transport.count; i++) {
      const stretch = transport.stretches[i]!
      if (instrument) this.score.render(instrument, stretch, to.left, to.right)
      if (!this.clips.isEmpty) this.clips.render(sources, stretch, to)
      if (!this.gestures.isEmpty) this.gestures.render(sources, stretch, to)
    }
    if (!this.sends.isEmpty) this.sends.finish(this.instrument)
    if (!this.instrument) return
    // An instrument writes over what is there: what feeds the channel is added after it.
    this.#isOutputSilent = false
    this.input.add(this.output, QUANTUM, 1, 0)
  }

  /** @returns whether silence comes out; devices in which nothing sounds on are left alone by silence */
  #insert(channels: readonly Channel[]): boolean {
    const { left, right } = this.input
    let { isSilent } = this.input
    for (const { processor, isBypassed, sideChain, probe } of this.inserts) {
      if (!isBypassed && !(isSilent && processor.isStill)) {
        const side = sideChain < 0 ? null : channels[sideChain]!.output
        processor.process(left, right, QUANTUM, side?.left, side?.right)
        // Of sound nothing is asked until it is silent by itself; what sounds on in silence may end here.
        if (isSilent) isSilent = this.input.isSilent
      }
      probe?.process(left, right, QUANTUM)
    }
    return isSilent
  }

  #fade(isSilent: boolean): void {
    const { input, output, levels } = this
    const [left, right] = this.#fader
    left.begin()
    right.begin()
    if (!isSilent) fade(input, output, this.#fader, this.#levels)
    else if (!this.#isOutputSilent) {
      output.left.fill(0)
      output.right.fill(0)
      levels.fill(0)
    }
    this.#isOutputSilent = isSilent
    left.end()
    right.end()
  }

  #send(channels: readonly Channel[], isSilent: boolean): void {
    for (const { to, isPreFader, gain, delay } of this.#ways) {
      gain.begin()
      const from = isPreFader ? this.input : this.output
      if (!isSilent || !delay.isStill) delay.add(from, channels[to]!.input, QUANTUM, gain, isSilent)
      gain.end()
    }
  }

  #setFader(gainDb: number, pan: number): void {
    const [left, right] = faderGains(gainDb, pan, this.#plan.isSilent)
    this.#fader[0].target = left
    this.#fader[1].target = right
  }
}

function addTo(sum: Stereo, { left, right }: Sides): void {
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
