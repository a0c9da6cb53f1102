import { OutOfBits } from "../bits/bit-reader.ts"
import type { PacketDecoder } from "../packet-decoder.ts"
import type { AacConfig } from "./aac-config.ts"
import { createAacDecoder } from "./aac-decoder.ts"

export function openAac(config: AacConfig): PacketDecoder {
  const decoder = createAacDecoder(config)
  return {
    decode(packet) {
      try {
        const channels = decoder.decode(packet)
        return channels.length > 0 ? channels : null
      } catch (error) {
        if (error instanceof OutOfBits || error instanceof RangeError) return null
        throw error
      }
    },
    shortcoming: () =>
      config.spectralReplication || decoder.sawReplication()
        ? "The file is HE-AAC: only the lower half of its frequencies is decoded."
        : null,
    free() {},
  }
}
