/** Paths of unequal latency meet in time: whatever comes early to a channel waits for what comes latest. */
import type { Stereo } from "./levels.ts"
import type { SmoothGain } from "./smooth-gain.ts"

/** A stereo line that holds back by a fixed number of frames. */
export class Delay {
  readonly frames: number
  #left: Float32Array
  #right: Float32Array
  #at = 0
  /** Frames of silence that went in last. */
  #silent: number

  constructor(frames: number) {
    this.frames = frames
    this.#silent = frames
    this.#left = new Float32Array(frames)
    this.#right = new Float32Array(frames)
  }

  /** Does only silence come out while silence goes in? */
  get isStill(): boolean {
    return this.#silent >= this.frames
  }

  /** Adds what went in `frames` ago to the sums, with a gain that goes in a straight line over `count` frames. */
  add(from: Stereo, to: Stereo, count: number, gain: SmoothGain, isSilent: boolean): void {
    const { frames } = this
    if (frames === 0) {
      to.add(from, count, gain.value, gain.step)
      return
    }
    this.#silent = isSilent ? Math.min(frames, this.#silent + count) : 0
    this.#pass(from.left, this.#left, to.left, count, gain)
    this.#at = this.#pass(from.right, this.#right, to.right, count, gain)
  }

  #pass(
    from: Float32Array,
    line: Float32Array,
    to: Float32Array,
    count: number,
    { value: gain, step }: SmoothGain,
  ): number {
    const { frames } = this
    let value = gain
    let at = this.#at
    for (let i = 0; i < count; i++) {
      value += step
      to[i]! += line[at]!
      line[at] = from[i]! * value
      at = at + 1 === frames ? 0 : at + 1
    }
    return at
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
