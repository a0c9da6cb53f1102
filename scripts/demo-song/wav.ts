/** A stereo 16-bit PCM wav file of two equally long channels; values beyond -1 to 1 are cut. */
const HEADER_BYTES = 44

export function encodeWav(channels: [Float32Array, Float32Array], rateHz: number): Uint8Array {
  const [left, right] = channels
  const dataBytes = left.length * 4
  const file = new Uint8Array(HEADER_BYTES + dataBytes)
  const view = new DataView(file.buffer)
  writeHeader(file, view, { dataBytes, rateHz })
  for (let frame = 0; frame < left.length; frame++) {
    const at = HEADER_BYTES + frame * 4
    view.setInt16(at, toInt16(left[frame] ?? 0), true)
    view.setInt16(at + 2, toInt16(right[frame] ?? 0), true)
  }
  return file
}

function writeHeader(
  file: Uint8Array,
  view: DataView,
  sizes: { dataBytes: number; rateHz: number },
): void {
  const text = (at: number, letters: string) => file.set(new TextEncoder().encode(letters), at)
  text(0, "RIFF")
  view.setUint32(4, file.length - 8, true)
  text(8, "WAVEfmt ")
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 2, true)
  view.setUint32(24, sizes.rateHz, true)
  view.setUint32(28, sizes.rateHz * 4, true)
  view.setUint16(32, 4, true)
  view.setUint16(34, 16, true)
  text(36, "data")
  view.setUint32(40, sizes.dataBytes, true)
}

function toInt16(value: number): number {
  return Math.round(Math.max(-1, Math.min(1, value)) * 32_767)
}
