/** Makes the kit's sounds beside the page and the audio thread, in the order in which they are asked for. */
import { makeKitSound } from "#shared/dsp/kit/index.ts"
import type { FromKit } from "./kit-maker.ts"

self.onmessage = ({ data: key }: MessageEvent<number>) => {
  const layers = makeKitSound(key)
  const transfer = layers.flatMap(({ tiles }) => tiles.map(({ buffer }) => buffer as ArrayBuffer))
  self.postMessage({ key, layers } satisfies FromKit, { transfer })
}
