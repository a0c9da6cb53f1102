/** Opens the sound output. Without a sound card the context runs on the clock alone, so that everything else works. */
import stretchUrl from "../../resources/kernels/stretch.wasm?url"
import stripUrl from "../../resources/kernels/strip.wasm?url"
import { INPUT_SLOTS } from "./recording/input-protocol.ts"
import workletUrl from "./player.worklet.ts?worker&url"
import { followOutput, type OutputChange } from "./follow-output.ts"
import { heardSeconds } from "./output-clock.ts"
import type { FromAudio, PlayerLine } from "./player-protocol.ts"
import type { SoundKernelFiles } from "./sound-kernels.ts"

const DEVICE_WITHIN_MS = 1500

type Sink = string | { type: "none" }
export interface SinkContext extends AudioContext {
  setSinkId?(sink: Sink): Promise<void>
}

/** @param onchange told when the output goes, and when there is one again. @throws where the browser has no audio at all. */
export async function openPlayer(onchange: (change: OutputChange) => void): Promise<PlayerLine> {
  const context: SinkContext = new AudioContext({ latencyHint: "interactive" })
  const isSilent = !(await starts(context))
  if (isSilent) {
    await context.setSinkId?.({ type: "none" }).catch(() => undefined)
    void context.resume()
  }
  followOutput(context, {
    ...{ devices: navigator.mediaDevices, isSilent, onchange, starts },
    isThere: outputIsThere,
  })
  const [strip, stretch] = await Promise.all([
    bytesOf(stripUrl),
    bytesOf(stretchUrl),
    context.audioWorklet.addModule(workletUrl),
  ])
  const node = new AudioWorkletNode(context, "slipmat-player", {
    numberOfInputs: INPUT_SLOTS,
    outputChannelCount: [2],
    channelInterpretation: "discrete",
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
    renderedSeconds: () => context.currentTime,
    connectInput: (slot, stream) => {
      const source = context.createMediaStreamSource(stream)
      source.connect(node, 0, slot)
      return () => source.disconnect()
    },
    outputLatencySeconds: () => context.baseLatency + context.outputLatency,
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

/** By a context of its own: one that plays into nothing would stop while it tries. */
async function outputIsThere(): Promise<boolean> {
  const probe = new AudioContext()
  try {
    return await starts(probe)
  } finally {
    await probe.close()
  }
}
