/** The mixer's menus: devices that can be added, sends. */
import { deviceSpecs } from "#shared/dsp/devices/index.ts"
import { instrumentSpecs } from "#shared/dsp/instruments/specs.ts"
import type { Device, Track } from "#shared/project/index.ts"
import type { MenuItem } from "../../../ui/index.ts"
import type { MixerState } from "../mixer-state.svelte.ts"
import { addDevice, addSend, sendToNewBus } from "./actions.ts"
import { nameOfTrack } from "./grips.ts"

/** Those that sound without being given recordings. */
const PLAYABLE = ["soundfont", "poly"] as const
const TAKES_NOTES = new Set<Track["kind"]>(["instrument", "drum"])

/** @param devices what stands in the track's chain already */
export function deviceMenu(
  mixer: MixerState,
  track: Track,
  devices: readonly Device[],
): readonly MenuItem[] {
  const takesInstrument =
    TAKES_NOTES.has(track.kind) && !devices.some(({ role }) => role === "instrument")
  const instruments = PLAYABLE.map((kind) => ({
    label: instrumentSpecs[kind].label,
    run: () => addDevice(mixer, track, kind),
  }))
  const effects = Object.values(deviceSpecs).map(({ kind, label }, index) => ({
    label,
    startsGroup: takesInstrument && index === 0,
    run: () => addDevice(mixer, track, kind),
  }))
  return [...(takesInstrument ? instruments : []), ...effects]
}

export function sendMenu(mixer: MixerState, track: Track): readonly MenuItem[] {
  const { project } = mixer.studio
  const nameOf = (id: string): string => {
    const bus = mixer.buses.find((each) => each.id === id)
    return bus ? nameOfTrack(bus) : "a bus"
  }
  const added = mixer.busesFor(track).map((bus) => ({
    label: `Send to ${nameOfTrack(bus)}`,
    run: () => addSend(mixer, track, bus.id),
  }))
  const kept = track.sends.flatMap(({ busId, isPreFader }, index) => [
    {
      label: isPreFader
        ? `${nameOf(busId)}: after the fader`
        : `${nameOf(busId)}: before the fader`,
      startsGroup: index === 0,
      run: () => project.run("send.set", { trackId: track.id, busId, isPreFader: !isPreFader }),
    },
    {
      label: `Remove the send to ${nameOf(busId)}`,
      isDanger: true,
      run: () => project.run("send.remove", { trackId: track.id, busId }),
    },
  ])
  const fresh = { label: "Send to a new bus", run: () => sendToNewBus(mixer, track) }
  return [...added, fresh, ...kept]
}
