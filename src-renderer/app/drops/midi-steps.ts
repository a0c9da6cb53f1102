/** A MIDI file as new tracks of the project that is open. */
import { readMidiFile } from "#shared/music/midi-file/index.ts"
import { projectFromMidi } from "#shared/project/midi/index.ts"
import { entitiesOf, entityOf, projectToJson, type Project } from "#shared/project/index.ts"
import type { Step } from "../../session/index.ts"

export interface MidiSteps {
  steps: Step[]
  /** What could not be taken over as it is, in words. */
  warnings: readonly string[]
}

/**
 * Each channel of each track becomes a track below the last, its clip moved by `atTicks`. A piece that has no clips yet
 * also takes the file's tempo, meters, keys and markers; in another they would change the music that is there.
 * @throws MidiFileError or StudioError where it is no MIDI file
 */
export function midiSteps(
  project: Project,
  bytes: Uint8Array,
  { title, atTicks }: { title: string; atTicks: number },
): MidiSteps {
  const file = readMidiFile(bytes)
  const read = projectFromMidi(file, { title, newId: () => crypto.randomUUID() })
  const isFirst = entitiesOf(project.clips).length === 0
  return {
    steps: [...(isFirst ? laneSteps(read.project) : []), ...trackSteps(read.project, atTicks)],
    warnings: [...file.warnings, ...read.warnings],
  }
}

function laneSteps({ tempo, meters, keys, markers }: Project): Step[] {
  const steps: Step[] = [
    { name: "tempo.set", args: { events: [...tempo] } },
    { name: "meter.set", args: { events: [...meters] } },
  ]
  if (keys.length > 0) steps.push({ name: "key.set", args: { events: [...keys] } })
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
