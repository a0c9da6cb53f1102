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
  if (format === "int24") {
    interleaveInt24(channels, range, bytes)
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

/** What a song is rendered to: three bytes a sample, the lowest first; an array of bytes keeps the lowest eight bits of each. */
function interleaveInt24(
  channels: readonly Float32Array[],
  { from, frames }: { from: number; frames: number },
  out: Uint8Array,
): void {
  channels.forEach((channel, index) => {
    let at = 3 * index
    for (let frame = from; frame < from + frames; frame++) {
      const scaled = (channel[frame] as number) * 8_388_608
      let code = 0
      if (scaled >= 8_388_607) code = scaled === Infinity ? 0 : 8_388_607
      else if (scaled > -8_388_608) code = ((scaled + 8_388_608.5) | 0) - 8_388_608
      else if (Number.isFinite(scaled)) code = -8_388_608
      out[at] = code
      out[at + 1] = code >> 8
      out[at + 2] = code >> 16
      at += 3 * channels.length
    }
  })
}

function writeSample(view: DataView, at: number, sample: number, format: SampleFormat): void {
  const value = Number.isFinite(sample) ? sample : 0
  if (format === "float32") view.setFloat32(at, value, true)
  else view.setInt16(at, quantise(value, 32_768), true)
}

function quantise(value: number, scale: number): number {
  return Math.max(-scale, Math.min(scale - 1, Math.round(value * scale)))
}
