/**
 * What an input brings, from the audio thread to the window without a message: a ring of interleaved frames in shared memory
 * with one writer and one reader. Counts of frames run round at 2^32. Allocates nothing while it captures.
 */

/** Which frames of which channels are wanted. Song frames are those of the transport while it was captured. */
export interface CaptureSpec {
  ring: CaptureRing
  /** Number of the worklet's input. */
  slot: number
  firstChannel: number
  /** 1 or 2; a channel that the input does not have is silent. */
  channels: number
  fromFrame: number
  /** The first frame that is not wanted any more; Infinity: until it is stopped. */
  toFrame: number
}

export interface CaptureRing {
  /** Of frames * channels; frames is a power of two. */
  samples: Float32Array
  /** See WRITTEN to STATE. */
  counts: Int32Array
}

const WRITTEN = 0
const READ = 1
const STATE = 2

const RUNNING = 0
/** All that was wanted is there. */
const COMPLETE = 1
/** The reader did not come in time: nothing after that is captured, since it would lie in the wrong place. */
const OVERRUN = 2

export type CaptureState = "running" | "complete" | "overrun"
const STATES: readonly CaptureState[] = ["running", "complete", "overrun"]

/** @param frames a power of two */
export function createCaptureRing(channels: number, frames: number): CaptureRing {
  return {
    samples: new Float32Array(new SharedArrayBuffer(frames * channels * 4)),
    counts: new Int32Array(new SharedArrayBuffer(3 * 4)),
  }
}

/** The audio thread's end. */
export class Capture {
  #spec: CaptureSpec
  #mask: number

  constructor(spec: CaptureSpec) {
    this.#spec = spec
    this.#mask = spec.ring.samples.length / spec.channels - 1
  }

  get slot(): number {
    return this.#spec.slot
  }

  get isOver(): boolean {
    return this.#spec.ring.counts[STATE] !== RUNNING
  }

  /** Takes what it wants of a block. @param songFrame of the block's first frame, below 0 in a count-in */
  process(input: readonly Float32Array[], songFrame: number, frames: number): void {
    const { ring, fromFrame, toFrame } = this.#spec
    if (ring.counts[STATE] !== RUNNING) return
    const first = Math.max(0, fromFrame - songFrame)
    const end = Math.min(frames, toFrame - songFrame)
    if (end > first) this.#write(input, first, end)
    if (songFrame + frames >= toFrame) this.stop()
  }

  stop(): void {
    Atomics.compareExchange(this.#spec.ring.counts, STATE, RUNNING, COMPLETE)
  }

  #write(input: readonly Float32Array[], first: number, end: number): void {
    const { channels, firstChannel, ring } = this.#spec
    const { counts, samples } = ring
    const written = counts[WRITTEN]!
    const room = this.#mask + 1 - ((written - Atomics.load(counts, READ)) >>> 0)
    if (end - first > room) {
      Atomics.store(counts, STATE, OVERRUN)
      return
    }
    for (let channel = 0; channel < channels; channel++) {
      const from = input[firstChannel + channel]
      for (let i = first; i < end; i++) {
        const at = (written + i - first) & this.#mask
        samples[at * channels + channel] = from ? from[i]! : 0
      }
    }
    Atomics.store(counts, WRITTEN, (written + end - first) | 0)
  }
}

/** The window's end. */
export class CaptureReader {
  #ring: CaptureRing
  #channels: number
  #mask: number

  constructor(ring: CaptureRing, channels: number) {
    this.#ring = ring
    this.#channels = channels
    this.#mask = ring.samples.length / channels - 1
  }

  get state(): CaptureState {
    return STATES[Atomics.load(this.#ring.counts, STATE)] ?? "complete"
  }

  /** Frames that can be read now. */
  get frames(): number {
    const { counts } = this.#ring
    return (Atomics.load(counts, WRITTEN) - counts[READ]!) >>> 0
  }

  /** A copy of the oldest frames, interleaved; they stay until they are dropped. */
  peek(mostFrames: number): Float32Array {
    const { counts, samples } = this.#ring
    const channels = this.#channels
    const count = Math.min(mostFrames, this.frames)
    const copy = new Float32Array(count * channels)
    const start = (counts[READ]! & this.#mask) * channels
    const head = Math.min(copy.length, samples.length - start)
    copy.set(samples.subarray(start, start + head))
    copy.set(samples.subarray(0, copy.length - head), head)
    return copy
  }

  /** Frees frames that are safe elsewhere. */
  drop(frames: number): void {
    const { counts } = this.#ring
    Atomics.store(counts, READ, (counts[READ]! + frames) | 0)
  }
}
