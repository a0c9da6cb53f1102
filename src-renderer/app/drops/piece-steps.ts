/** A piece that was read from a file of notes as new tracks of the project that is open. */
import { entitiesOf, entityOf, projectToJson, type Project } from "#shared/project/index.ts"
import type { Step } from "../../session/index.ts"

/**
 * Its tracks come below the last, their clips moved by `atTicks`. A project that has no clips yet also takes the piece's
 * tempo, meters, keys, chords and markers; in another they would change the music that is there.
 */
export function pieceSteps(project: Project, read: Project, atTicks: number): Step[] {
  const isFirst = entitiesOf(project.clips).length === 0
  return [...(isFirst ? laneSteps(read) : []), ...trackSteps(read, atTicks)]
}

function laneSteps({ tempo, meters, keys, chords, markers }: Project): Step[] {
  const steps: Step[] = [
    { name: "tempo.set", args: { events: [...tempo] } },
    { name: "meter.set", args: { events: [...meters] } },
  ]
  if (keys.length > 0) steps.push({ name: "key.set", args: { events: [...keys] } })
  if (chords.length > 0) steps.push({ name: "chord.set", args: { events: [...chords] } })
  for (const marker of entitiesOf(markers)) steps.push({ name: "marker.set", args: { marker } })
  return steps
}

function trackSteps(read: Project, atTicks: number): Step[] {
  const { clips } = projectToJson(read)
  return read.trackOrder
    .flatMap((id) => entityOf(read.tracks, id) ?? [])
    .flatMap(({ id, kind, name, colour, devices }): Step[] => [
      {
        name: "track.add",
        args: { id, kind: kind === "drum" ? "drum" : "instrument", name, colour },
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
