/** Has the kit's sounds made on a thread of their own, which starts when the first is asked for. */
import type { KitSound } from "#shared/dsp/kit/index.ts"
import type { MakeKitSound } from "./kit-loader.ts"

export interface FromKit {
  key: number
  layers: KitSound[]
}

interface Waiting {
  resolve(layers: readonly KitSound[]): void
  reject(problem: Error): void
}

export function createKitMaker(): MakeKitSound {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined

  function start(): Worker {
    const started = new Worker(new URL("./kit.worker.ts", import.meta.url), { type: "module" })
    started.onmessage = ({ data: { key, layers } }: MessageEvent<FromKit>) => {
      waiting.get(key)?.resolve(layers)
      waiting.delete(key)
    }
    started.onerror = () => {
      for (const { reject } of waiting.values()) reject(new Error("The kit cannot be made."))
      waiting.clear()
    }
    return started
  }

  return (key) =>
    new Promise((resolve, reject) => {
      worker ??= start()
      waiting.set(key, { resolve, reject })
      worker.postMessage(key)
    })
}
