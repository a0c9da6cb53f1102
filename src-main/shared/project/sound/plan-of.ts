/** A project's tracks as channels of the audio graph. */
import type { ChannelPlan, DevicePlan, GraphPlan } from "../../dsp/graph/index.ts"
import { gainOfDb } from "../../dsp/exact-math.ts"
import {
  entityOf,
  type Device,
  type Media,
  type Project,
  type Track,
  type TrackId,
} from "../model/index.ts"
import { SamplerState } from "../sampler-state.ts"
import { tracksInSoundOrder } from "../routing.ts"
import { automationOf } from "./automation-of.ts"
import { audibleTracks } from "./audible.ts"
import type { SongTime } from "./song-time.ts"
import { clipsOfKind } from "./track-clips.ts"

/** The graph's number of a recording; undefined where it is missing: what plays it is silent. */
export type SourceOf = (media: Media) => number | undefined

/** @throws StudioError conflict where the routing has a cycle */
export function planOf(project: Project, time: SongTime, sourceOf: SourceOf): GraphPlan {
  // The master feeds nothing, so that nothing speaks against its standing last.
  const tracks = tracksInSoundOrder(project)
    .filter(({ id }) => id !== project.masterTrackId)
    .concat(entityOf(project.tracks, project.masterTrackId) ?? [])
  const places = new Map(tracks.map(({ id }, index) => [id, index]))
  const audible = audibleTracks(project, tracks)
  const place = (id: TrackId | undefined): number => (id && places.get(id)) ?? -1
  return {
    channels: tracks.map((track) => channelOf(project, track, { time, place, audible, sourceOf })),
  }
}

interface Surroundings {
  time: SongTime
  place(id: TrackId | undefined): number
  audible: ReadonlySet<TrackId>
  sourceOf: SourceOf
}

function channelOf(
  project: Project,
  track: Track,
  { time, place, audible, sourceOf }: Surroundings,
): ChannelPlan {
  const devices = track.devices.flatMap((id) => entityOf(project.devices, id) ?? [])
  const instrument = devices.find(({ role }) => role === "instrument")
  return {
    id: track.id,
    instrument:
      instrument && !instrument.isBypassed
        ? {
            id: instrument.id,
            kind: instrument.kind,
            parameters: instrument.parameters,
            state: stateOf(project, instrument, sourceOf),
          }
        : null,
    devices: devices
      .filter(({ role }) => role === "effect")
      .map((device) => deviceOf(device, place)),
    gainDb: track.gainDb,
    pan: track.pan,
    isSilent: !audible.has(track.id),
    output: place(track.outputId),
    sends: track.sends.map(({ busId, gainDb, isPreFader }) => ({
      to: place(busId),
      gainDb,
      isPreFader,
    })),
    automation: automationOf(track, clipsOfKind(project, track.id, "automation"), time),
  }
}

/** A sampler's zones name recordings; the graph knows these by number. */
function stateOf(project: Project, { kind, state }: Device, sourceOf: SourceOf): unknown {
  if (kind !== "sampler") return state ?? null
  const zones = SamplerState.catch({ zones: [] }).parse(state).zones
  return {
    zones: zones.flatMap(({ mediaId, gainDb, ...zone }) => {
      const media = entityOf(project.media, mediaId)
      const source = media && sourceOf(media)
      return source === undefined ? [] : [{ ...zone, source, gain: gainOfDb(gainDb) }]
    }),
  }
}

function deviceOf(device: Device, place: Surroundings["place"]): DevicePlan {
  const { id, kind, isBypassed, parameters, sidechainTrackId } = device
  return { id, kind, isBypassed, parameters, sideChain: place(sidechainTrackId) }
}
