/** A MIDI file's bytes as a project. */
import { readMidiFile } from "#shared/music/midi-file/index.ts"
import { lostWords } from "./lost-words.ts"
import { projectFromMidi, type FromMidi } from "./project-from-midi.ts"

/** @throws MidiFileError where it is no MIDI file; StudioError unreadable where it is too long for a project */
export function readMidi(
  bytes: Uint8Array,
  options: { title: string; newId(): string },
): FromMidi & { readonly details: readonly string[] } {
  const file = readMidiFile(bytes)
  const { project, warnings } = projectFromMidi(file, options)
  return { project, warnings: [...lostWords(file, project), ...warnings], details: file.warnings }
}
