/** What a decoder tells of a block: short arrays, one value a step, filled anew by every block. */

/** Steps are at most this long. */
const STEP_SECONDS = 1 / 1500

/** Frames of a step: 32 at 48 kHz. */
export const stepFrames = (rateHz: number): number => Math.max(1, Math.floor(rateHz * STEP_SECONDS))

export class TimecodeRecords {
  /** How many of each array's values are of this block. */
  count = 0
  /** Since the decoder's start: when the step's last frame sounded. */
  readonly timeSeconds: Float64Array
  /** On the record, at 33 1/3 rpm; NaN while it is unknown. */
  readonly positionSeconds: Float64Array
  /** Record passed since the start, also where the place is unknown. */
  readonly travelSeconds: Float64Array
  /** 1 is 33 1/3 rpm, negative is backwards. */
  readonly velocity: Float64Array
  /** Whether there is a signal that moves, or did a moment ago: 1 or 0. */
  readonly hasSignal: Uint8Array

  /** @param most steps in a block */
  constructor(most: number) {
    this.timeSeconds = new Float64Array(most)
    this.positionSeconds = new Float64Array(most)
    this.travelSeconds = new Float64Array(most)
    this.velocity = new Float64Array(most)
    this.hasSignal = new Uint8Array(most)
  }
}
