/** Opens the sound output. Without a sound card the context runs on the clock alone, so that everything else works. */
import stretchUrl from "../../resources/kernels/stretch.wasm?url"
import stripUrl from "../../resources/kernels/strip.wasm?url"
import workletUrl from "./player.worklet.ts?worker&url"
import { heardSeconds } from "./output-clock.ts"
import type { FromAudio, PlayerLine } from "./player-protocol.ts"
import type { SoundKernelFiles } from "./sound-kernels.ts"

const DEVICE_WITHIN_MS = 1500

type Sink = string | { type: "none" }
interface SinkContext extends AudioContext {
  setSinkId?(sink: Sink): Promise<void>
}

/** @throws where the browser has no audio at all. */
export async function openPlayer(): Promise<PlayerLine> {
  const context: SinkContext = new AudioContext({ latencyHint: "interactive" })
  if (!(await starts(context))) {
    await context.setSinkId?.({ type: "none" }).catch(() => undefined)
    void context.resume()
  }
  const [strip, stretch] = await Promise.all([
    bytesOf(stripUrl),
    bytesOf(stretchUrl),
    context.audioWorklet.addModule(workletUrl),
  ])
  const node = new AudioWorkletNode(context, "slipmat-player", {
    numberOfInputs: 0,
    outputChannelCount: [2],
    processorOptions: { strip, stretch } satisfies SoundKernelFiles,
  })
  node.connect(context.destination)
  return {
    rateHz: context.sampleRate,
    post: (message, transfer = []) => node.port.postMessage(message, transfer),
    listen: (receive) => {
      node.port.onmessage = ({ data }: MessageEvent<FromAudio>) => receive(data)
    },
    heardSeconds: () => heardSeconds(context, performance.now()),
  }
}

const bytesOf = async (url: string): Promise<ArrayBuffer> => (await fetch(url)).arrayBuffer()

/** Whether the device takes sound: a context without one never runs. */
async function starts(context: AudioContext): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), DEVICE_WITHIN_MS))
  const runs = context.resume().then(
    () => true,
    () => false,
  )
  return Promise.race([runs, late])
}
