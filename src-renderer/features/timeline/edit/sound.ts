/** Which preset of General MIDI a track plays, and choosing another. */
import { DRUM_SETS, drumSetName, programName } from "#shared/music/general-midi.ts"
import { entityOf, type Device, type Project, type Track } from "#shared/project/index.ts"
import type { Step } from "../../../session/index.ts"
import type { MenuItem } from "../../../ui/index.ts"
import { FAMILIES } from "./add-track.ts"

/** The SoundFont player at the beginning of the chain; undefined where the track sounds by something else. */
export function playerOf({ devices }: Project, track: Track): Device | undefined {
  return track.devices
    .flatMap((id) => entityOf(devices, id) ?? [])
    .find(({ kind, role }) => kind === "soundfont" && role === "instrument")
}

interface Preset {
  readonly program: number
  readonly isDrums: boolean
}

function presetOf({ state }: Device): Preset {
  const { program, isDrums } = (state ?? {}) as Partial<Record<string, unknown>>
  return { program: typeof program === "number" ? program : 0, isDrums: isDrums === true }
}

const nameOf = ({ program, isDrums }: Preset): string =>
  isDrums ? drumSetName(program) : (programName(program) ?? "Instrument")

export const soundName = (player: Device): string => nameOf(presetOf(player))

/** The other sound; a track that is still called after the old one is called after the new one. */
export function chooseSoundSteps(track: Track, player: Device, preset: Preset): Step[] {
  const before = soundName(player)
  const choose: Step = {
    name: "device.state",
    args: { deviceId: player.id, state: { ...preset, bank: 0 } },
  }
  if (track.name !== before) return [choose]
  return [choose, { name: "track.rename", args: { trackId: track.id, name: nameOf(preset) } }]
}

/** All sounds by family; of a drum track the sets. */
export function soundMenu(track: Track, onchoose: (preset: Preset) => void): MenuItem[] {
  if (track.kind === "drum")
    return DRUM_SETS.map(([program, label]) => ({
      label,
      run: () => onchoose({ program, isDrums: true }),
    }))
  return FAMILIES.map(({ name, programs }) => ({
    label: name,
    run: () => undefined,
    items: programs.map(({ name: label, program }) => ({
      label,
      run: () => onchoose({ program, isDrums: false }),
    })),
  }))
}
