/** Noise substitution, joint stereo and temporal noise shaping (ISO/IEC 14496-3 4.6.8, 4.6.9, 4.6.13). */
import {
  INTENSITY_IN,
  INTENSITY_OUT,
  NOISE_BOOK,
  SHORT_LINES,
  type ChannelStream,
  type TnsFilter,
  type WindowInfo,
} from "./channel-stream.ts"

/** Which bands of a pair are mid/side; `mode` 1 means by `used`, 2 all. */
export interface StereoMask {
  mode: number
  used: Uint8Array
}

type Visit = (index: number, from: number, to: number) => void

/** Calls `visit` for each band of each window with the band's index and its lines. */
function eachBand(info: WindowInfo, visit: Visit): void {
  let window = 0
  info.groups.forEach((windows, group) => {
    for (let band = 0; band < info.bands; band++)
      for (let one = window; one < window + windows; one++)
        visit(
          group * info.bands + band,
          one * SHORT_LINES + (info.edges[band] as number),
          one * SHORT_LINES + (info.edges[band + 1] as number),
        )
    window += windows
  })
}

/**
 * Fills the noise bands with pseudo-random lines of the coded energy. The standard leaves the generator open, so two
 * right decoders differ here; bands of a pair that are marked as correlated get the same lines.
 */
export function fillNoise(stream: ChannelStream, random: { state: number }): void {
  eachBand(stream.info, (index, from, to) => {
    if (stream.books[index] !== NOISE_BOOK) return
    let energy = 0
    for (let at = from; at < to; at++) {
      random.state = (Math.imul(random.state, 1_664_525) + 1_013_904_223) | 0
      stream.spectrum[at] = random.state
      energy += random.state * random.state
    }
    const gain = 2 ** (0.25 * (stream.factors[index] as number)) / Math.sqrt(energy || 1)
    for (let at = from; at < to; at++) stream.spectrum[at] = (stream.spectrum[at] as number) * gain
  })
}

export function joinStereo(left: ChannelStream, right: ChannelStream, mask: StereoMask): void {
  eachBand(right.info, (index, from, to) => {
    const book = right.books[index] as number
    const marked = mask.mode === 2 || (mask.mode === 1 && mask.used[index] === 1)
    if (book === INTENSITY_IN || book === INTENSITY_OUT) {
      const flip = (book === INTENSITY_OUT ? -1 : 1) * (mask.mode === 1 && marked ? -1 : 1)
      const gain = flip * 2 ** (-0.25 * (right.factors[index] as number))
      for (let at = from; at < to; at++) right.spectrum[at] = (left.spectrum[at] as number) * gain
    } else if (marked && book === NOISE_BOOK && left.books[index] === NOISE_BOOK) {
      const gain =
        2 ** (0.25 * ((right.factors[index] as number) - (left.factors[index] as number)))
      for (let at = from; at < to; at++) right.spectrum[at] = (left.spectrum[at] as number) * gain
    } else if (marked && book !== NOISE_BOOK && left.books[index] !== NOISE_BOOK)
      for (let at = from; at < to; at++) {
        const mid = left.spectrum[at] as number
        const side = right.spectrum[at] as number
        left.spectrum[at] = mid + side
        right.spectrum[at] = mid - side
      }
  })
}

export function shapeNoise({ info, tns, spectrum }: ChannelStream): void {
  const bands = info.edges.length - 1
  const limit = Math.min(info.bands, info.tnsBands)
  tns.forEach((filters, window) => {
    let top = bands
    for (const filter of filters) {
      const bottom = Math.max(0, top - filter.lengthBands)
      const from = info.edges[Math.min(bottom, limit)] as number
      const to = info.edges[Math.min(top, limit)] as number
      if (filter.order > 0 && to > from)
        allPole(spectrum, window * SHORT_LINES + from, window * SHORT_LINES + to, filter)
      top = bottom
    }
  })
}

function allPole(spectrum: Float64Array, from: number, to: number, filter: TnsFilter): void {
  const taps = tapsOf(filter.coefficients)
  const step = filter.backward ? -1 : 1
  let at = filter.backward ? to - 1 : from
  for (let index = 0; index < to - from; index++, at += step) {
    let value = spectrum[at] as number
    const reach = Math.min(index, filter.order)
    for (let tap = 1; tap <= reach; tap++)
      value -= (taps[tap] as number) * (spectrum[at - tap * step] as number)
    spectrum[at] = value
  }
}

/** Reflection coefficients to direct-form taps. */
function tapsOf(reflections: number[]): number[] {
  let taps = [1]
  reflections.forEach((reflection, index) => {
    const order = index + 1
    const next = [...taps, reflection]
    for (let tap = 1; tap < order; tap++)
      next[tap] = (taps[tap] as number) + reflection * (taps[order - tap] as number)
    taps = next
  })
  return taps
}
