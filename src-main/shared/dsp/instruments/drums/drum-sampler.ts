/** Plays a kit by its pads: each blow to its end, unless another of its group chokes it. */
import { panGains } from "../../devices/index.ts"
import { exactExp } from "../../exact-math.ts"
import { KIT_RATE_HZ, layerOf, type KitSounds } from "../../kit/index.ts"
import type { SincTable } from "../../rate-converter.ts"
import type { TileSource } from "../../tile-source.ts"
import type { Instrument } from "../instrument.ts"
import { ratioOf, sincTableFor } from "../sampler/sinc-tables.ts"
import { MOST_STEP, type SampleVoice } from "../sampler/sample-voice.ts"
import { VoiceBank } from "../sampler/voice-bank.ts"
import type { PadPlan } from "./pads.ts"

const CHOKED_SECONDS = 0.012
/** Of a recording, which may begin anywhere. */
const EDGE_SECONDS = 0.002

interface Pad {
  plan: PadPlan
  left: number
  right: number
  ratio: number
  /** Of each frame. */
  fall: number
}

export class DrumSampler implements Instrument {
  #rateHz: number
  #kit: KitSounds
  #sources: ReadonlyMap<number, TileSource>
  #plans: readonly PadPlan[] = []
  #pads = new Map<number, Pad>()
  #voices: VoiceBank

  constructor(rateHz: number, kit: KitSounds, sources: ReadonlyMap<number, TileSource>) {
    this.#rateHz = rateHz
    this.#kit = kit
    this.#sources = sources
    this.#voices = new VoiceBank(rateHz)
  }

  /** Makes everything ready that a key needs. Not while the audio thread waits; sounds that play go on. */
  setPads(plans: readonly PadPlan[]): void {
    if (JSON.stringify(plans) === JSON.stringify(this.#plans)) return
    this.#plans = plans
    this.#pads = new Map(plans.map((plan) => [plan.key, this.#padOf(plan)]))
  }

  send(message: number): void {
    const data1 = (message >> 8) & 0x7f
    const data2 = message & 0x7f
    const kind = (message >> 16) & 0xf0
    if (kind === 0x90 && data2 > 0) this.#strike(data1, data2)
    else if (kind === 0xb0 && data1 === 120) this.reset()
    else if (kind === 0xb0 && data1 === 123) this.#voices.fadeAll(this.#framesOf(CHOKED_SECONDS))
  }

  setParameter(): void {}

  process(left: Float32Array, right: Float32Array, from: number, count: number): void {
    this.#voices.process(left, right, from, count)
  }

  reset(): void {
    this.#voices.stop()
  }

  #strike(key: number, velocity: number): void {
    const pad = this.#pads.get(key)
    if (!pad) return
    const { plan } = pad
    const isOfKit = plan.source < 0
    const source = isOfKit
      ? this.#kit.layers(plan.kitKey)?.[layerOf(velocity)]
      : this.#sources.get(plan.source)
    if (!source) return
    if (plan.chokeGroup > 0) this.#voices.fadeGroup(plan.chokeGroup, this.#framesOf(CHOKED_SECONDS))
    const step = Math.min(MOST_STEP, (pad.ratio * source.rateHz) / this.#rateHz)
    const voice = this.#voices.take(key, plan.chokeGroup)
    const loudness = (velocity / 127) * (velocity / 127)
    this.#start(voice, pad, { source, step, loudness, isOfKit })
  }

  #start(
    voice: SampleVoice,
    { plan, left, right, fall }: Pad,
    {
      source,
      step,
      loudness,
      isOfKit,
    }: {
      source: TileSource
      step: number
      loudness: number
      isOfKit: boolean
    },
  ): void {
    const { frames, rateHz } = source
    voice.start(source, tableFor(step, isOfKit), {
      from: isOfKit ? 0 : plan.startSeconds * rateHz,
      end: isOfKit ? frames : Math.min(frames, plan.endSeconds * rateHz),
      ...{ step, fall, gainLeft: left * loudness, gainRight: right * loudness },
      edgeFrames: isOfKit ? 1 : this.#framesOf(EDGE_SECONDS),
    })
  }

  #padOf(plan: PadPlan): Pad {
    const { pan, gain, semitones, decaySeconds = Infinity } = plan
    const [left, right] = panGains(Math.max(-1, Math.min(1, pan)), true)
    const ratio = ratioOf(semitones)
    const source = this.#sources.get(plan.source)
    // What the key needs is made now, and found when it is struck.
    const rateHz = source?.rateHz ?? KIT_RATE_HZ
    tableFor(Math.min(MOST_STEP, (ratio * rateHz) / this.#rateHz), plan.source < 0)
    const fall = Number.isFinite(decaySeconds)
      ? exactExp((-3 * Math.LN10) / (Math.max(0.005, decaySeconds) * this.#rateHz))
      : 1
    return {
      ...{ plan, ratio, fall },
      ...{ left: gain * left * Math.SQRT2, right: gain * right * Math.SQRT2 },
    }
  }

  #framesOf = (seconds: number): number => Math.max(1, Math.round(seconds * this.#rateHz))
}

/** A sound of the kit at its own rate and pitch needs none. */
const tableFor = (step: number, isOfKit: boolean): SincTable | null =>
  isOfKit && step === 1 ? null : sincTableFor(step)
