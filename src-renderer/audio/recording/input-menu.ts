/** The menu of an audio track's input: device, channels, monitoring. */
import type { Track, TrackInput } from "#shared/project/index.ts"
import type { ProjectSession } from "../../session/index.ts"
import type { MenuItem } from "../../ui/index.ts"
import type { AudioInputs } from "./audio-inputs.svelte.ts"

type AudioInput = Extract<TrackInput, { kind: "audio" }>

const FIRST: AudioInput = {
  ...{ kind: "audio", source: "", firstChannel: 0, channels: 1, monitoring: "off" },
}
const CHANNELS = [
  { label: "Channel 1", firstChannel: 0, channels: 1 },
  { label: "Channel 2", firstChannel: 1, channels: 1 },
  { label: "Channels 1 and 2", firstChannel: 0, channels: 2 },
]
const MONITORING = [
  { label: "Not heard", monitoring: "off" },
  { label: "Heard while armed", monitoring: "armed" },
] as const

export function inputMenu(
  session: ProjectSession,
  { names }: Pick<AudioInputs, "names">,
  track: Track,
): readonly MenuItem[] {
  const input = track.input?.kind === "audio" ? track.input : FIRST
  const set = (changes: Partial<AudioInput>): boolean =>
    session.run("track.input", { trackIds: [track.id], input: { ...input, ...changes } })
  const known = ["", ...names, ...(names.includes(input.source) ? [] : [input.source])]
  const devices = [...new Set(known)].map((source) => ({
    label: nameOf(source, names),
    isChecked: source === input.source,
    run: () => set({ source }),
  }))
  const channels = CHANNELS.map(({ label, ...which }, index) => ({
    label,
    startsGroup: index === 0,
    isChecked: which.firstChannel === input.firstChannel && which.channels === input.channels,
    run: () => set(which),
  }))
  const monitoring = MONITORING.map(({ label, monitoring: when }, index) => ({
    label,
    startsGroup: index === 0,
    isChecked: when === input.monitoring,
    run: () => set({ monitoring: when }),
  }))
  return [...devices, ...channels, ...monitoring]
}

function nameOf(source: string, names: readonly string[]): string {
  if (source === "") return names.length === 0 ? "No input was found" : "The system's input"
  return names.includes(source) ? source : `${source} (not there)`
}
