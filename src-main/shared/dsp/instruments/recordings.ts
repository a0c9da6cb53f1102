/** The recordings that an instrument may play at any time, whatever its score says: they have to be there. */
import { padsOf } from "./drums/pads.ts"
import { zonesOf } from "./sampler/zones.ts"

/** A stretch of a recording. */
export interface Stretch {
  /** The graph's number of the recording. */
  source: number
  startSeconds: number
  endSeconds: number
}

/** @param state of any instrument */
export const recordingsOf = (state: unknown): Stretch[] => [
  ...zonesOf(state),
  ...padsOf(state).filter(({ source }) => source >= 0),
]
