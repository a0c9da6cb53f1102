/** Planar floats to interleaved little-endian samples of the three formats that Slipmat writes. */

export type SampleFormat = "int16" | "int24" | "float32"

export const SAMPLE_BYTES: Record<SampleFormat, number> = { int16: 2, int24: 3, float32: 4 }

/**
 * Interleaves frames `from`..`from + frames` into `bytes`. Integers saturate and round to nearest without dither, so
 * that a 16-bit source survives bit for bit; samples that are not finite become 0.
 */
export function interleave(
  channels: readonly Float32Array[],
  range: { from: number; frames: number },
  format: SampleFormat,
  bytes: Buffer,
): void {
  if (format === "int16" && bytes.byteOffset % 2 === 0) {
    interleaveInt16(channels, range, new Int16Array(bytes.buffer, bytes.byteOffset))
    return
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const width = SAMPLE_BYTES[format]
  channels.forEach((channel, index) => {
    let at = index * width
    for (let frame = range.from; frame < range.from + range.frames; frame++) {
      writeSample(view, at, channel[frame] ?? 0, format)
      at += width * channels.length
    }
  })
}

/** The usual case without a call a sample: an import writes ten million of them for each four minutes of stereo. */
function interleaveInt16(
  channels: readonly Float32Array[],
  { from, frames }: { from: number; frames: number },
  out: Int16Array,
): void {
  channels.forEach((channel, index) => {
    let at = index
    for (let frame = from; frame < from + frames; frame++) {
      const scaled = (channel[frame] as number) * 32_768
      // Half up like Math.round; the comparisons are false for NaN, which becomes 0.
      if (scaled >= 32_767) out[at] = scaled === Infinity ? 0 : 32_767
      else if (scaled > -32_768) out[at] = ((scaled + 32_768.5) | 0) - 32_768
      else out[at] = Number.isFinite(scaled) ? -32_768 : 0
      at += channels.length
    }
  })
}

function writeSample(view: DataView, at: number, sample: number, format: SampleFormat): void {
  const value = Number.isFinite(sample) ? sample : 0
  if (format === "float32") view.setFloat32(at, value, true)
  else if (format === "int16") view.setInt16(at, quantise(value, 32_768), true)
  else {
    const code = quantise(value, 8_388_608)
    view.setInt16(at, code & 0xffff, true)
    view.setInt8(at + 2, code >> 16)
  }
}

function quantise(value: number, scale: number): number {
  return Math.max(-scale, Math.min(scale - 1, Math.round(value * scale)))
}
