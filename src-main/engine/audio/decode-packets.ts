import type { Piece, Warn } from "./audio-source.ts"
import type { PacketDecoder } from "./packet-decoder.ts"
import { silence } from "./silence.ts"

/**
 * Decodes packets in order. Silence stands for a damaged one, so that what follows keeps its place in time; nothing
 * comes out when no packet at all can be decoded.
 */
export function* decodePackets(
  packets: Iterable<Buffer>,
  decoder: PacketDecoder,
  { channels, packetFrames }: { channels: number; packetFrames: number },
  warn: Warn,
): Generator<Piece> {
  let damagedFrames = 0
  let any = false
  for (const packet of packets) {
    const decoded = decoder.decode(packet)
    if (!decoded) {
      damagedFrames += packetFrames
      if (any) warn("The file is damaged in places.")
      continue
    }
    if (damagedFrames > 0) yield* silence(channels, damagedFrames)
    damagedFrames = 0
    any = true
    const frames = decoded[0]?.length ?? 0
    if (frames > 0) yield { channels: decoded, frames }
  }
  if (any && damagedFrames > 0) yield* silence(channels, damagedFrames)
  const shortcoming = decoder.shortcoming?.()
  if (shortcoming) warn(shortcoming)
}
