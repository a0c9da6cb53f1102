/**
 * Changes length and pitch of sound on their own, by Signalsmith Stretch (MIT, G. Luff). One instance of its WebAssembly
 * stretches one clip at a time. It begins from the same memory every time, so that the same clip from the same place is the
 * same sound, bit by bit, whatever was stretched before.
 */
import { QUANTUM } from "../graph/plan.ts"

/** What its build calls its functions. */
interface StretchExports {
  /** Its memory, and what sets up its globals. */
  e: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  f(): void
  y(argumentCount: number, argumentsAt: number): void
  /** setBuffers(channels, frames): where channels in, then channels out begin. */
  h(channels: number, frames: number): number
  /** inputLatency, outputLatency, in frames. */
  k(): number
  l(): number
  /** configure(channels, blockFrames, intervalFrames, splitsWork) */
  p(channels: number, blockFrames: number, intervalFrames: number, splitsWork: number): void
  /** setTransposeSemitones(semitones, share of the rate above which overtones keep their distance) */
  r(semitones: number, tonalityLimit: number): void
  /** seek(frames of input before the place, input frames an output frame) */
  v(frames: number, rate: number): void
  /** process(frames in, frames out) */
  w(framesIn: number, framesOut: number): void
}

/** Makes an instance of the compiled module, of its own. */
export type InstantiateStretch = (
  imports: Record<string, Record<string, (...values: number[]) => number | undefined>>,
) => unknown

const BLOCK_SECONDS = 0.12
const INTERVAL_SECONDS = 0.03
const TONALITY_HZ = 8000
/** The fastest that a clip may run, in frames in for a frame out. */
export const MOST_STRETCH_STEP = 20
const PAGE_BYTES = 65_536

export class Stretcher {
  readonly channels: number
  /** Frames after the present place that must have gone in. */
  readonly inputLatency: number
  /** Frames by which what comes out is late. */
  readonly outputLatency: number
  /** Frames that `seek` looks back over. */
  readonly historyFrames: number
  /** By channel: what goes in, and what has come out. Views of its memory. */
  inputs: Float32Array[] = []
  outputs: Float32Array[] = []
  #exports: StretchExports
  #bytes = new Uint8Array(0)
  #rateHz: number
  #buffersAt: number
  #frames: number
  /** Its memory when it was new: the same for all of one kind. */
  readonly fresh: Uint8Array

  /** @param like one of as many channels at the same rate */
  constructor(
    instantiate: InstantiateStretch,
    channels: number,
    rateHz: number,
    like: Stretcher | null = null,
  ) {
    this.channels = channels
    this.#rateHz = rateHz
    const exports = this.#instantiate(instantiate)
    this.#exports = exports
    const blockFrames = Math.round(BLOCK_SECONDS * rateHz)
    exports.p(channels, blockFrames, Math.round(INTERVAL_SECONDS * rateHz), 1)
    this.inputLatency = exports.k()
    this.outputLatency = exports.l()
    this.historyFrames = this.inputLatency + this.outputLatency
    this.#frames = Math.max(this.historyFrames, QUANTUM * MOST_STRETCH_STEP + 2)
    this.#buffersAt = exports.h(channels, this.#frames)
    // Once through, so that it takes all the memory it will ever need now.
    exports.v(this.historyFrames, 1)
    for (let i = 0; i < 2 * blockFrames; i += QUANTUM) exports.w(QUANTUM, QUANTUM)
    exports.p(channels, blockFrames, Math.round(INTERVAL_SECONDS * rateHz), 1)
    this.#look()
    this.fresh = like?.fresh ?? this.#bytes.slice()
  }

  /** Forgets all it was given. The caller then fills `inputs` with `historyFrames` and seeks. */
  restart(semitones: number): void {
    this.#bytes.set(this.fresh)
    this.#exports.r(semitones, TONALITY_HZ / this.#rateHz)
  }

  /** Goes to the place `inputLatency` before the end of the `historyFrames` in `inputs`. @param step frames in for a frame out */
  seek(step: number): void {
    this.#exports.v(this.historyFrames, step)
  }

  /** Takes frames from `inputs`, and leaves others in `outputs`. */
  process(framesIn: number, framesOut: number): void {
    this.#exports.w(framesIn, framesOut)
    if (this.#bytes.buffer !== this.#exports.e.buffer) this.#look()
  }

  #instantiate(instantiate: InstantiateStretch): StretchExports {
    const memory = (): StretchExports["e"] => exports.e
    const exports = instantiate({
      a: {
        // Its dice are cast alike each time.
        a: (at = 0, count = 0) => void new Uint8Array(memory().buffer, at, count).fill(7),
        b: (bytes = 0) => {
          memory().grow(Math.ceil((bytes - memory().buffer.byteLength) / PAGE_BYTES))
          return 1
        },
        c: (to = 0, from = 0, count = 0) =>
          void new Uint8Array(memory().buffer).copyWithin(to, from, from + count),
        d: () => {
          throw new Error("The stretcher gave up")
        },
      },
    }) as StretchExports
    exports.f()
    exports.y(0, 0)
    return exports
  }

  #look(): void {
    const { buffer } = this.#exports.e
    this.#bytes = new Uint8Array(buffer)
    const view = (index: number): Float32Array =>
      new Float32Array(buffer, this.#buffersAt + 4 * this.#frames * index, this.#frames)
    this.inputs = Array.from({ length: this.channels }, (_, channel) => view(channel))
    this.outputs = Array.from({ length: this.channels }, (_, i) => view(this.channels + i))
  }
}
