import { growMemory, loadKernel } from "#engine/kernels/index.ts"
import type { Piece } from "../audio-source.ts"
import { TABLE_PLACES, writeTables } from "./kernel-tables.ts"

/** The mp3 kernel with one stream's state. Frames are gathered and decoded many at a time. */
export interface Mpeg {
  /** Takes a whole frame. True when no more than this fit: `decode` next. */
  push(frame: Uint8Array): boolean
  /**
   * What the pushed frames hold, left and right (a single channel comes on both). The samples are finite and lie in the
   * kernel's memory: valid until the next call.
   */
  decode(): Piece
  /** Bytes of the stream are missing before the next frame. */
  breakStream(): void
  free(): void
}

/** Longer than any frame of a stated bit rate. */
export const MAX_FRAME_BYTES = 1729

const PLACES = [
  ...TABLE_PLACES,
  "INPUT",
  "SIZES",
  "OUTPUT",
  "OUTPUT_BYTES",
  "MAX_BATCH_FRAMES",
  "END",
] as const

type Places = Record<(typeof PLACES)[number], number>

interface Exports extends Record<keyof Places, { value: number }> {
  reset(): void
  breakStream(): void
  decode(frames: number): number
}

/** Kernels that have their tables and no stream. */
const idle: MpegKernel[] = []
const MAX_IDLE = 4

type MpegKernel = ReturnType<typeof createKernel>

export function openMpeg(): Mpeg {
  const kernel = idle.pop() ?? createKernel()
  kernel.exports.reset()
  const { at, input, sizes, left, right } = kernel
  let count = 0
  let bytes = 0
  let freed = false
  return {
    push(frame) {
      if (!freed && frame.length <= MAX_FRAME_BYTES) {
        input.set(frame, bytes)
        sizes[count++] = frame.length
        bytes += frame.length
      }
      return count === at.MAX_BATCH_FRAMES
    },
    decode() {
      // Who goes on reading after the end must not disturb the kernel's next stream.
      const frames = freed ? 0 : kernel.exports.decode(count)
      count = bytes = 0
      return { channels: [left, right], frames }
    },
    breakStream() {
      if (!freed) kernel.exports.breakStream()
    },
    free() {
      if (!freed && idle.length < MAX_IDLE) idle.push(kernel)
      freed = true
    },
  }
}

function createKernel() {
  const { exports, memory } = loadKernel<Exports>("mp3", { bytes: 0, shared: false })
  const at = Object.fromEntries(PLACES.map((name) => [name, exports[name].value])) as Places
  growMemory(memory, at.END - memory.buffer.byteLength)
  const buffer = memory.buffer as unknown as ArrayBuffer
  writeTables(buffer, at)
  const outputFrames = at.MAX_BATCH_FRAMES * 1152
  return {
    exports,
    at,
    input: new Uint8Array(buffer, at.INPUT, at.MAX_BATCH_FRAMES * MAX_FRAME_BYTES),
    sizes: new Int32Array(buffer, at.SIZES, at.MAX_BATCH_FRAMES),
    left: new Float32Array(buffer, at.OUTPUT, outputFrames),
    right: new Float32Array(buffer, at.OUTPUT + at.OUTPUT_BYTES, outputFrames),
  }
}
