/** Projects and tracks as they begin. */
import {
  emptyTable,
  PROJECT_FORMAT,
  withEntities,
  type Project,
  type ProjectId,
  type Track,
  type TrackId,
  type TrackKind,
} from "./model/index.ts"

/** An empty piece at 120 in 4/4, with a master track. */
export function newProject(id: ProjectId, masterTrackId: TrackId, title = ""): Project {
  const master = newTrack({ id: masterTrackId, kind: "master", name: "Master", colour: 0 })
  return {
    format: PROJECT_FORMAT,
    id,
    title,
    tempo: [{ tick: 0, bpm: 120, curve: "step" }],
    meters: [{ tick: 0, numerator: 4, denominator: 4 }],
    keys: [],
    chords: [],
    markers: emptyTable(),
    tracks: withEntities(emptyTable<Track>(), [master]),
    trackOrder: [],
    clips: emptyTable(),
    devices: emptyTable(),
    media: emptyTable(),
    loop: { startTicks: 0, lengthTicks: 4 * 3840, isOn: false },
    masterTrackId,
  }
}

interface NewTrack {
  readonly id: TrackId
  readonly kind: TrackKind
  readonly name: string
  readonly colour: number
  readonly parentId?: TrackId | undefined
  readonly outputId?: TrackId | undefined
}

/** A track with nothing on it, at full level in the middle. */
export function newTrack({ parentId, outputId, ...named }: NewTrack): Track {
  return {
    ...named,
    gainDb: 0,
    pan: 0,
    isMuted: false,
    isSoloed: false,
    isSoloSafe: false,
    isArmed: false,
    devices: [],
    sends: [],
    automation: [],
    ...(parentId === undefined ? {} : { parentId }),
    ...(outputId === undefined ? {} : { outputId }),
  }
}
