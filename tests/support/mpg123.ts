/** mpg123, the oracle of our own mp3 decoder. */
import { MPEGDecoder } from "mpg123-decoder"

/** The parts of mpg123-decoder 1.0's wrapper that are used past its own `decode`, whose read loop never ends on an error. */
interface Inside {
  ready: Promise<void>
  free(): void
  _decoder: number
  _input: { ptr: number; buf: Uint8Array }
  _output: { ptr: number; len: number; buf: Float32Array }
  _samplesDecodedPtr: { ptr: number; buf: Uint32Array }
  _sampleRatePtr: { ptr: number }
  _errorStringPtr: { ptr: number }
  _common: {
    wasm: {
      mpeg_decoder_feed(decoder: number, input: number, bytes: number): number
      mpeg_decoder_read(...pointers: number[]): number
    }
  }
}

const NEED_MORE = -10
const NEW_FORMAT = -11

/** Left and right of all frames; a single channel comes on both. */
export async function decodeByMpg123(frames: readonly Uint8Array[]): Promise<Float32Array[]> {
  const decoder = new MPEGDecoder({ enableGapless: false }) as unknown as Inside
  await decoder.ready
  const left: number[] = []
  const right: number[] = []
  for (const frame of frames) {
    decoder._input.buf.set(frame)
    const { wasm } = decoder._common
    if (wasm.mpeg_decoder_feed(decoder._decoder, decoder._input.ptr, frame.length) === NEED_MORE)
      continue
    for (let count = 0; count < 16; count++) {
      decoder._samplesDecodedPtr.buf[0] = 0
      const { buf, len, ptr } = decoder._output
      const status = wasm.mpeg_decoder_read(
        decoder._decoder,
        ptr,
        len,
        decoder._samplesDecodedPtr.ptr,
        decoder._sampleRatePtr.ptr,
        decoder._errorStringPtr.ptr,
      )
      const [samples = 0] = decoder._samplesDecodedPtr.buf
      left.push(...buf.subarray(0, samples))
      right.push(...buf.subarray(samples, 2 * samples))
      if (status !== NEW_FORMAT && (status !== 0 || samples === 0)) break
    }
  }
  decoder.free()
  return [Float32Array.from(left), Float32Array.from(right)]
}
