/** Projects from files of other programs, and for them. The kind of a file follows from its name's ending. */
import { basename, extname } from "node:path"
import { fail, StudioError } from "#shared/contract/errors.ts"
import { MidiFileError, readMidiFile, writeMidiFile } from "#shared/music/midi-file/index.ts"
import { midiFromProject, projectFromMidi } from "#shared/project/midi/index.ts"
import type { Project } from "#shared/project/index.ts"
import { readWhole, writeWhole } from "./whole-file-io.ts"

const MOST_MIDI_BYTES = 64e6

export interface Imported {
  project: Project
  /** What could not be taken over as it is. */
  warnings: string[]
}

interface ImportOptions {
  newId(): string
  /** Where the file has none: else its name. */
  title?: string | undefined
}

export function isImportable(path: string): boolean {
  return /\.midi?$/i.test(path)
}

/** @throws StudioError not-found, unreadable */
export function importProject(path: string, { newId, title }: ImportOptions): Imported {
  const name = basename(path)
  if (!isImportable(path)) fail("invalid-input", `${name} is no kind of file that holds a project`)
  const bytes = readWhole(path, MOST_MIDI_BYTES)
  try {
    const file = readMidiFile(bytes)
    const options = { newId, title: title ?? basename(path, extname(path)) }
    const { project, warnings } = projectFromMidi(file, options)
    return { project, warnings: [...file.warnings, ...warnings] }
  } catch (error) {
    throw explained(error, name)
  }
}

/** @throws StudioError invalid-input where the ending names no format; Node's own errors where it cannot be written */
export function exportProject(project: Project, path: string): { warnings: string[] } {
  if (!isImportable(path))
    fail("invalid-input", `${basename(path)}: what to write is said by the ending .mid`)
  const { file, warnings } = midiFromProject(project)
  writeWhole(path, writeMidiFile(file))
  return { warnings: [...warnings] }
}

function explained(error: unknown, name: string): unknown {
  if (error instanceof MidiFileError)
    return new StudioError("unreadable", `${name}: ${error.message}`, { cause: error })
  if (error instanceof StudioError) return new StudioError(error.code, `${name}: ${error.message}`)
  return error
}
