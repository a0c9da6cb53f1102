/** The studio's audio thread. */
import { GraphHost } from "./graph-host.ts"
import type { ToGraph } from "./graph-protocol.ts"
import { PlayerHost } from "./player-host.ts"
import type { ToAudio } from "./player-protocol.ts"

// The scope of a worklet is not in TypeScript's DOM library.
declare const sampleRate: number
declare const currentFrame: number
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

/** One processor makes all sound: the project's graph, and over it what is auditioned. */
class PlayerProcessor extends AudioWorkletProcessor {
  #graph = new GraphHost(sampleRate, (message) => this.port.postMessage(message))
  #player = new PlayerHost(
    sampleRate,
    (message) => this.port.postMessage(message),
    this.#graph.graph.sources,
  )

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<ToAudio>) => {
      if (isForGraph(data)) this.#graph.receive(data)
      else this.#player.receive(data)
    }
  }

  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const [left, right] = outputs[0] ?? []
    if (!left || !right) return true
    this.#player.process(left, right, currentFrame)
    this.#graph.process(left, right, currentFrame, inputs)
    return true
  }
}

const isForGraph = (message: ToAudio): message is ToGraph => message.kind.startsWith("graph-")

registerProcessor("slipmat-player", PlayerProcessor)
