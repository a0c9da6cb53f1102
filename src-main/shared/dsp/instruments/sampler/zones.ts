/** What a sampler plays by which key: a stretch of a recording. Comes from a document, which may hold anything. */
export interface Zone {
  /** The graph's number of the recording. */
  source: number
  startSeconds: number
  endSeconds: number
  lowKey: number
  highKey: number
  /** The key at which it sounds as it was recorded. */
  rootKey: number
  /** Linear. */
  gain: number
  /** Sounds to its end, however short the key is held. */
  isOneShot: boolean
}

/** What cannot be a zone is left out. */
export function zonesOf(state: unknown): Zone[] {
  const { zones } = (state ?? {}) as { zones?: unknown }
  return Array.isArray(zones) ? zones.filter(isZone) : []
}

function isZone(value: unknown): value is Zone {
  const zone = value as Partial<Record<keyof Zone, unknown>> | null
  const isNumber = (name: keyof Zone): boolean => Number.isFinite(zone?.[name])
  const names = [
    "source",
    "startSeconds",
    "endSeconds",
    "lowKey",
    "highKey",
    "rootKey",
    "gain",
  ] as const
  return names.every(isNumber) && (zone!.endSeconds as number) > (zone!.startSeconds as number)
}
