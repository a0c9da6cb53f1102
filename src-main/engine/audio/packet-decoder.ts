/** A codec fed packet by packet, whatever the container. */
export interface PacketDecoder {
  /** Planar samples in WAVE order; null when the packet is damaged. */
  decode(packet: Buffer): Float32Array[] | null
  /** Said once the packets showed that a part of the sound cannot be decoded; else null. */
  shortcoming?(): string | null
  free(): void
}
