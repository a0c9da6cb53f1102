/** Which preset of General MIDI a track plays, or the Slipmat Kit, and choosing another. */
import { instrumentSpecs } from "#shared/dsp/instruments/specs.ts"
import { DRUM_SETS, drumSetName, programName } from "#shared/music/general-midi.ts"
import { entityOf, type Device, type Project, type Track } from "#shared/project/index.ts"
import type { Step } from "../../../session/index.ts"
import type { MenuItem } from "../../../ui/index.ts"
import { FAMILIES } from "./add-track.ts"

/** What plays at the beginning of the chain; undefined where the track sounds by something else than presets or the kit. */
export function playerOf({ devices }: Project, track: Track): Device | undefined {
  return track.devices
    .flatMap((id) => entityOf(devices, id) ?? [])
    .find(({ kind, role }) => role === "instrument" && (kind === "soundfont" || kind === "drums"))
}

/** A preset of General MIDI, or the Slipmat Kit. */
export type Sound = Preset | "kit"

interface Preset {
  readonly program: number
  readonly isDrums: boolean
}

function soundOf({ kind, state }: Device): Sound {
  if (kind === "drums") return "kit"
  const { program, isDrums } = (state ?? {}) as Partial<Record<string, unknown>>
  return { program: typeof program === "number" ? program : 0, isDrums: isDrums === true }
}

function nameOf(sound: Sound): string {
  if (sound === "kit") return instrumentSpecs.drums.label
  const { program, isDrums } = sound
  return isDrums ? drumSetName(program) : (programName(program) ?? "Instrument")
}

export const soundName = (player: Device): string => nameOf(soundOf(player))

/**
 * The other sound; a track that is still called after the old one is called after the new one.
 * @param deviceId a fresh one, for the instrument that takes the place of one of another kind
 */
export function chooseSoundSteps(
  track: Track,
  player: Device,
  sound: Sound,
  deviceId: string,
): Step[] {
  if (sound === "kit" && player.kind === "drums") return []
  const before = soundName(player)
  const kind = sound === "kit" ? "drums" : "soundfont"
  const state = sound === "kit" ? { pads: [] } : { ...sound, bank: 0 }
  const fresh = {
    ...{ id: deviceId, kind, role: "instrument" as const },
    ...{ isBypassed: player.isBypassed, parameters: {}, state },
  }
  const index = track.devices.indexOf(player.id)
  const steps: Step[] =
    kind === player.kind
      ? [{ name: "device.state", args: { deviceId: player.id, state } }]
      : [
          { name: "device.remove", args: { deviceIds: [player.id] } },
          { name: "device.add", args: { trackId: track.id, device: fresh, index } },
        ]
  if (track.name === before)
    steps.push({ name: "track.rename", args: { trackId: track.id, name: nameOf(sound) } })
  return steps
}

/** All sounds by family; of a drum track the Slipmat Kit and the sets. */
export function soundMenu(track: Track, onchoose: (sound: Sound) => void): MenuItem[] {
  if (track.kind === "drum")
    return [
      { label: nameOf("kit"), run: () => onchoose("kit") },
      ...DRUM_SETS.map(([program, label], index) => ({
        label,
        startsGroup: index === 0,
        run: () => onchoose({ program, isDrums: true }),
      })),
    ]
  return FAMILIES.map(({ name, programs }) => ({
    label: name,
    run: () => undefined,
    items: programs.map(({ name: label, program }) => ({
      label,
      run: () => onchoose({ program, isDrums: false }),
    })),
  }))
}
