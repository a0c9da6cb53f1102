/**
 * A project as a MIDI file (format 1, or as the file was that it came from). What was not changed since is written as the
 * same events in the same ticks; where an edit needs finer times than the file's division has, 960 ticks a quarter are.
 */
import { fail } from "#shared/contract/errors.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import {
  MAX_VARIABLE_LENGTH,
  type MidiDivision,
  type MidiEvent,
  type MidiFile,
  type MidiTrack,
} from "#shared/music/midi-file/index.ts"
import { counted, leftOutOfNotes } from "../left-out.ts"
import { entitiesOf, type MidiSource, type Project } from "../model/index.ts"
import { draftOfSource, draftsOfNewTracks, nameEvent, placedOther, type Draft } from "./drafts.ts"
import { eventOfHex } from "./event-bytes.ts"
import { fileTime, type FileTime } from "./file-time.ts"
import { lanesOfFile } from "./lanes-of-file.ts"
import { editedLanes, laneEvents, nothingTold } from "./lanes-to-file.ts"
import { metasAt } from "./metas.ts"
import { inRecordedOrder } from "./moments.ts"
import { TURN } from "./track-events.ts"

const OWN_DIVISION: MidiDivision = { kind: "quarters", ticksPerQuarter: TICKS_PER_QUARTER }

export interface ToMidi {
  readonly file: MidiFile
  /** What the file has no place for, in words. */
  readonly warnings: readonly string[]
}

/** @throws StudioError invalid-input where a pause is longer than a file can tell */
export function midiFromProject(project: Project): ToMidi {
  const { isAsRead, division, tracks, warnings } = tracksOfProject(project)
  const source = isAsRead ? project.midi?.tracks : undefined
  const ordered = tracks.map(({ events, endTicks }, index) => ({
    events: inRecordedOrder(events, source?.[index]?.order ?? []),
    endTicks,
  }))
  for (const track of ordered) checkPauses(track)
  const format = project.midi?.format === 0 && ordered.length === 1 ? 0 : 1
  return {
    file: { format, division, tracks: ordered },
    warnings: [...warnings, ...losses(project)],
  }
}

interface OwnTracks {
  /** In the division of the file that the project came from. */
  isAsRead: boolean
  division: MidiDivision
  /** Simultaneous events stand in the order of their turns. */
  tracks: MidiTrack[]
  warnings: string[]
}

export function tracksOfProject(project: Project): OwnTracks {
  const { midi } = project
  const warnings: string[] = []
  const time = fileTime(midi?.division ?? OWN_DIVISION)
  const told = midi ? toldBy(midi, time) : nothingTold()
  const edited = editedLanes(project, told)
  const isInQuarters = midi?.division.kind === "quarters"
  const drafts = midi
    ? midi.tracks.map((_, i) => draftOfSource(project, midi, i, { edited, time, warnings }))
    : [conductor(project)]
  for (const event of [...edited].flatMap((lane) => laneEvents(project, lane)))
    drafts[0]?.placed.push(placedOther(event))
  drafts.push(...draftsOfNewTracks(project, midi?.tracks ?? [], warnings))
  const isAsRead =
    midi !== undefined && (isInQuarters || !edited.has("tempo")) && drafts.every(isHeldBy(time))
  const division = isAsRead ? midi.division : OWN_DIVISION
  return {
    isAsRead,
    division,
    tracks: drafts.map((draft) => inOrder(draft, time, isAsRead)),
    warnings,
  }
}

function toldBy({ division, tracks }: MidiSource, time: FileTime) {
  const others = tracks.flatMap((track) =>
    track.others.map(([ticks, hex]) => eventOfHex(ticks, hex)),
  )
  return lanesOfFile(metasAt(others, time), division.kind === "quarters")
}

function conductor({ title }: Project): Draft {
  const placed = title === "" ? [] : [nameEvent(title)]
  return { placed, kept: [], keptEndTicks: 0, endTicks: 0 }
}

/** Whether the file's ticks can tell the times of a draft. */
function isHeldBy(time: FileTime): (draft: Draft) => boolean {
  return ({ placed }) => placed.every(({ ticks }) => time.toProject(time.toFile(ticks)) === ticks)
}

function inOrder(draft: Draft, time: FileTime, isAsRead: boolean): MidiTrack {
  const ofKept = isAsRead ? (ticks: number) => ticks : time.toProject
  const ofPlaced = isAsRead ? time.toFile : (ticks: number) => ticks
  const kept = draft.kept.map((event) => ({ event, ticks: ofKept(event.ticks), turn: TURN.other }))
  const placed = draft.placed.map((one) => ({ ...one, ticks: ofPlaced(one.ticks) }))
  const events = [
    ...placed.filter(({ turn }) => turn <= TURN.other),
    ...kept,
    ...placed.filter(({ turn }) => turn > TURN.other),
  ]
    .sort((a, b) => a.ticks - b.ticks || a.turn - b.turn)
    .map(({ event, ticks }): MidiEvent => ({ ...event, ticks }))
  const last = events.at(-1)?.ticks ?? 0
  return { events, endTicks: Math.max(last, ofKept(draft.keptEndTicks), ofPlaced(draft.endTicks)) }
}

function checkPauses({ events, endTicks }: MidiTrack): void {
  let before = 0
  for (const ticks of [...events.map((event) => event.ticks), endTicks]) {
    if (ticks - before > MAX_VARIABLE_LENGTH)
      fail("invalid-input", "A MIDI file cannot tell a pause as long as one of this project")
    before = ticks
  }
}

function losses(project: Project): string[] {
  const { chords, markers, tempo } = project
  return [
    ...leftOutOfNotes(project),
    ...counted("chords left out", chords.length),
    ...counted(
      "sections written without their lengths",
      entitiesOf(markers).filter(({ lengthTicks }) => lengthTicks !== undefined).length,
    ),
    ...counted(
      "tempo ramps written as steps",
      tempo.filter(({ curve }) => curve === "ramp").length,
    ),
  ]
}
