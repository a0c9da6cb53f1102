import { createPcmWriter } from "./pcm-cache-io.ts"
import { interleave, SAMPLE_BYTES } from "./sample-coding.ts"
import { wavHeader, WAV_HEADER_BYTES, type WavShape } from "./wav-layout.ts"

export interface WavSound extends Omit<WavShape, "channels"> {
  /** Planar samples in -1..1, all channels equally long, in WAVE order. */
  channels: readonly Float32Array[]
}

/** Writes a whole wav file by way of a temporary one beside it. */
export function writeWav(path: string, sound: WavSound): void {
  const writer = createPcmWriter(path, { ...sound, channels: sound.channels.length })
  try {
    writer.write(sound.channels)
    writer.finish()
  } catch (error) {
    writer.abort()
    throw error
  }
}

/** The same file as bytes, for sounds that fit in memory. */
export function encodeWav(sound: WavSound): Uint8Array {
  const shape: WavShape = { ...sound, channels: sound.channels.length }
  const frames = sound.channels[0]?.length ?? 0
  const dataBytes = frames * shape.channels * SAMPLE_BYTES[shape.sampleFormat]
  const bytes = Buffer.alloc(WAV_HEADER_BYTES + dataBytes + (dataBytes % 2))
  wavHeader(shape, frames).copy(bytes)
  interleave(
    sound.channels,
    { from: 0, frames },
    shape.sampleFormat,
    bytes.subarray(WAV_HEADER_BYTES),
  )
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
