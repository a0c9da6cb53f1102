/** The spectrum of the master: twelve bands an octave from 20 Hz, rising at once and falling slowly. */
export const SPECTRUM_LOW_DB = -90
const FALL_DB_PER_SECOND = 24
/** Where nothing plays any more there is nothing to be read from what was heard last: it is gone within a second. */
const CLEAR_DB_PER_SECOND = 90
const HZ_LINES: readonly (readonly [hz: number, text: string])[] = [
  [100, "100"],
  [1000, "1 k"],
  [10_000, "10 k"],
]
const LOWEST_HZ = 20
const OCTAVES = Math.log2(1000)

export interface SpectrumColours {
  line: string
  fill: string
  grid: string
  text: string
  font: string
}

export function readSpectrumColours(root: Element = document.documentElement): SpectrumColours {
  const style = getComputedStyle(root)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  return {
    line: token("--c-text-2"),
    fill: token("--c-surface-3"),
    grid: token("--c-line-soft"),
    text: token("--c-text-3"),
    font: `10px ${token("--f-ui")}`,
  }
}

/** Takes new levels on, or lets the old ones fall. @param levels null where nothing plays. @param shown changed in place, dB */
export function settle(shown: Float32Array, levels: Float32Array | null, seconds: number): void {
  const fall = (levels ? FALL_DB_PER_SECOND : CLEAR_DB_PER_SECOND) * seconds
  for (let band = 0; band < shown.length; band++) {
    const fallen = shown[band]! - fall
    shown[band] = Math.max(SPECTRUM_LOW_DB, levels?.[band] ?? -Infinity, fallen)
  }
}

const yOfSpectrum = (db: number, height: number): number =>
  Math.min(height, Math.max(0, (db / SPECTRUM_LOW_DB) * height))

export function drawSpectrum(
  context: CanvasRenderingContext2D,
  shown: Float32Array,
  { width, height }: { width: number; height: number },
  colours: SpectrumColours,
): void {
  context.clearRect(0, 0, width, height)
  context.strokeStyle = colours.grid
  context.fillStyle = colours.text
  context.font = colours.font
  context.lineWidth = 1
  for (const [hz, text] of HZ_LINES) {
    const x = Math.round((Math.log2(hz / LOWEST_HZ) / OCTAVES) * width) + 0.5
    context.beginPath()
    context.moveTo(x, 0)
    context.lineTo(x, height)
    context.stroke()
    const wide = context.measureText(text).width
    context.fillText(text, x + 3 + wide > width ? x - 3 - wide : x + 3, 11)
  }
  drawBands(context, shown, { width, height }, colours)
}

/** Only the bands: a line with its ground, over whatever is there. */
export function drawBands(
  context: CanvasRenderingContext2D,
  shown: Float32Array,
  { width, height }: { width: number; height: number },
  colours: Pick<SpectrumColours, "line" | "fill">,
): void {
  context.beginPath()
  for (let band = 0; band < shown.length; band++) {
    const x = (band / (shown.length - 1)) * width
    context.lineTo(x, yOfSpectrum(shown[band]!, height))
  }
  context.strokeStyle = colours.line
  context.lineWidth = 1.3
  context.stroke()
  context.lineTo(width, height)
  context.lineTo(0, height)
  context.fillStyle = colours.fill
  context.fill()
}
