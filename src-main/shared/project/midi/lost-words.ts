/** What a damaged MIDI file has lost, as who plays it hears it: which part, which bars. Pure. */
import { type MidiLoss, type MidiTrack, type ReadMidiFile } from "#shared/music/midi-file/index.ts"
import { meterMapOf } from "../edit/maps.ts"
import type { Project } from "../model/index.ts"
import { fileTime } from "./file-time.ts"
import { trackName } from "./project-from-midi.ts"

const MOST_TOLD = 4

/** @param project that was made of the file @returns no sentence, or one without its full stop */
export function lostWords(file: ReadMidiFile, project: Project): string[] {
  const { lost, tracks } = file
  const barAt = barsOf(file, project)
  const told = lost.inTracks.flatMap((loss) => ofTrack(loss, tracks[loss.index]!, barAt))
  const all = [
    ...told.slice(0, MOST_TOLD),
    ...(told.length > MOST_TOLD ? [`so have ${told.length - MOST_TOLD} more places`] : []),
    ...(lost.missingTracks > 0 ? [missing(lost.missingTracks, tracks.length)] : []),
    ...(lost.isTempoGuessed ? ["it does not say how fast it is, which is guessed"] : []),
  ]
  return all.length > 0 ? [`the file is damaged: ${all.join("; ")}`] : []
}

const missing = (count: number, found: number): string =>
  `${count} of ${count + found} tracks ${count === 1 ? "is" : "are"} missing`

type BarAt = (fileTicks: number) => number

/** Counted from 1. Patterns that were laid one after another have bars of their own, which nobody sees. */
function barsOf({ format, division }: ReadMidiFile, project: Project): BarAt | undefined {
  if (format === 2) return undefined
  const [meters, time] = [meterMapOf(project), fileTime(division)]
  return (ticks) => meters.barAt(time.toProject(ticks)).bar + 1
}

type Loss = MidiLoss["inTracks"][number]

function ofTrack(loss: Loss, { events, endTicks }: MidiTrack, barAt?: BarAt): string[] {
  const name = trackName(events)
  const track = `track ${loss.index + 1}${name === "" ? "" : ` (${name})`}`
  const { damagedEvents, firstTicks, lastTicks } = loss
  const count = damagedEvents === 1 ? "1 event" : `${damagedEvents} events`
  const bars = barAt ? barsText(barAt(firstTicks), barAt(lastTicks)) : ""
  const end = barAt ? barsText(barAt(endTicks), barAt(endTicks)) : ""
  return [
    ...(damagedEvents > 0 ? [`${count} of ${track}${bars} could not be read as written`] : []),
    ...(loss.isCutOff ? [`${track} breaks off${end}, and what followed is lost`] : []),
  ]
}

const barsText = (from: number, to: number): string =>
  from === to ? ` in bar ${from}` : ` in bars ${from} to ${to}`
