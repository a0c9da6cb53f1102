/** Projects from files of other programs, and for them. The kind of a file follows from its name's ending. */
import { basename, extname } from "node:path"
import { fail, StudioError } from "#shared/contract/errors.ts"
import { MidiFileError, writeMidiFile } from "#shared/music/midi-file/index.ts"
import { midiFromProject, readMidi } from "#shared/project/midi/index.ts"
import type { Project } from "#shared/project/index.ts"
import { readDawproject, STUDIO_VERSION, writeDawproject, type MediaPath } from "./dawproject-io.ts"
import { checkExportTarget, namedIfFull } from "./target-io.ts"
import { isMusicxml, readMusicxml, writeMusicxml } from "./musicxml-io.ts"
import { readWhole, writeWhole } from "../platform/node/whole-file-io.ts"

const MOST_MIDI_BYTES = 64e6

export interface Imported {
  project: Project
  /** What could not be taken over as it is. */
  warnings: string[]
  /** What was mended of a file, by its bytes. */
  details?: readonly string[]
}

interface ImportOptions {
  newId(): string
  /** Where the file has none: else its name. */
  title?: string | undefined
  /** Made for the recordings that a file brings along. */
  recordingsFolder: string
}

const isMidi = (path: string): boolean => /\.midi?$/i.test(path)
const isDawproject = (path: string): boolean => /\.dawproject$/i.test(path)

/** Whether the name is one of a file that holds a project of another program. */
export function isImportable(path: string): boolean {
  return isMidi(path) || isDawproject(path) || isMusicxml(path)
}

/** @throws StudioError not-found, unreadable, conflict where the folder for recordings is there already */
export function importProject(path: string, options: ImportOptions): Imported {
  const { newId, title = basename(path, extname(path)), recordingsFolder } = options
  if (isDawproject(path)) return readDawproject(path, { newId, title, recordingsFolder })
  if (isMusicxml(path)) return readMusicxml(path, { newId, title })
  const name = basename(path)
  if (!isMidi(path)) fail("invalid-input", `${name} is no kind of file that holds a project`)
  const bytes = readWhole(path, MOST_MIDI_BYTES)
  try {
    const { project, warnings, details } = readMidi(bytes, { newId, title })
    return { project, warnings: [...warnings], details }
  } catch (error) {
    throw explained(error, name)
  }
}

/** @throws StudioError invalid-input where the ending names no format or a folder or project is in the way, disk-full; Node's own errors where it cannot be written */
export async function exportProject(
  project: Project,
  path: string,
  mediaPath: MediaPath,
): Promise<{ warnings: string[] }> {
  checkExportTarget(path)
  try {
    return await written(project, path, mediaPath)
  } catch (error) {
    throw namedIfFull(path, error)
  }
}

async function written(
  project: Project,
  path: string,
  mediaPath: MediaPath,
): Promise<{ warnings: string[] }> {
  if (isDawproject(path)) return await writeDawproject(project, path, mediaPath)
  if (isMusicxml(path)) return writeMusicxml(project, path, STUDIO_VERSION)
  if (!isMidi(path))
    fail(
      "invalid-input",
      `${basename(path)}: the ending .mid, .dawproject or .musicxml says what to write`,
    )
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
