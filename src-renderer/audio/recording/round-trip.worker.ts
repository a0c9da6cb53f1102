/** Finds the round trip beside the page, which would stand still for half a second. */
import { roundTripFrames } from "#shared/dsp/index.ts"

export interface Answer {
  samples: Float32Array
  rateHz: number
}

self.onmessage = ({ data: { samples, rateHz } }: MessageEvent<Answer>) => {
  self.postMessage(roundTripFrames(samples, rateHz))
}
