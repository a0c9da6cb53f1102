import { OutOfBits } from "../bits/bit-reader.ts"
import type { PacketDecoder } from "../packet-decoder.ts"
import { decodeFlacFrame, type FlacFrame } from "./flac-frame.ts"
import type { StreamInfo } from "./flac-header.ts"

/** FLAC frames that a container delivers one by one. */
export function flacPackets(info: StreamInfo): PacketDecoder {
  return {
    decode(packet) {
      try {
        const frame = decodeFlacFrame(packet, 0, packet.length, info)
        return frame?.header.channels === info.channels ? toFloats(frame) : null
      } catch (error) {
        if (error instanceof OutOfBits) return null
        throw error
      }
    },
    free() {},
  }
}

/** A frame's integers as floats in -1..1. */
export function toFloats(frame: FlacFrame): Float32Array[] {
  const scale = 2 ** (1 - frame.header.bitDepth)
  return frame.samples.map((samples) => {
    const floats = new Float32Array(samples.length)
    for (let index = 0; index < floats.length; index++)
      floats[index] = (samples[index] as number) * scale
    return floats
  })
}
