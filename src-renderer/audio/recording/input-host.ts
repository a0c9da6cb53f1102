/** The audio thread's inputs: brings them to the channels that monitor them, counts in, captures. */
import {
  Capture,
  QUANTUM,
  ScorePlayer,
  type SongGraph,
  type Stretch,
} from "#shared/dsp/graph/index.ts"
import { Click } from "#shared/dsp/instruments/index.ts"
import type { FromInputs, Monitor, ToInputs } from "./input-protocol.ts"

type Recording = Extract<ToInputs, { kind: "graph-record" }>

interface Probe {
  signal: Float32Array
  capture: Capture
  /** Of the signal and of what is captured: the next. */
  frame: number
}

/** Channels of each input of the worklet; none where nothing is connected. */
export type Inputs = readonly (readonly Float32Array[])[]

const NOTHING: readonly Float32Array[] = []

interface Heard extends Monitor {
  left: Float32Array
  right: Float32Array
}

export class InputHost {
  #graph: SongGraph
  #reply: (message: FromInputs) => void
  #heard: readonly Heard[] = []
  #captures: readonly Capture[] = []
  #recording: Recording | null = null
  /** Song frame of the next quantum, below the recording's own in the count-in; in a loop, as if it had never leapt. */
  #songFrame = 0
  #isTold = false
  #probe: Probe | null = null
  #click: Click
  #countIn = new ScorePlayer()
  #stretch: Stretch = { offset: 0, frames: QUANTUM, songFrame: 0, isPlaying: true, isLeap: false }
  #left = new Float32Array(QUANTUM)
  #right = new Float32Array(QUANTUM)

  constructor(graph: SongGraph, reply: (message: FromInputs) => void) {
    this.#graph = graph
    this.#reply = reply
    this.#click = new Click(graph.rateHz)
  }

  receive(message: ToInputs): void {
    if (message.kind === "graph-monitor") this.#setMonitors(message.monitors)
    else if (message.kind === "graph-record") this.#record(message)
    else if (message.kind === "graph-capture-end") this.end()
    else {
      const { signal, capture } = message
      this.#probe = { signal, capture: new Capture(capture), frame: 0 }
    }
  }

  /** Ends what is counted in or captured: the song is about to leap, or it is asked for. */
  end(): void {
    for (const capture of this.#captures) capture.stop()
    this.#captures = []
    this.#recording = null
  }

  /** After each plan: channels may be others. */
  attach(): void {
    for (const channel of this.#graph.channels) {
      const heard = this.#heard.find(({ channelId }) => channelId === channel.id)
      channel.live = heard ?? null
    }
  }

  /** Before the graph makes a quantum. */
  begin(inputs: Inputs): void {
    for (let i = 0; i < this.#heard.length; i++) bring(this.#heard[i]!, inputs)
    const recording = this.#recording
    if (recording?.songFrame === this.#songFrame) this.#graph.transport.play(this.#songFrame)
  }

  /** After it: adds the clicks of the count-in. @param contextFrame of the quantum's first frame */
  finish(inputs: Inputs, left: Float32Array, right: Float32Array, contextFrame: number): void {
    if (this.#probe) this.#letOut(this.#probe, inputs, left, right)
    const recording = this.#recording
    if (!recording) return
    const lateFrames = this.#graph.latencyFrames
    if (!this.#isTold) {
      const heardAt = contextFrame + lateFrames
      this.#reply({ kind: "graph-recording", contextFrame: heardAt, songFrame: this.#songFrame })
      this.#isTold = true
    }
    if (this.#songFrame < recording.songFrame) this.#clickIn(left, right)
    const heard = this.#songFrame - lateFrames
    for (let i = 0; i < this.#captures.length; i++) {
      const capture = this.#captures[i]!
      capture.process(inputs[capture.slot] ?? NOTHING, heard, QUANTUM)
    }
    this.#songFrame += QUANTUM
  }

  #letOut(probe: Probe, inputs: Inputs, left: Float32Array, right: Float32Array): void {
    const { signal, capture, frame } = probe
    for (let i = 0; i < QUANTUM && frame + i < signal.length; i++) {
      left[i]! += signal[frame + i]!
      right[i]! += signal[frame + i]!
    }
    capture.process(inputs[capture.slot] ?? NOTHING, frame, QUANTUM)
    probe.frame += QUANTUM
    if (capture.isOver) this.#probe = null
  }

  #record(message: Recording): void {
    this.end()
    this.#graph.transport.stop()
    this.#graph.transport.setLoop(message.loop)
    this.#captures = message.captures.map((spec) => new Capture(spec))
    // The song begins with a quantum, the count-in so much earlier that its beats are where they belong.
    const quanta = Math.ceil(message.countInFrames / QUANTUM)
    this.#songFrame = message.songFrame - quanta * QUANTUM
    this.#recording = message
    this.#isTold = false
    if (message.countIn) this.#countIn.setScore(message.countIn)
  }

  #clickIn(left: Float32Array, right: Float32Array): void {
    this.#stretch.songFrame = this.#songFrame
    this.#countIn.render(this.#click, this.#stretch, this.#left, this.#right)
    for (let i = 0; i < QUANTUM; i++) {
      left[i]! += this.#left[i]!
      right[i]! += this.#right[i]!
    }
  }

  #setMonitors(monitors: readonly Monitor[]): void {
    this.#heard = monitors.map((monitor) => ({
      ...monitor,
      left: new Float32Array(QUANTUM),
      right: new Float32Array(QUANTUM),
    }))
    this.attach()
  }
}

/** One channel is heard on both sides. */
function bring({ slot, firstChannel, channels, left, right }: Heard, inputs: Inputs): void {
  const first = inputs[slot]?.[firstChannel]
  const second = channels > 1 ? inputs[slot]?.[firstChannel + 1] : first
  if (first) left.set(first)
  else left.fill(0)
  if (second) right.set(second)
  else right.fill(0)
}
