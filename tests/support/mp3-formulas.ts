/** The transforms of layer III as ISO/IEC 11172-3 writes them down: slow sums in double precision, the kernel's oracle. */
import { synthesisWindow } from "../../src-main/engine/audio/mp3/synthesis-window.ts"

export interface SpectrumGranule {
  /** 576 lines; those of short blocks reordered: subband, line, window. */
  lines: Float64Array
  blockType: 0 | 1 | 2 | 3
  mixed: boolean
}

const BUTTERFLIES = [-0.6, -0.535, -0.33, -0.185, -0.095, -0.041, -0.0142, -0.0037]

/** Samples of one channel. */
export function synthesiseByFormulas(granules: readonly SpectrumGranule[]): Float64Array {
  const overlap = new Float64Array(32 * 18)
  const slots: Float64Array[] = []
  for (const { lines: coded, blockType, mixed } of granules) {
    const lines = coded.slice()
    reduceAliases(lines, blockType !== 2 ? 31 : mixed ? 1 : 0)
    const block = Array.from({ length: 18 }, () => new Float64Array(32))
    for (let band = 0; band < 32; band++) {
      const type = mixed && band < 2 ? 0 : blockType
      const part = lines.subarray(18 * band, 18 * band + 18)
      const samples = type === 2 ? shortBlocks(part) : longBlock(part, type)
      for (let slot = 0; slot < 18; slot++) {
        const sample = (samples[slot] as number) + (overlap[18 * band + slot] as number)
        ;(block[slot] as Float64Array)[band] = band % 2 === 1 && slot % 2 === 1 ? -sample : sample
        overlap[18 * band + slot] = samples[18 + slot] as number
      }
    }
    slots.push(...block)
  }
  return polyphase(slots)
}

function reduceAliases(lines: Float64Array, borders: number): void {
  for (let border = 1; border <= borders; border++)
    BUTTERFLIES.forEach((c, index) => {
      const [cs, ca] = [1 / Math.sqrt(1 + c * c), c / Math.sqrt(1 + c * c)]
      const [low, high] = [18 * border - 1 - index, 18 * border + index]
      const [a, b] = [lines[low] as number, lines[high] as number]
      lines[low] = a * cs - b * ca
      lines[high] = b * cs + a * ca
    })
}

function inverseMdct(lines: readonly number[], size: number): number[] {
  return Array.from({ length: size }, (_, i) =>
    lines.reduce(
      (sum, line, k) =>
        sum + line * Math.cos((Math.PI / (2 * size)) * (2 * i + 1 + size / 2) * (2 * k + 1)),
      0,
    ),
  )
}

function longBlock(lines: Float64Array, type: 0 | 1 | 3): number[] {
  return inverseMdct([...lines], 36).map((sample, i) => {
    const place = type === 3 ? 35 - i : i
    if (type === 0 || place < 18) return sample * Math.sin((Math.PI / 36) * (i + 0.5))
    if (place < 24) return sample
    return place < 30 ? sample * Math.sin((Math.PI / 12) * (place - 18 + 0.5)) : 0
  })
}

function shortBlocks(lines: Float64Array): number[] {
  const out = new Array<number>(36).fill(0)
  for (let window = 0; window < 3; window++) {
    const own = [...lines].filter((_, index) => index % 3 === window)
    inverseMdct(own, 12).forEach((sample, i) => {
      const at = 6 + 6 * window + i
      out[at] = (out[at] as number) + sample * Math.sin((Math.PI / 12) * (i + 0.5))
    })
  }
  return out
}

function polyphase(slots: readonly Float64Array[]): Float64Array {
  const window = synthesisWindow()
  const out = new Float64Array(32 * slots.length)
  let v = new Float64Array(1024)
  slots.forEach((samples, slot) => {
    const next = new Float64Array(1024)
    next.set(v.subarray(0, 960), 64)
    for (let i = 0; i < 64; i++)
      next[i] = samples.reduce(
        (sum, sample, k) => sum + sample * Math.cos(((16 + i) * (2 * k + 1) * Math.PI) / 64),
        0,
      )
    v = next
    for (let j = 0; j < 32; j++)
      for (let i = 0; i < 16; i++) {
        const from = 128 * (i >> 1) + (i % 2 === 0 ? j : 96 + j)
        out[32 * slot + j] =
          (out[32 * slot + j] as number) + (v[from] as number) * (window[32 * i + j] as number)
      }
  })
  return out
}
