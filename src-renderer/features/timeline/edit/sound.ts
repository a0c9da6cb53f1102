/** What a track plays: a preset of General MIDI, the Slipmat Kit, the synthesiser or a sampler; and choosing another. */
import { instrumentSpecs } from "#shared/dsp/instruments/specs.ts"
import { DRUM_SETS } from "#shared/music/general-midi.ts"
import { entityOf, type Device, type Project, type Track } from "#shared/project/index.ts"
import type { Step } from "../../../session/index.ts"
import type { MenuItem } from "../../../ui/index.ts"
import { FAMILIES } from "./add-track.ts"
import { kindOf, nameOf, OWN_SOUNDS, stateOf, type OwnSound, type Sound } from "./instruments.ts"

/** What plays at the beginning of the chain; undefined where nothing does, or something that the studio does not know. */
export function playerOf({ devices }: Project, track: Track): Device | undefined {
  return track.devices
    .flatMap((id) => entityOf(devices, id) ?? [])
    .find(({ kind, role }) => role === "instrument" && Object.hasOwn(instrumentSpecs, kind))
}

function soundOf({ kind, state }: Device): Sound {
  if (kind !== "soundfont") return kind as OwnSound
  const { program, isDrums } = (state ?? {}) as Partial<Record<string, unknown>>
  return { program: typeof program === "number" ? program : 0, isDrums: isDrums === true }
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
  if (sound === player.kind) return []
  const before = soundName(player)
  const kind = kindOf(sound)
  const state = stateOf(sound)
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
      { label: nameOf("drums"), run: () => onchoose("drums") },
      ...DRUM_SETS.map(([program, label], index) => ({
        label,
        startsGroup: index === 0,
        run: () => onchoose({ program, isDrums: true }),
      })),
    ]
  const own = OWN_SOUNDS.map((sound) => ({ label: nameOf(sound), run: () => onchoose(sound) }))
  const families = FAMILIES.map(({ name, programs }, index) => ({
    label: name,
    startsGroup: index === 0,
    run: () => undefined,
    items: programs.map(({ name: label, program }) => ({
      label,
      run: () => onchoose({ program, isDrums: false }),
    })),
  }))
  return [...own, ...families]
}
