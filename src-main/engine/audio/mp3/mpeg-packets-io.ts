import type { PacketDecoder } from "../packet-decoder.ts"
import { MAX_FRAME_BYTES, openMpeg } from "./mpeg-kernel-io.ts"

/** Mp3 frames that a container delivers one by one. */
export function mpegPackets(channels: number): PacketDecoder {
  const mpeg = openMpeg()
  return {
    decode(packet) {
      if (packet.length === 0 || packet.length > MAX_FRAME_BYTES) return null
      mpeg.push(packet)
      const { channels: sides, frames } = mpeg.decode()
      return frames > 0 ? sides.slice(0, channels).map((side) => side.slice(0, frames)) : null
    },
    free: () => mpeg.free(),
  }
}
