/** Paths of unequal latency meet in time: whatever comes early to a channel waits for what comes latest. */

/** A stereo line that holds back by a fixed number of frames. */
export class Delay {
  readonly frames: number
  #left: Float32Array
  #right: Float32Array
  #at = 0

  constructor(frames: number) {
    this.frames = frames
    this.#left = new Float32Array(frames)
    this.#right = new Float32Array(frames)
  }

  /** Adds what went in `frames` ago to the sums, with a gain that goes in a straight line over `count` frames. */
  add(
    from: { left: Float32Array; right: Float32Array },
    to: { left: Float32Array; right: Float32Array },
    count: number,
    gain: number,
    gainStep: number,
  ): void {
    const { frames } = this
    let value = gain
    if (frames === 0) {
      for (let i = 0; i < count; i++) {
        value += gainStep
        to.left[i]! += from.left[i]! * value
        to.right[i]! += from.right[i]! * value
      }
      return
    }
    for (let i = 0; i < count; i++) {
      value += gainStep
      const at = this.#at
      to.left[i]! += this.#left[at]!
      to.right[i]! += this.#right[at]!
      this.#left[at] = from.left[i]! * value
      this.#right[at] = from.right[i]! * value
      this.#at = at + 1 === frames ? 0 : at + 1
    }
  }
}

export interface LatencyNode {
  /** Frames that the channel's own chain is late by. */
  own: number
  /** Indices of the channels it feeds, all above its own. */
  feeds: readonly number[]
}

/**
 * @param nodes In an order in which each stands before those it feeds.
 * @returns for every channel the latency at its input and at its output; a path from a to b waits input[b] - output[a].
 */
export function latencies(nodes: readonly LatencyNode[]): { input: number[]; output: number[] } {
  const input = nodes.map(() => 0)
  const output = nodes.map(() => 0)
  nodes.forEach(({ own, feeds }, index) => {
    output[index] = input[index]! + own
    for (const to of feeds) input[to] = Math.max(input[to]!, output[index])
  })
  return { input, output }
}
