/** Finds out which record plays, and how it is wired, beside the page: it takes up to a second. */
import { findRecord } from "#shared/timecode/index.ts"

export interface Heard {
  left: Float32Array
  right: Float32Array
  rateHz: number
}

self.onmessage = ({ data: { left, right, rateHz } }: MessageEvent<Heard>) => {
  self.postMessage(findRecord(left, right, rateHz))
}
