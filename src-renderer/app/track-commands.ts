/** What is done with the selected track in every view of the project, for who looks for it by name. */
import { deviceSpecs } from "#shared/dsp/devices/index.ts"
import { DeviceId, type Track } from "#shared/project/index.ts"
import { selectedTracks, type Command, type Studio } from "../session/index.ts"

export function trackCommands(studio: Studio): Command[] {
  const { navigation, project: session, selection, toasts } = studio
  const group = "Track"
  const isEnabled = (): boolean =>
    navigation.isInProject && session.isOpen && session.project.trackOrder.length > 0
  const idsOf = (tracks: readonly Track[]) => tracks.map(({ id }) => id)
  const mute = (tracks: readonly Track[]): unknown =>
    session.run("track.mute", { trackIds: idsOf(tracks), isMuted: !tracks[0]!.isMuted })
  const solo = (tracks: readonly Track[]): unknown =>
    session.run("track.solo", { trackIds: idsOf(tracks), isSoloed: !tracks[0]!.isSoloed })
  const command = (id: string, label: string, run: (tracks: readonly Track[]) => unknown) => ({
    ...{ id: `track.${id}`, label, group, isEnabled },
    run: () => {
      const tracks = selectedTracks(selection, session.project)
      if (tracks.length > 0) run(tracks)
      else toasts.show("Select a track first: click its name")
    },
  })
  return [
    command("mute", "Mute or unmute the selected track", mute),
    command("solo", "Solo the selected track, or end its solo", solo),
    ...Object.values(deviceSpecs).map(({ kind, label }) => ({
      ...command(`add-${kind}`, `Add ${label} to the selected track`, (tracks) =>
        addDevice(studio, tracks.at(-1)!, { kind, label }),
      ),
      also: "device effect insert",
    })),
  ]
}

function addDevice(
  { project, toasts }: Studio,
  { id: trackId, name: trackName }: Track,
  { kind, label }: { kind: string; label: string },
): void {
  const id = DeviceId.parse(crypto.randomUUID())
  const device = {
    id,
    kind,
    role: "effect",
    isBypassed: false,
    parameters: {},
    name: label,
  } as const
  if (project.run("device.add", { trackId, device })) toasts.show(`${label} is on ${trackName}`)
}
