/** The song graph's end of the line: obeys messages, adds its sound to blocks. Knows nothing of worklets, so that tests can drive it. */
import { SoundBankLoader, SpessaSynthProcessor, type BasicSoundBank } from "spessasynth_core"
import {
  QUANTUM,
  ScorePlayer,
  SongGraph,
  type GraphPlan,
  type Score,
} from "#shared/dsp/graph/index.ts"
import {
  Click,
  createInstrument,
  takeUnpacked,
  type InstrumentTools,
} from "#shared/dsp/instruments/index.ts"
import { KitSounds } from "#shared/dsp/kit/index.ts"
import { MASTER_READING_LENGTH, MasterMeter } from "#shared/dsp/meters/index.ts"
import { DeviceWatch } from "./device-watch.ts"
import type { FromGraph, ToGraph } from "./graph-protocol.ts"
import { InputHost, type Inputs } from "./recording/input-host.ts"
import { SendQueue } from "./send-queue.ts"
import type { SoundKernels } from "./sound-kernels.ts"

/** About thirty times a second. */
const LEVEL_FRAMES = 1536
const LEVELS_A_CHANNEL = 4
const NO_INPUTS: Inputs = []

export class GraphHost {
  readonly graph: SongGraph
  #inputs: InputHost
  #reply: (message: FromGraph) => void
  #bank: BasicSoundBank | null = null
  #kit = new KitSounds()
  #plan: GraphPlan = { channels: [] }
  #beats: ScorePlayer | null = null
  #click: Click
  #left = new Float32Array(QUANTUM)
  #right = new Float32Array(QUANTUM)
  #levels = new Float32Array(0)
  #levelFrames = 0
  #master: MasterMeter
  #watch: DeviceWatch
  #ahead = new SendQueue()
  #frame = 0
  #report = new Float32Array(MASTER_READING_LENGTH)

  constructor(
    rateHz: number,
    reply: (message: FromGraph) => void,
    { strip, stretch }: Partial<SoundKernels> = {},
  ) {
    this.#reply = reply
    this.#click = new Click(rateHz)
    this.#master = new MasterMeter(rateHz)
    this.graph = new SongGraph({
      rateHz,
      strip: strip ?? null,
      stretch: stretch ?? null,
      makeInstrument: (plan, old) => createInstrument(plan, old, this.#toolsAt(rateHz)),
    })
    this.#watch = new DeviceWatch(this.graph)
    this.#inputs = new InputHost(this.graph, reply)
  }

  #toolsAt(rateHz: number): InstrumentTools {
    return { rateHz, bank: this.#bank, kit: this.#kit, sources: this.graph.sources }
  }

  receive(message: ToGraph): void {
    const { graph } = this
    switch (message.kind) {
      case "graph-plan":
        this.#setPlan(message.plan)
        break
      case "graph-score":
        graph.setScore(message.channelId, message.score)
        break
      case "graph-clips":
        graph.setClips(message.channelId, message.pieces)
        break
      case "graph-gestures":
        graph.setGestures(message.channelId, message.pieces)
        break
      case "graph-bank":
        void this.#loadBank(message.bytes)
        break
      case "graph-samples":
        if (this.#bank) takeUnpacked(this.#bank, message.unpacked)
        break
      case "graph-kit":
        this.#kit.put(message.key, message.layers)
        break
      case "graph-click":
        this.#setBeats(message.score)
        break
      case "graph-play":
        this.#master.reset()
        this.#inputs.end()
        graph.transport.play(message.songFrame)
        break
      case "graph-stop":
        this.#inputs.end()
        graph.transport.stop()
        break
      case "graph-locate":
        graph.transport.locate(message.songFrame)
        break
      case "graph-loop":
        graph.transport.setLoop(message.loop)
        break
      case "graph-watch":
        this.#watch.watch(message.deviceIds)
        break
      case "graph-send":
        if (message.contextFrame === undefined) graph.send(message.channelId, message.message)
        else
          this.#ahead.add(message.channelId, message.contextFrame, message.message, message.isTold)
        break
      case "graph-hush":
        this.#hush(message)
        break
      default:
        this.#inputs.receive(message)
    }
  }

  /** Adds the next quantum to a block of that length. @param contextFrame frame of the block's first sample */
  process(
    left: Float32Array,
    right: Float32Array,
    contextFrame: number,
    inputs: Inputs = NO_INPUTS,
  ): void {
    const { graph } = this
    if (graph.channels.length === 0) return
    this.#inputs.begin(inputs)
    this.#frame = contextFrame
    if (!this.#ahead.isEmpty)
      this.#ahead.take(contextFrame, contextFrame + QUANTUM, this.#sendWithin)
    graph.process(this.#left, this.#right)
    if (graph.transport.isPlaying) this.#master.process(this.#left, this.#right, QUANTUM)
    this.#addTo(left, right)
    if (this.#beats) {
      const { stretches, count } = graph.transport
      for (let i = 0; i < count; i++)
        this.#beats.render(this.#click, stretches[i]!, this.#left, this.#right)
      this.#addTo(left, right)
    }
    this.#inputs.finish(inputs, left, right, contextFrame)
    this.#tellPlace(contextFrame)
    this.#gatherLevels()
  }

  /** Ends come with the next quantum. */
  #hush({ channelId, isTold = false }: Extract<ToGraph, { kind: "graph-hush" }>): void {
    this.#ahead.hush(channelId, (off) => this.graph.send(channelId, off))
    const contextFrame = this.#frame + QUANTUM
    if (isTold) this.#reply({ kind: "graph-hushed", channelId, contextFrame })
  }

  #sendWithin = (id: string, offset: number, message: number, isTold: boolean): boolean => {
    if (!this.graph.sendWithin(id, offset, message)) return false
    if (isTold)
      this.#reply({ kind: "graph-sent", channelId: id, contextFrame: this.#frame + offset })
    return true
  }

  #addTo(left: Float32Array, right: Float32Array): void {
    for (let i = 0; i < QUANTUM; i++) {
      left[i]! += this.#left[i]!
      right[i]! += this.#right[i]!
    }
  }

  #setBeats(score: Score | null): void {
    this.#beats = score ? (this.#beats ?? new ScorePlayer()) : null
    if (score) this.#beats?.setScore(score)
  }

