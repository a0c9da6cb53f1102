/** The least of wav that the benches need: 16-bit mono, written and read back. */
import { readFileSync } from "node:fs"

const HEADER_BYTES = 44

export function writeWav(mono: Float32Array, sampleRateHz: number): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + mono.length * 2)
  const view = new DataView(bytes.buffer)
  const put = (offset: number, text: string) => {
    for (let i = 0; i < text.length; i++) bytes[offset + i] = text.charCodeAt(i)
  }
  put(0, "RIFF")
  view.setUint32(4, bytes.length - 8, true)
  put(8, "WAVEfmt ")
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRateHz, true)
  view.setUint32(28, sampleRateHz * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  put(36, "data")
  view.setUint32(40, mono.length * 2, true)
  mono.forEach((value, index) => {
    const clipped = Math.max(-1, Math.min(1, value))
    view.setInt16(HEADER_BYTES + index * 2, Math.round(clipped * 32_767), true)
  })
  return bytes
}

/** Reads what `writeWav` wrote. */
export function readWav(path: string): { mono: Float32Array; sampleRateHz: number } {
  const file = readFileSync(path)
  const mono = new Float32Array((file.length - HEADER_BYTES) / 2)
  for (let i = 0; i < mono.length; i++) mono[i] = file.readInt16LE(HEADER_BYTES + i * 2) / 32_767
  return { mono, sampleRateHz: file.readUInt32LE(24) }
}
