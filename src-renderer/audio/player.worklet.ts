/** The studio's audio thread. */
import { PlayerHost } from "./player-host.ts"
import type { ToPlayer } from "./player-protocol.ts"

// The scope of a worklet is not in TypeScript's DOM library.
declare const sampleRate: number
declare const currentFrame: number
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

class PlayerProcessor extends AudioWorkletProcessor {
  #host = new PlayerHost(sampleRate, (message) => this.port.postMessage(message))

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<ToPlayer>) => this.#host.receive(data)
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const [left, right] = outputs[0] ?? []
    if (left && right) this.#host.process(left, right, currentFrame)
    return true
  }
}

registerProcessor("slipmat-player", PlayerProcessor)
