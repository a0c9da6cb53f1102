/** Measures how late an input is: lets bursts of noise out, and looks for them in what comes in. */
import { StudioError } from "#shared/contract/index.ts"
import { CaptureReader, createCaptureRing } from "#shared/dsp/graph/index.ts"
import { roundTripSignal } from "#shared/dsp/index.ts"
import type { PlayerLine } from "../player-protocol.ts"
import type { OpenInput } from "./audio-inputs.svelte.ts"
import type { Answer } from "./round-trip.worker.ts"

const LOOK_MS = 50
/** Beyond the length of the signal. */
const PATIENCE_MS = 3000

/**
 * @returns seconds from the audio thread out and in again
 * @throws StudioError device-unavailable where the signal did not come back clearly
 */
export async function measureLatency(
  line: PlayerLine,
  { slot, label }: OpenInput,
  signal: AbortSignal,
): Promise<number> {
  const { rateHz } = line
  const probe = roundTripSignal(rateHz)
  const ring = createCaptureRing(1, 2 ** Math.ceil(Math.log2(probe.answerFrames + 1)))
  const reader = new CaptureReader(ring, 1)
  const range = { fromFrame: 0, toFrame: probe.answerFrames }
  const capture = { ring, slot, firstChannel: 0, channels: 1, ...range }
  line.post({ kind: "graph-probe", signal: probe.signal, capture })
  const until = Date.now() + (1000 * probe.answerFrames) / rateHz + PATIENCE_MS
  while (reader.state === "running") {
    signal.throwIfAborted()
    if (Date.now() > until)
      throw new StudioError("device-unavailable", "The sound output does not run")
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  const frames = await find({ samples: reader.peek(probe.answerFrames), rateHz })
  signal.throwIfAborted()
  if (frames === null)
    throw new StudioError(
      "device-unavailable",
      `The signal did not come back through “${label}”: connect the output with the input, or turn both up`,
    )
  return frames / rateHz
}

async function find(answer: Answer): Promise<number | null> {
  const worker = new Worker(new URL("./round-trip.worker.ts", import.meta.url), { type: "module" })
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<number | null>) => resolve(data)
      worker.onerror = ({ message }) => reject(new Error(message))
      worker.postMessage(answer)
    })
  } finally {
    worker.terminate()
  }
}
