import { MPEGDecoder } from "mpg123-decoder"

/** mpg123 fed frame by frame. */
export interface Mpeg {
  /** The stereo pieces that this whole frame brought out (a mono stream comes on both sides); may be none. */
  decode(frame: Uint8Array): Float32Array[][]
  restart(): void
  free(): void
}

/** The parts of mpg123-decoder 1.0's wrapper that are used past its own `decode`, whose read loop never ends on an error. */
interface Inside {
  ready: Promise<void>
  free(): void
  _decoder: number
  _input: { ptr: number; len: number; buf: Uint8Array }
  _output: { ptr: number; len: number; buf: Float32Array }
  _samplesDecodedPtr: { ptr: number; buf: Uint32Array }
  _sampleRatePtr: { ptr: number }
  _errorStringPtr: { ptr: number }
  _common: {
    wasm: {
      mpeg_decoder_feed(decoder: number, input: number, bytes: number): number
      mpeg_decoder_read(
        decoder: number,
        output: number,
        outputFrames: number,
        samples: number,
        rate: number,
        error: number,
      ): number
      mpeg_frame_decoder_create(decoder: number, gapless: number): number
      mpeg_frame_decoder_destroy(decoder: number): void
    }
  }
}

const NEED_MORE = -10
const NEW_FORMAT = -11
const MAX_READS = 16

export async function openMpeg(): Promise<Mpeg> {
  const decoder = new MPEGDecoder({ enableGapless: false }) as unknown as Inside
  await decoder.ready
  const { wasm } = decoder._common
  const handle = decoder._samplesDecodedPtr
  return {
    decode(frame) {
      decoder._input.buf.set(frame)
      const fed = wasm.mpeg_decoder_feed(decoder._decoder, decoder._input.ptr, frame.length)
      return fed === NEED_MORE ? [] : readAll(decoder)
    },
    restart() {
      wasm.mpeg_frame_decoder_destroy(decoder._decoder)
      if (wasm.mpeg_frame_decoder_create(handle.ptr, 0) !== 0)
        throw new Error("mpg123 did not start")
      decoder._decoder = handle.buf[0] ?? 0
    },
    free: () => decoder.free(),
  }
}

function readAll(decoder: Inside): Float32Array[][] {
  const pieces: Float32Array[][] = []
  const { buf, len, ptr } = decoder._output
  for (let count = 0; count < MAX_READS; count++) {
    decoder._samplesDecodedPtr.buf[0] = 0
    const status = decoder._common.wasm.mpeg_decoder_read(
      decoder._decoder,
      ptr,
      len,
      decoder._samplesDecodedPtr.ptr,
      decoder._sampleRatePtr.ptr,
      decoder._errorStringPtr.ptr,
    )
    const frames = decoder._samplesDecodedPtr.buf[0] ?? 0
    if (frames > 0) pieces.push([buf.slice(0, frames), buf.slice(frames, 2 * frames)])
    if (status !== NEW_FORMAT && (status !== 0 || frames === 0)) break
  }
  return pieces
}
