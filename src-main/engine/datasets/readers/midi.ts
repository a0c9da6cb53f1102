/** Standard MIDI Files: a part for each instrument of each track. */
import { StudioError } from "#shared/contract/errors.ts"
import {
  MidiFileError,
  metaValue,
  readMidiFile,
  type MidiDivision,
  type MidiEvent,
  type MidiFile,
  type MidiTrack,
} from "#shared/music/midi-file/index.ts"
import { splitNotes } from "#shared/music/midi-notes.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { DRUMS } from "../../symbolic/index.ts"
import type { Score, ScorePart } from "./score.ts"

const DRUM_CHANNEL = 9
const MOST_EVENTS = 1_000_000
/** Of files that count in film frames, which have no quarters. */
const USUAL_BPM = 120
const MICROSECONDS = 60e6

type Told = Score & Required<Pick<Score, "keys">>

/** @throws StudioError unreadable */
export function readMidi(bytes: Uint8Array): Score {
  const file = parsed(bytes)
  const scale = TICKS_PER_QUARTER / ticksPerQuarter(file.division)
  const score = { title: "", parts: [], meters: [], tempos: [], keys: [] } satisfies Score as Told
  const tracks = file.format === 2 ? oneByOne(file.tracks) : file.tracks
  const programs = programsOf(tracks)
  for (const track of tracks) {
    score.parts.push(...partsOf(track, programs, scale))
    for (const event of track.events) if (event.kind === "meta") takeMeta(score, event, scale)
  }
  score.keys.sort((a, b) => a.startTicks - b.startTicks)
  return score
}

function parsed(bytes: Uint8Array): MidiFile {
  try {
    return readMidiFile(bytes, { maxEvents: MOST_EVENTS })
  } catch (error) {
    if (error instanceof MidiFileError)
      throw new StudioError("unreadable", error.message, { cause: error })
    throw error
  }
}

function ticksPerQuarter(division: MidiDivision): number {
  if (division.kind === "quarters") return division.ticksPerQuarter
  const framesPerSecond = division.framesPerSecond === 29 ? 29.97 : division.framesPerSecond
  return (framesPerSecond * division.ticksPerFrame * 60) / USUAL_BPM
}

/** Tracks of format 2 are pieces that follow each other. */
function oneByOne(tracks: readonly MidiTrack[]): MidiTrack[] {
  let from = 0
  return tracks.map(({ events, endTicks }) => {
    const moved = events.map((event) => ({ ...event, ticks: event.ticks + from }))
    const track = { events: moved, endTicks: endTicks + from }
    from += endTicks
    return track
  })
}

interface ProgramChange {
  ticks: number
  program: number
}

/** Of each channel, in time: they may stand in another track than the notes. */
function programsOf(tracks: readonly MidiTrack[]): ProgramChange[][] {
  const channels = Array.from({ length: 16 }, (): ProgramChange[] => [])
  for (const { events } of tracks)
    for (const event of events)
      if (event.kind === "programChange")
        channels[event.channel]!.push({ ticks: event.ticks, program: event.program })
  for (const changes of channels) changes.sort((a, b) => a.ticks - b.ticks)
  return channels
}

function partsOf(
  track: MidiTrack,
  programs: readonly (readonly ProgramChange[])[],
  scale: number,
): ScorePart[] {
  const parts = new Map<number, ScorePart>()
  const places = new Array<number>(16).fill(0)
  for (const { channel, startTicks, lengthTicks, pitch, velocity } of splitNotes(track).notes) {
    const changes = programs[channel]!
    while ((changes[places[channel]!]?.ticks ?? Infinity) <= startTicks) places[channel]!++
    // Before its first program a channel has that program, too: files set them a moment too late.
    const change = changes[Math.max(0, places[channel]! - 1)]
    const program = channel === DRUM_CHANNEL ? DRUMS : (change?.program ?? 0)
    const key = channel * 256 + program
    const part = parts.get(key) ?? { program, notes: [] }
    parts.set(key, part)
    const [start, length] = [startTicks * scale, lengthTicks * scale]
    part.notes.push({ startTicks: start, lengthTicks: length, pitch, velocity })
  }
  return [...parts.values()]
}

function takeMeta(score: Told, event: MidiEvent & { kind: "meta" }, scale: number): void {
  const value = metaValue(event)
  const startTicks = event.ticks * scale
  if (value?.kind === "tempo")
    score.tempos.push({ startTicks, bpm: MICROSECONDS / value.microsecondsPerQuarter })
  else if (value?.kind === "keySignature") score.keys.push({ startTicks, sharps: value.fifths })
  else if (value?.kind === "timeSignature") {
    const { numerator, denominator } = value
    score.meters.push({ startTicks, numerator, denominator })
  }
}
