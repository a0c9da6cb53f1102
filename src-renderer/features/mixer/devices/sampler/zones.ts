/** The zones of a sampler: which keys play which stretch of which recording, and their changes. Pure. */
import type { Device, Media, SamplerZone } from "#shared/project/index.ts"
import { SamplerState } from "#shared/project/sampler-state.ts"
import { pitchText } from "../../../../ui/pitch-text.ts"
import type { Quantity } from "../../../../ui/quantity.ts"
import { timeText } from "../../../../ui/words.ts"

/** A state that is none has no zones. */
export const zonesOf = ({ state }: Device): readonly SamplerZone[] =>
  SamplerState.catch({ zones: [] }).parse(state).zones

/** The zone's keys stay in order: the end that was not moved gives way. */
export function changed(zone: SamplerZone, changes: Partial<SamplerZone>): SamplerZone {
  const next = { ...zone, ...changes }
  if (next.lowKey <= next.highKey) return next
  return changes.highKey === undefined
    ? { ...next, highKey: next.lowKey }
    : { ...next, lowKey: next.highKey }
}

const FIRST_KEY = 36

/** A whole recording on the first free key from C2 up; from there it sounds as it was recorded. */
export function zoneFor({ id, seconds }: Media, zones: readonly SamplerZone[]): SamplerZone {
  const last = zones.reduce((most, { highKey }) => Math.max(most, highKey), FIRST_KEY - 1)
  const key = Math.min(127, last + 1)
  return {
    ...{ mediaId: id, startSeconds: 0, endSeconds: seconds },
    ...{ lowKey: key, highKey: key, rootKey: key, gainDb: 0, isOneShot: false },
  }
}

/** "C2" or "C2 to B3" */
export const keysText = ({ lowKey, highKey }: SamplerZone): string =>
  lowKey === highKey ? pitchText(lowKey) : `${pitchText(lowKey)} to ${pitchText(highKey)}`

/** "0:04.220 to 0:05.970" */
export const stretchText = ({ startSeconds, endSeconds }: SamplerZone): string =>
  `${timeText(startSeconds, 3)} to ${timeText(endSeconds, 3)}`

const KEYS = Array.from({ length: 128 }, (_, key) => pitchText(key))
const keyQuantity = (label: string, initial: number): Quantity => ({
  ...{ label, unit: "choice", scale: "choice", choices: KEYS },
  ...{ min: 0, max: 127, initial },
})

export type ZoneValue = "lowKey" | "highKey" | "rootKey" | "gainDb"

/** @param zone its root is where the keys go back to */
export const zoneQuantities = ({ rootKey }: SamplerZone): Record<ZoneValue, Quantity> => ({
  lowKey: keyQuantity("Lowest key", rootKey),
  highKey: keyQuantity("Highest key", rootKey),
  rootKey: keyQuantity("Root key", rootKey),
  gainDb: {
    ...{ label: "Level", unit: "dB", scale: "linear" },
    ...{ min: -48, max: 12, initial: 0 },
  },
})
