/** A project's tracks as channels of the audio graph. */
import type { ChannelPlan, DevicePlan, GraphPlan } from "../../dsp/graph/index.ts"
import { entityOf, type Device, type Project, type Track, type TrackId } from "../model/index.ts"
import { tracksInSoundOrder } from "../routing.ts"
import { automationOf } from "./automation-of.ts"
import { heardTracks, type Heard } from "./audible.ts"
import { parametersInTime, withDelaysInTime } from "./delay-in-time.ts"
import { instrumentState, type SourceOf } from "./instrument-state.ts"
import type { SongTime } from "./song-time.ts"
import { clipsOfKind } from "./track-clips.ts"

/** @throws StudioError conflict where the routing has a cycle */
export function planOf(project: Project, time: SongTime, sourceOf: SourceOf): GraphPlan {
  // The master feeds nothing, so that nothing speaks against its standing last.
  const tracks = tracksInSoundOrder(project)
    .filter(({ id }) => id !== project.masterTrackId)
    .concat(entityOf(project.tracks, project.masterTrackId) ?? [])
  const places = new Map(tracks.map(({ id }, index) => [id, index]))
  const heard = heardTracks(project, tracks)
  const place = (id: TrackId | undefined): number => (id && places.get(id)) ?? -1
  return {
    channels: tracks.map((track) => channelOf(project, track, { time, place, heard, sourceOf })),
  }
}

interface Surroundings {
  time: SongTime
  place(id: TrackId | undefined): number
  heard: Heard
  sourceOf: SourceOf
}

function channelOf(
  project: Project,
  track: Track,
  { time, place, heard, sourceOf }: Surroundings,
): ChannelPlan {
  const devices = track.devices.flatMap((id) => entityOf(project.devices, id) ?? [])
  const instrument = devices.find(({ role }) => role === "instrument")
  const moved = automationOf(track, clipsOfKind(project, track.id, "automation"), time)
  return {
    id: track.id,
    instrument:
      instrument && !instrument.isBypassed
        ? {
            id: instrument.id,
            kind: instrument.kind,
            parameters: instrument.parameters,
            state: instrumentState(project, instrument, sourceOf),
          }
        : null,
    devices: devices
      .filter(({ role }) => role === "effect")
      .map((device) => deviceOf(device, place, time)),
    gainDb: track.gainDb,
    pan: track.pan,
    isSilent: !heard.audible.has(track.id),
    onlySends: heard.onlySends.has(track.id),
    output: place(track.outputId),
    sends: track.sends.map(({ busId, gainDb, isPreFader }) => ({
      to: place(busId),
      gainDb,
      isPreFader,
    })),
    automation: withDelaysInTime(moved, devices, project, time),
  }
}

function deviceOf(device: Device, place: Surroundings["place"], time: SongTime): DevicePlan {
  const { id, kind, isBypassed, sidechainTrackId } = device
  const parameters = parametersInTime(device, time)
  return { id, kind, isBypassed, parameters, sideChain: place(sidechainTrackId) }
}
