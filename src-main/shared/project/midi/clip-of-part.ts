/** Notes and controllers of a channel as one clip from the piece's beginning to the end of its last bar. */
import { DRUM_CHANNEL } from "#shared/music/general-midi.ts"
import { channelMessage } from "#shared/music/midi-file/index.ts"
import { meterMapOf } from "../edit/maps.ts"
import { compareNotes } from "../edit/order.ts"
import {
  ClipId,
  NoteId,
  type ControllerEvent,
  type Note,
  type NotesClip,
  type Project,
  type TrackId,
} from "../model/index.ts"
import type { FileTime } from "./file-time.ts"
import type { FilePart } from "./parts-of-file.ts"

interface Place {
  id: string
  trackId: TrackId
  name: string
  time: FileTime
}

export function clipOfPart(
  project: Pick<Project, "meters">,
  { channel, notes: fileNotes, controllers: fileControllers }: FilePart,
  { id, trackId, name, time }: Place,
): NotesClip {
  const notes = fileNotes.map((note, index): Note => {
    const startTicks = time.toProject(note.startTicks)
    const endTicks = time.toProject(note.startTicks + note.lengthTicks)
    const { pitch, velocity, releaseVelocity } = note
    return {
      ...{ id: NoteId.parse(`n${index + 1}`), startTicks, lengthTicks: endTicks - startTicks },
      ...{ pitch, velocity },
      ...(releaseVelocity === null ? {} : { releaseVelocity }),
    }
  })
  const playedOn = channel === DRUM_CHANNEL ? DRUM_CHANNEL : 0
  const controllers = fileControllers.map((event): ControllerEvent => {
    const [status, first = 0, second = 0] = channelMessage(event)
    return [time.toProject(event.ticks), status - channel + playedOn, first, second]
  })
  return {
    ...{ id: ClipId.parse(id), kind: "notes", trackId, name, isMuted: false },
    ...{ startTicks: 0, offsetTicks: 0, lengthTicks: lengthInBars(project, notes, controllers) },
    ...{ notes: notes.sort(compareNotes), controllers },
  }
}

function lengthInBars(
  project: Pick<Project, "meters">,
  notes: readonly Note[],
  controllers: readonly ControllerEvent[],
): number {
  let last = 0
  for (const { startTicks, lengthTicks } of notes)
    last = Math.max(last, startTicks + Math.max(0, lengthTicks - 1))
  for (const [tick] of controllers) last = Math.max(last, tick)
  return meterMapOf(project).barAt(last).endTicks
}
