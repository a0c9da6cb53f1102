/** Has presets unpacked on a thread of their own, which starts when the first is asked for. */
import type { SoundFontState, UnpackedSample } from "#shared/dsp/instruments/index.ts"
import type { FromBank, ToBank } from "./bank-protocol.ts"

export type Unpack = (address: string, state: SoundFontState) => Promise<UnpackedSample[]>

interface Waiting {
  resolve(unpacked: UnpackedSample[]): void
  reject(problem: Error): void
}

export function createUnpacker(): Unpack {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let asked = 0

  function receive({ data }: MessageEvent<FromBank>): void {
    const request = waiting.get(data.number)
    waiting.delete(data.number)
    if ("problem" in data) request?.reject(new Error(data.problem))
    else request?.resolve(data.unpacked)
  }

  function start(): Worker {
    const started = new Worker(new URL("./bank.worker.ts", import.meta.url), { type: "module" })
    started.onmessage = receive
    started.onerror = () => {
      for (const { reject } of waiting.values()) reject(new Error("Sounds cannot be unpacked."))
      waiting.clear()
    }
    return started
  }

  return (address, state) =>
    new Promise((resolve, reject) => {
      worker ??= start()
      const number = asked++
      waiting.set(number, { resolve, reject })
      worker.postMessage({ number, address, state } satisfies ToBank)
    })
}
