/** A recording at the rate at which decks are learnt. */
import { createSincTable, interpolate } from "#shared/dsp/rate-converter.ts"

export function atRate(mono: Float32Array, fromHz: number, toHz: number): Float32Array {
  if (fromHz === toHz) return mono
  const step = fromHz / toHz
  const table = createSincTable(step)
  const padded = new Float32Array(mono.length + 2 * table.half)
  padded.set(mono, table.half)
  return Float32Array.from({ length: Math.floor(mono.length / step) }, (_, i) => {
    const place = i * step
    const at = Math.floor(place)
    return interpolate(table, padded, at + table.half, place - at)
  })
}
