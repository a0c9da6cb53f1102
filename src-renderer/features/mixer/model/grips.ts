/** Drags of the mixer's controls: each is one entry of the history, whatever the hand did on its way. */
import { trackOf, type DeviceId, type Track, type TrackId } from "#shared/project/index.ts"
import type { PadChanges } from "#shared/project/drum-state.ts"
import type { ProjectSession, Step } from "../../../session/index.ts"
import type { Grip } from "../../../ui/index.ts"
import { movedDb } from "../../../ui/level-law.ts"

type Session = Pick<ProjectSession, "project" | "begin" | "drag" | "commit" | "cancel">

function gripOf(session: Session, label: string, steps: (value: number) => readonly Step[]): Grip {
  return {
    begin: () => session.begin(label),
    move: (value) => session.drag(steps(value)),
    end: () => session.commit(),
    cancel: () => session.cancel(),
  }
}

/** Tracks beside the held one move by as many dB, from where they were when it was taken. */
export function gainGrip(session: Session, held: TrackId, ids: readonly TrackId[]): Grip {
  let before = new Map<TrackId, number>()
  const grip = gripOf(session, "Set level", (gainDb) => {
    const byDb = gainDb - (before.get(held) ?? gainDb)
    return ids.map((id) => ({
      name: "track.gain",
      args: {
        trackIds: [id],
        gainDb: id === held ? gainDb : movedDb(before.get(id) ?? 0, byDb),
      },
    }))
  })
  return {
    ...grip,
    begin() {
      before = new Map(ids.map((id) => [id, trackOf(session.project, id).gainDb]))
      grip.begin()
    },
  }
}

export const panGrip = (session: Session, trackIds: readonly TrackId[]): Grip =>
  gripOf(session, "Set pan", (pan) => [
    { name: "track.pan", args: { trackIds: [...trackIds], pan } },
  ])

export const sendGrip = (session: Session, trackId: TrackId, busId: TrackId): Grip =>
  gripOf(session, "Set send", (gainDb) => [{ name: "send.set", args: { trackId, busId, gainDb } }])

/** Of one parameter of a device. @param label as it is called on screen */
export const parameterGrip = (
  session: Session,
  deviceId: DeviceId,
  id: string,
  label: string,
): Grip =>
  gripOf(session, `Set ${label.toLowerCase()}`, (value) => [
    { name: "device.parameter", args: { deviceId, parameters: { [id]: value } } },
  ])

/** Of one value of a drum sampler's pad. */
export const padGrip = (
  session: Session,
  deviceId: DeviceId,
  key: number,
  { label, changes }: { label: string; changes(value: number): PadChanges },
): Grip =>
  gripOf(session, `Set pad ${label.toLowerCase()}`, (value) => [
    { name: "pad.set", args: { deviceId, key, changes: changes(value) } },
  ])

/** Several parameters that one hand moves together. */
export function parametersDrag(session: Session, deviceId: DeviceId, label: string) {
  return {
    begin: () => session.begin(label),
    move: (parameters: Readonly<Record<string, number>>) =>
      session.drag([{ name: "device.parameter", args: { deviceId, parameters } }]),
    end: () => session.commit(),
    cancel: () => session.cancel(),
  }
}

export const nameOfTrack = ({ name, kind }: Track): string =>
  name || (kind === "bus" ? "Bus" : "Track")