  #setPlan(plan: GraphPlan): void {
    this.#plan = plan
    this.graph.setPlan(plan)
    this.#watch.find()
    this.#inputs.attach()
    this.#levels = new Float32Array(plan.channels.length * LEVELS_A_CHANNEL)
    this.#levelFrames = 0
    this.#reply({ kind: "graph-order", channelIds: plan.channels.map(({ id }) => id) })
  }

  async #loadBank(bytes: ArrayBuffer): Promise<void> {
    // What unpacks samples starts up with the first processor.
    await new SpessaSynthProcessor(this.graph.rateHz).processorInitialized
    this.#bank = SoundBankLoader.fromArrayBuffer(bytes)
    this.graph.setPlan(this.#plan)
    this.#watch.find()
    this.#reply({ kind: "graph-bank-ready" })
  }

  /** Where the song leaps, stops or starts, and with each report of the levels. */
  #tellPlace(contextFrame: number): void {
    const { transport, latencyFrames } = this.graph
    const isDue = this.#levelFrames === 0 && transport.isPlaying
    for (let i = 0; i < transport.count; i++) {
      const { offset, songFrame, isPlaying, isLeap } = transport.stretches[i]!
      if (!isLeap && !(isDue && i === 0)) continue
      const heardAt = contextFrame + offset + latencyFrames
      this.#reply({ kind: "graph-place", contextFrame: heardAt, songFrame, isPlaying })
    }
  }

  #gatherLevels(): void {
    const levels = this.#levels
    this.graph.channels.forEach(({ levels: own }, channel) => {
      const at = channel * LEVELS_A_CHANNEL
      for (let side = 0; side < 2; side++) {
        levels[at + side] = Math.max(levels[at + side]!, own[side]!)
        levels[at + side + 2]! += own[side + 2]! / LEVEL_FRAMES
      }
    })
    this.#levelFrames += QUANTUM
    if (this.#levelFrames < LEVEL_FRAMES) return
    this.#reply({ kind: "graph-levels", levels })
    const readings = this.#watch.read()
    if (readings.length > 0) this.#reply({ kind: "graph-devices", readings })
    if (this.graph.transport.isPlaying) {
      this.#master.write(this.#report)
      this.#reply({ kind: "graph-master", report: this.#report })
    }
    levels.fill(0)
    this.#levelFrames = 0
  }
}
