/** What the window and the thread that lets gestures sound say to each other. */
export type ToGestures =
  /** What lies on the record from now on, channel after channel. */
  | { kind: "record"; id: string; samples: Float32Array; rateHz: number; channels: number }
  /** `numbersOfGesture`; without a record the computed sample is scratched. */
  | { kind: "sound"; id: number; numbers: Float64Array; rateHz: number; recordId: string | null }

export type FromGestures =
  /** Left, then right. */
  { id: number; sound: Float32Array } | { id: number; problem: string }
