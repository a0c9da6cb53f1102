/** The mixer's menus: devices that can be added, sends. */
import { deviceSpecs } from "#shared/dsp/devices/index.ts"
import { instrumentSpecs } from "#shared/dsp/instruments/specs.ts"
import { entityOf, type Device, type Track } from "#shared/project/index.ts"
import { trackMidiItems } from "../../../control/index.ts"
import { commandItems } from "../../../session/index.ts"
import type { MenuItem } from "../../../ui/index.ts"
import type { MixerState } from "../mixer-state.svelte.ts"
import { addDevice, addSend, sendToNewBus } from "./actions.ts"
import { nameOfTrack } from "./grips.ts"

const PLAYABLE = ["drums", "soundfont", "poly", "sampler"] as const
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

/** What is done with a strip: what its keys do, and what it is given. */
export function stripMenu(mixer: MixerState, track: Track): readonly MenuItem[] {
  const { commands, project } = mixer.studio
  if (!mixer.isSelected(track.id)) mixer.select(track.id)
  mixer.choose(track.id)
  const ids =
    track.kind === "master" ? ["mixer.mute"] : ["mixer.mute", "mixer.solo", "mixer.solo-safe"]
  const devices = track.devices.flatMap((id) => entityOf(mixer.project.devices, id) ?? [])
  const midi = trackMidiItems(mixer.studio, track)
  const held = [...mixer.held(track.id)]
  const isMaster = track.kind === "master"
  const rename: MenuItem = {
    ...{ label: "Rename the track", keys: "Enter", startsGroup: true },
    run: () => (mixer.renamingId = track.id),
  }
  const remove: MenuItem = {
    ...{ label: "Remove the track", isDanger: true, startsGroup: true },
    run: () => project.run("track.remove", { trackIds: held }),
  }
  const nothing = (): void => undefined
  return [
    ...commandItems(commands, ids),
    { label: "Device", startsGroup: true, items: deviceMenu(mixer, track, devices), run: nothing },
    ...(isMaster ? [] : [{ label: "Send", items: sendMenu(mixer, track), run: nothing }]),
    ...(midi.length > 0 ? [{ label: "MIDI", items: midi, run: nothing }] : []),
    {
      ...{ label: "Level to 0 dB", keys: "Delete", startsGroup: true },
      run: () => project.run("track.gain", { trackIds: held, gainDb: 0 }),
    },
    { label: "Pan to the centre", run: () => project.run("track.pan", { trackIds: held, pan: 0 }) },
    { label: "Clear the meter", run: () => mixer.meters.of(track.id).clear() },
    ...(isMaster ? [] : [rename, remove]),
  ]
}
