/** The studio's audio thread. */
import { DeckHost } from "./decks/deck-host.ts"
import type { ToDecks } from "./decks/deck-protocol.ts"
import { GapCounter } from "./gap-counter.ts"
import { GraphHost } from "./graph-host.ts"
import type { ToGraph } from "./graph-protocol.ts"
import { PlayerHost } from "./player-host.ts"
import type { FromAudio, ToAudio } from "./player-protocol.ts"
import { soundKernelsOf, type SoundKernelFiles } from "./sound-kernels.ts"

// The scope of a worklet is not in TypeScript's DOM library.
declare const sampleRate: number
declare const currentFrame: number
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(
  name: string,
  processor: new (options: { processorOptions: SoundKernelFiles }) => AudioWorkletProcessor,
): void

/** One processor makes all sound: the project's graph, and over it what is auditioned and the decks. */
class PlayerProcessor extends AudioWorkletProcessor {
  #graph: GraphHost
  #player: PlayerHost
  #decks: DeckHost
  #gaps = new GapCounter(sampleRate)

  constructor({ processorOptions }: { processorOptions: SoundKernelFiles }) {
    super()
    const reply = (message: FromAudio): void => this.port.postMessage(message)
    this.#graph = new GraphHost(sampleRate, reply, soundKernelsOf(processorOptions))
    this.#player = new PlayerHost(sampleRate, reply, this.#graph.graph.sources)
    this.#decks = new DeckHost(sampleRate, reply, this.#graph.graph.sources)
    this.port.onmessage = ({ data }: MessageEvent<ToAudio>) => {
      if (isForGraph(data)) this.#graph.receive(data)
      else if (isForDecks(data)) this.#decks.receive(data)
      else this.#player.receive(data)
    }
  }

  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    this.#countGaps()
    const [left, right] = outputs[0] ?? []
    if (!left || !right) return true
    this.#player.process(left, right, currentFrame)
    this.#graph.process(left, right, currentFrame, inputs)
    this.#decks.process(left, right, currentFrame, inputs)
    return true
  }

  #countGaps(): void {
    if (!this.#graph.graph.transport.isPlaying) {
      this.#gaps.rest()
      return
    }
    const lostMs = this.#gaps.take(currentFrame, Date.now())
    if (lostMs > 0) this.port.postMessage({ kind: "gap", lostMs } satisfies FromAudio)
  }
}

const isForDecks = (message: ToAudio): message is ToDecks => message.kind.startsWith("deck-")
const isForGraph = (message: ToAudio): message is ToGraph => message.kind.startsWith("graph-")

registerProcessor("slipmat-player", PlayerProcessor)
