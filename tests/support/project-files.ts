/** Project files for tests of the command line. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { writeMidiFile, type MidiEvent } from "#shared/music/midi-file/index.ts"
import { openProjectFile } from "#engine/projects/index.ts"
import type { CommandName, Project } from "#shared/project/index.ts"
import { aFile } from "./midi-projects.ts"
import { temporaryFolder } from "./temporary-folder.ts"

export type Calls = readonly { readonly name: CommandName; readonly args: unknown }[]

export function writeCalls(folder: string, calls: Calls): string {
  const path = join(folder, "commands.json")
  writeFileSync(path, JSON.stringify(calls))
  return path
}

/** The document that a file holds now. */
export function projectIn(path: string): Project {
  const file = openProjectFile(path)
  try {
    return file.load().history.project
  } finally {
    file.close()
  }
}

const program: MidiEvent = { ticks: 0, kind: "programChange", channel: 0, program: 73 }

/** Two bars of a flute. */
export function writeMidi(path = join(temporaryFolder(), "tune.mid")): string {
  const notes = [60, 64, 67, 72].map((pitch, i) => ({
    ...{ startTicks: i * 192, lengthTicks: 150, pitch, velocity: 100 },
    ...{ releaseVelocity: null, channel: 0 },
  }))
  writeFileSync(path, writeMidiFile(aFile([{ notes, others: [program] }])))
  return path
}
