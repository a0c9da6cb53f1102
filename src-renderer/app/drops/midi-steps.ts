/** A MIDI file as new tracks of the project that is open. */
import { readMidi } from "#shared/project/midi/index.ts"
import type { Project } from "#shared/project/index.ts"
import type { Step } from "../../session/index.ts"
import { pieceSteps } from "./piece-steps.ts"
import type { Place } from "./song-steps.ts"

export interface MidiSteps {
  steps: Step[]
  /** What could not be taken over as it is, in words. */
  warnings: readonly string[]
}

/** Each channel of each track becomes a track. @throws MidiFileError or StudioError where it is no MIDI file */
export function midiSteps(
  project: Project,
  bytes: Uint8Array,
  { title, place }: { title: string; place: Place },
): MidiSteps {
  const read = readMidi(bytes, { title, newId: () => crypto.randomUUID() })
  return { steps: pieceSteps(project, read.project, place), warnings: read.warnings }
}
