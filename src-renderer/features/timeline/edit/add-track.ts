/** New tracks, each with what it needs to sound, as one entry of the history. */
import { PROGRAM_FAMILIES } from "#shared/music/general-midi.ts"
import type { Project, Track } from "#shared/project/index.ts"
import { kindOf, stateOf, type OWN_SOUNDS } from "./instruments.ts"
import type { Step } from "../../../session/project-session-types.ts"

export interface NewTrack {
  readonly kind: "instrument" | "drum" | "audio" | "gesture" | "bus"
  readonly name: string
  /** 0..127 of General MIDI; drums without one are the Slipmat Kit. */
  readonly program?: number
  /** An instrument of our own instead. */
  readonly instrument?: (typeof OWN_SOUNDS)[number]
}

const COLOURS = 8
/** So that neighbours differ: 0, 3, 6, 1, 4 ... */
const COLOUR_STEP = 3

/** @param ids fresh ones */
export function addTrackSteps(
  project: Project,
  { kind, name, program, instrument }: NewTrack,
  ids: { trackId: string; deviceId: string },
  index?: number,
): Step[] {
  const { trackId, deviceId } = ids
  const colour = (project.trackOrder.length * COLOUR_STEP) % COLOURS
  const place = index === undefined ? {} : { index }
  const add: Step = {
    name: "track.add",
    args: { id: trackId, kind, name: nameFor(project, name), colour, ...place },
  }
  if (kind !== "instrument" && kind !== "drum") return [add]
  const ofDrums = program === undefined ? ("drums" as const) : { program, isDrums: true }
  const preset = kind === "drum" ? ofDrums : { program: program ?? 0, isDrums: false }
  const sound = instrument ?? preset
  const device = {
    ...{ id: deviceId, kind: kindOf(sound), role: "instrument" as const },
    ...{ isBypassed: false, parameters: {}, state: stateOf(sound) },
  }
  return [add, { name: "device.add", args: { trackId, device } }]
}

/** "Violin", then "Violin 2": two tracks of one name cannot be told apart. */
function nameFor({ tracks }: Project, name: string): string {
  const taken = new Set<string>(tracks.flat().map((track: Track) => track.name))
  let free = name
  for (let i = 2; taken.has(free); i++) free = `${name} ${i}`
  return free
}

/** The families of General MIDI with the programs of each. */
export const FAMILIES = PROGRAM_FAMILIES.map(({ name, programs }, family) => ({
  name,
  programs: programs.map((program, i) => ({ name: program, program: family * 8 + i })),
}))
