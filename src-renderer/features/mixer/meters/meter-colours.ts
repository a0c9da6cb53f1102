/** The colours of meters, read from the tokens once for each theme. */
import type { MeterColours } from "./draw-meters.ts"

export function readMeterColours(root: Element = document.documentElement): MeterColours {
  const style = getComputedStyle(root)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  const faint = (name: string): string =>
    `color-mix(in oklab, ${token(name)} 62%, ${token("--c-void")})`
  return {
    ground: token("--c-void"),
    rms: token("--c-text-2"),
    peak: faint("--c-text-2"),
    warn: token("--c-warn"),
    warnPeak: faint("--c-warn"),
    over: token("--c-rec"),
    held: token("--c-bone"),
    off: token("--c-surface-3"),
  }
}
