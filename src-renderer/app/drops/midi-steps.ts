/** A MIDI file as new tracks of the project that is open. */
import { readMidiFile } from "#shared/music/midi-file/index.ts"
import { projectFromMidi } from "#shared/project/midi/index.ts"
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
  const file = readMidiFile(bytes)
  const read = projectFromMidi(file, { title, newId: () => crypto.randomUUID() })
  return {
    steps: pieceSteps(project, read.project, place),
    warnings: [...file.warnings, ...read.warnings],
  }
}
