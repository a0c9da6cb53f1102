/** A piece that was read from a file of notes as new tracks of the project that is open. */
import { barTicks } from "#shared/music/index.ts"
import { entitiesOf, entityOf, projectToJson, type Project } from "#shared/project/index.ts"
import type { Step } from "../../session/index.ts"
import { aboveOf, colourOfTrack, type Place } from "./song-steps.ts"

/**
 * Its tracks come below the one under the hand, or below the last; their clips begin there. A project that has no clips
 * yet also takes the piece's tempo, meters, keys, chords and markers, moved with the clips, from the nearest bar of its
 * own meter; in another they would change the music that is there.
 */
export function pieceSteps(project: Project, read: Project, place: Place): Step[] {
  const isFirst = entitiesOf(project.clips).length === 0
  const above = project.trackOrder.findIndex((id) => id === aboveOf(place))
  const index = above < 0 ? undefined : above + 1
  if (!isFirst)
    return trackSteps(read, place.startTicks, { index, count: project.trackOrder.length })
  const bar = barTicks(read.meters[0]!)
  const byTicks = Math.round(place.startTicks / bar) * bar
  return [
    ...laneSteps(read, byTicks),
    ...trackSteps(read, byTicks, { index, count: project.trackOrder.length }),
  ]
}

function laneSteps({ tempo, meters, keys, chords, markers }: Project, byTicks: number): Step[] {
  const moved = <T extends { tick: number }>(events: readonly T[]): T[] =>
    events.map((event) => ({ ...event, tick: event.tick + byTicks }))
  const opening = { ...tempo[0]!, curve: "step" as const }
  // A ramp begins where the piece does; a tempo that stays is told once.
  const isRamp = byTicks > 0 && tempo[0]!.curve !== "step"
  const tempos = isRamp ? [opening, ...moved(tempo)] : [tempo[0]!, ...moved(tempo.slice(1))]
  const steps: Step[] = [
    { name: "tempo.set", args: { events: tempos } },
    { name: "meter.set", args: { events: [meters[0]!, ...moved(meters.slice(1))] } },
  ]
  if (keys.length > 0) steps.push({ name: "key.set", args: { events: moved(keys) } })
  if (chords.length > 0) steps.push({ name: "chord.set", args: { events: moved(chords) } })
  for (const marker of moved(entitiesOf(markers)))
    steps.push({ name: "marker.set", args: { marker } })
  return steps
}

interface Among {
  readonly index: number | undefined
  /** Of tracks that are there already. */
  readonly count: number
}

function trackSteps(read: Project, atTicks: number, { index, count }: Among): Step[] {
  const { clips } = projectToJson(read)
  return read.trackOrder
    .flatMap((id) => entityOf(read.tracks, id) ?? [])
    .flatMap(({ id, kind, name, devices }, i): Step[] => [
      {
        name: "track.add",
        args: {
          ...{ id, kind: kind === "drum" ? "drum" : "instrument", name },
          colour: colourOfTrack(count + i),
          ...(index === undefined ? {} : { index: index + i }),
        },
      },
      ...devices
        .flatMap((deviceId) => entityOf(read.devices, deviceId) ?? [])
        .map((device): Step => ({ name: "device.add", args: { trackId: id, device } })),
      {
        name: "clip.add",
        args: {
          clips: clips
            .filter((clip) => clip.trackId === id)
            .map((clip) => ({ ...clip, startTicks: clip.startTicks + atTicks })),
        },
      },
    ])
}
