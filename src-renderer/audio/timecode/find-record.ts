import type { FoundRecord } from "#shared/timecode/index.ts"
import type { Heard } from "./find-record.worker.ts"

/** @returns null where what was heard is no timecode */
export async function findRecordBeside(heard: Heard): Promise<FoundRecord | null> {
  const worker = new Worker(new URL("./find-record.worker.ts", import.meta.url), { type: "module" })
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FoundRecord | null>) => resolve(data)
      worker.onerror = ({ message }) => reject(new Error(message))
      worker.postMessage(heard)
    })
  } finally {
    worker.terminate()
  }
}
