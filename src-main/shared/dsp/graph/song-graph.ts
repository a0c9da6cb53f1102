/**
 * The studio's audio graph. One class runs in the window's audio worklet and in the offline renderer, quantum by quantum, so
 * that what is exported is what is heard. It owns the transport: scores and clips lie in it in song time, and play, leap and
 * loop at exact frames without any clock from outside.
 */
import { deviceSpecs, type DeviceKind } from "../devices/index.ts"
import type { Instrument } from "../instruments/instrument.ts"
import type { InstantiateStretch } from "../stretch/stretcher.ts"
import type { StripKernel } from "../strip/strip-kernel.ts"
import type { TileSource } from "../tile-source.ts"
import { Channel, type Insert } from "./channel.ts"
import { latencies } from "./latency.ts"
import { QUANTUM, type ChannelPlan, type ClipPiece, type DevicePlan } from "./plan.ts"
import type { GesturePiece, GraphPlan, InstrumentPlan, Score } from "./plan.ts"
import { StretchPool } from "./stretch-pool.ts"
import { Transport } from "./transport.ts"

/** Makes an instrument; null where this kind is not known, or not ready yet: the channel is silent then. */
export type InstrumentMaker = (plan: InstrumentPlan, old: Instrument | null) => Instrument | null

export interface SongGraphOptions {
  rateHz: number
  makeInstrument: InstrumentMaker
  /** Of this graph alone. Without it the same bits come, slower. */
  strip?: StripKernel | null
  /** What stretches clips; without it their pitch follows their length. */
  stretch?: InstantiateStretch | null
}

export class SongGraph {
  readonly rateHz: number
  readonly transport = new Transport()
  readonly sources = new Map<number, TileSource>()
  /** Frames by which what is heard is later than the transport. */
  latencyFrames = 0
  channels: readonly Channel[] = []
  #make: InstrumentMaker
  #strip: StripKernel | null
  #stretch: StretchPool | null

  constructor({ rateHz, makeInstrument, strip = null, stretch = null }: SongGraphOptions) {
    this.rateHz = rateHz
    this.#make = makeInstrument
    this.#strip = strip
    this.#stretch = stretch && new StretchPool(stretch, rateHz)
  }

  /**
   * Takes a plan over. Channels, instruments and devices that were there before go on sounding. Not for the middle of a
   * quantum; it allocates.
   */
  setPlan({ channels: plans }: GraphPlan): void {
    const before = new Map(this.channels.map((channel) => [channel.id, channel]))
    const tools = { rateHz: this.rateHz, strip: this.#strip, stretch: this.#stretch }
    const channels = plans.map((plan) => before.get(plan.id) ?? new Channel(plan, tools))
    channels.forEach((channel, index) => this.#equip(channel, plans[index]!))
    const { input, output } = latencies(
      plans.map((plan, index) => ({ own: channels[index]!.latencyFrames, feeds: feedsOf(plan) })),
    )
    channels.forEach((channel, index) =>
      channel.setPlan(plans[index]!, (to) => input[to]! - output[index]!),
    )
    for (const channel of this.channels) if (!channels.includes(channel)) channel.release()
    this.channels = channels
    this.latencyFrames = output.at(-1) ?? 0
  }

  setScore(channelId: string, score: Score): void {
    this.channels.find(({ id }) => id === channelId)?.score.setScore(score)
  }

  setClips(channelId: string, pieces: readonly ClipPiece[]): void {
    this.channels.find(({ id }) => id === channelId)?.clips.setPieces(pieces, this.sources)
  }

  setGestures(channelId: string, pieces: readonly GesturePiece[]): void {
    this.channels.find(({ id }) => id === channelId)?.gestures.setPieces(pieces)
  }

  /** Plays a message on a channel's instrument now, whatever the transport does. */
  send(channelId: string, message: number): void {
    this.channels.find(({ id }) => id === channelId)?.instrument?.send(message)
  }

  /**
   * The same at a frame of the next quantum.
   * @param offset in the order in which they come
   * @returns false where there are too many for one quantum
   */
  sendWithin(channelId: string, offset: number, message: number): boolean {
    const { channels } = this
    for (let index = 0; index < channels.length; index++)
      if (channels[index]!.id === channelId) return channels[index]!.sends.add(offset, message)
    // Its channel is gone: nobody waits for it.
    return true
  }

  /** Writes the next quantum. */
  process(left: Float32Array, right: Float32Array): void {
    this.transport.advance(QUANTUM)
    const { channels } = this
    for (let index = 0; index < channels.length; index++) {
      const { input } = channels[index]!
      input.left.fill(0)
      input.right.fill(0)
    }
    for (let index = 0; index < channels.length; index++)
      channels[index]!.process(this.transport, channels, this.sources)
    const master = channels.at(-1)
    if (!master) {
      left.fill(0)
      right.fill(0)
      return
    }
    left.set(master.output.left)
    right.set(master.output.right)
  }

  #equip(channel: Channel, { instrument, devices }: ChannelPlan): void {
    channel.instrument = instrument && this.#make(instrument, channel.instrument)
    const before = new Map(channel.inserts.map((insert) => [insert.id, insert]))
    channel.inserts = devices.flatMap((device) => {
      const insert = this.#insertFor(device, before.get(device.id))
      return insert ? [insert] : []
    })
    const kept = new Set(channel.inserts.map(({ processor }) => processor))
    for (const { processor } of before.values()) if (!kept.has(processor)) processor.release()
  }

  /** A device of an unknown kind lets the sound through. */
  #insertFor(plan: DevicePlan, old: Insert | undefined): Insert | null {
    if (!Object.hasOwn(deviceSpecs, plan.kind)) return null
    const spec = deviceSpecs[plan.kind as DeviceKind]
    const isSame = old?.kind === plan.kind
    const processor = isSame ? old.processor : spec.create(this.rateHz, this.#strip)
    const parameters = isSame
      ? old.parameters
      : new Map(spec.parameters.map(({ id }, index) => [id, index]))
    spec.parameters.forEach(({ id, initial }, index) =>
      processor.setParameter(index, plan.parameters[id] ?? initial, !isSame),
    )
    const { id, kind, isBypassed, sideChain } = plan
    if (isSame && old.isBypassed && !isBypassed) processor.reset()
    const probe = isSame ? old.probe : null
    return { id, kind, processor, parameters, isBypassed, sideChain, probe }
  }
}

const feedsOf = ({ output, sends }: ChannelPlan): number[] => [
  ...(output < 0 ? [] : [output]),
  ...sends.map(({ to }) => to),
]
