/** What an instrument's state says, for the graph: it knows recordings by number. */
import type { PadPlan } from "../../dsp/instruments/drums/pads.ts"
import { gainOfDb } from "../../dsp/exact-math.ts"
import { drumPadsOf, PAD_DECAY_SECONDS, type Pad } from "../drum-state.ts"
import { entityOf, type Device, type Media, type MediaId, type Project } from "../model/index.ts"
import { SamplerState } from "../sampler-state.ts"

/** The graph's number of a recording; undefined where it is missing: what plays it is silent. */
export type SourceOf = (media: Media) => number | undefined

export function instrumentState(
  project: Project,
  { kind, state }: Device,
  sourceOf: SourceOf,
): unknown {
  const numberOf = (id: MediaId): number | undefined => {
    const media = entityOf(project.media, id)
    return media && sourceOf(media)
  }
  if (kind === "drums") return { pads: drumPadsOf(state).flatMap((pad) => padPlan(pad, numberOf)) }
  if (kind !== "sampler") return state ?? null
  const zones = SamplerState.catch({ zones: [] }).parse(state).zones
  return {
    zones: zones.flatMap(({ mediaId, gainDb, ...zone }) => {
      const source = numberOf(mediaId)
      return source === undefined ? [] : [{ ...zone, source, gain: gainOfDb(gainDb) }]
    }),
  }
}

function padPlan(pad: Pad, numberOf: (id: MediaId) => number | undefined): PadPlan[] {
  const { key, kitKey, sample, pan, gainDb, tuneSemitones: semitones, chokeGroup } = pad
  const source = sample ? numberOf(sample.mediaId) : -1
  if (source === undefined) return []
  const isShortened = pad.decaySeconds < PAD_DECAY_SECONDS.most
  return [
    {
      ...{ key, kitKey: sample ? -1 : kitKey, source },
      ...{ startSeconds: sample?.startSeconds ?? 0, endSeconds: sample?.endSeconds ?? 0 },
      ...{ gain: gainOfDb(gainDb), pan, semitones, chokeGroup },
      ...(isShortened ? { decaySeconds: pad.decaySeconds } : {}),
    },
  ]
}
