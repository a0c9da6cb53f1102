import { MPEGDecoder } from "mpg123-decoder"
import type { PacketDecoder } from "../packet-decoder.ts"

/** mpg123 fed frame by frame. */
export interface Mpeg {
  /** The stereo pieces that this whole frame brought out (a mono stream comes on both sides); may be none. */
  decode(frame: Uint8Array): Float32Array[][]
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
    }
  }
}

const NEED_MORE = -10
const NEW_FORMAT = -11
const MAX_READS = 16
const MAX_FRAME_BYTES = 8192

export async function openMpeg(): Promise<Mpeg> {
  const decoder = new MPEGDecoder({ enableGapless: false }) as unknown as Inside
  await decoder.ready
  const { wasm } = decoder._common
  return {
    decode(frame) {
      decoder._input.buf.set(frame)
      const fed = wasm.mpeg_decoder_feed(decoder._decoder, decoder._input.ptr, frame.length)
      return fed === NEED_MORE ? [] : readAll(decoder)
    },
    free: () => decoder.free(),
  }
}

/** Mp3 frames that a container delivers one by one. */
export async function mpegPackets(channels: number): Promise<PacketDecoder> {
  const mpeg = await openMpeg()
  return {
    decode(packet) {
      if (packet.length === 0 || packet.length > MAX_FRAME_BYTES) return null
      const pieces = mpeg.decode(packet)
      const joined = pieces.length === 1 ? pieces[0] : undefined
      return (
        joined?.slice(0, channels) ?? Array.from({ length: channels }, () => new Float32Array(0))
      )
    },
    free: () => mpeg.free(),
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
    const [frames = 0] = decoder._samplesDecodedPtr.buf
    if (frames > 0) pieces.push([buf.slice(0, frames), buf.slice(frames, 2 * frames)])
    if (status !== NEW_FORMAT && (status !== 0 || frames === 0)) break
  }
  return pieces
}
