/**
 * Real MIDI files as projects, saved, loaded and written again: how many come back with the same events in the same order, how
 * many with the same events up to the order of simultaneous ones, and what the record of that order weighs. The peer is a
 * round trip without the record.
 *
 *   npm run bench -- midi-round-trip
 */
import { readMidiFile, type MidiFile, type MidiTrack } from "#shared/music/midi-file/index.ts"
import { midiFromProject, projectFromMidi } from "#shared/project/midi/index.ts"
import { projectFromJson, projectToJson, type Project } from "#shared/project/index.ts"
import { bytesOf, corpusFiles } from "../support/midi-corpora.ts"
import { sameTracks } from "../support/midi-files.ts"

const counts = { files: 0, identical: 0, identicalUpToOrder: 0, identicalWithoutRecord: 0 }
const weight = { documents: 0, records: 0 }
const ms = { import: 0, export: 0 }

for (const corpusFile of corpusFiles()) {
  const file = readMidiFile(bytesOf(corpusFile))
  let next = 0
  const newId = (): string => `id-${next++}`
  const { value: made, took } = timed(() => projectFromMidi(file, { title: "Untitled", newId }))
  const json = JSON.stringify(projectToJson(made.project))
  const { project } = projectFromJson(JSON.parse(json))
  const { value: back, took: tookBack } = timed(() => midiFromProject(project).file)
  counts.files++
  ms.import += took
  ms.export += tookBack
  weight.documents += json.length
  weight.records += JSON.stringify(project.midi?.tracks.map(({ order }) => order)).length
  const isIdentical = isSame(file, back)
  if (isIdentical) counts.identical++
  if (isIdentical || isSame(sorted(file), sorted(back))) counts.identicalUpToOrder++
  else console.log(`${corpusFile.name} differs: ${made.warnings.join("; ")}`)
  if (isSame(file, midiFromProject(withoutRecord(project)).file)) counts.identicalWithoutRecord++
}
console.log(counts)
console.log(
  `documents ${(weight.documents / 1e6).toFixed(1)} MB, of which the order of simultaneous events ${(weight.records / 1e6).toFixed(1)} MB`,
)
console.log(`import ${Math.round(ms.import)} ms, export ${Math.round(ms.export)} ms, all files`)

function isSame(a: MidiFile, b: MidiFile): boolean {
  const isSameHead =
    a.format === b.format && JSON.stringify(a.division) === JSON.stringify(b.division)
  return isSameHead && sameTracks(a.tracks, b.tracks)
}

/** Events of one time in an order that their contents alone decide. */
function sorted(file: MidiFile): MidiFile {
  const inOrder = ({ events, endTicks }: MidiTrack): MidiTrack => ({
    endTicks,
    events: events
      .map((event) => ({ event, key: JSON.stringify(event) }))
      .sort((a, b) => a.event.ticks - b.event.ticks || (a.key < b.key ? -1 : 1))
      .map(({ event }) => event),
  })
  return { ...file, tracks: file.tracks.map(inOrder) }
}

function withoutRecord(project: Project): Project {
  const { midi } = project
  if (!midi) return project
  return {
    ...project,
    midi: { ...midi, tracks: midi.tracks.map((one) => ({ ...one, order: [] })) },
  }
}

function timed<T>(work: () => T): { value: T; took: number } {
  const started = performance.now()
  const value = work()
  return { value, took: performance.now() - started }
}
