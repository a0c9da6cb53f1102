/** How high the parts of a strip are, so that those of all strips stand in line and one canvas can draw all meters. */
interface StripLayout {
  readonly headPx: number
  readonly devicesPx: number
  readonly sendsPx: number
  readonly panPx: number
  readonly footPx: number
  readonly meterPx: number
}

/** Strips lower than this leave the fader more of their height. */
const MIDDLE_PX = 600
/** Lower than this they have their devices in a row, as in a dock; sends as long as they leave the fader this much. */
export const LOW_PX = 390
const LEAST_WAY_PX = 100

interface Strips {
  readonly isDock: boolean
  readonly isLow: boolean
  readonly isNarrow: boolean
  readonly heightPx: number
}

export function layoutOf({ isDock, isLow, isNarrow, heightPx }: Strips): StripLayout {
  const meterPx = isNarrow ? 8 : 12
  if (isLow) {
    const low = { headPx: 30, devicesPx: 26, sendsPx: 58, panPx: 26, footPx: 36, meterPx }
    const hasSends = !isDock && heightPx - wayTopPx(low) - low.footPx >= LEAST_WAY_PX
    return hasSends ? low : { ...low, sendsPx: 0 }
  }
  if (heightPx < MIDDLE_PX)
    return { headPx: 32, devicesPx: 104, sendsPx: 58, panPx: 44, footPx: 56, meterPx }
  return { headPx: 34, devicesPx: 128, sendsPx: 84, panPx: 46, footPx: 62, meterPx }
}

/** Half a fader's cap: the scale begins and ends at its centre line. */
export const CAP_PX = 22
export const WAY_PADDING_PX = 4
/** Distance of a meter from its strip's right edge. */
export const METER_RIGHT_PX = { wide: 12, narrow: 7 }

/** Where the fader's and the meter's way begins, below the top of a strip. */
export const wayTopPx = ({ headPx, devicesPx, sendsPx, panPx }: StripLayout): number =>
  headPx + devicesPx + sendsPx + panPx + WAY_PADDING_PX
