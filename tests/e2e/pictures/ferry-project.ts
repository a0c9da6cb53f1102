/** "Night Ferry" as a project: the demo song's score, a track for each of its instruments. */
import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { PART_NAMES, PARTS, type PartName } from "../../../scripts/demo-song/parts.ts"
import { writeScore } from "../../../scripts/demo-song/score.ts"
import { SONG_BEATS } from "../../../scripts/demo-song/song.ts"
import {
  metaEvent,
  writeMidiFile,
  type MidiEvent,
} from "../../../src-main/shared/music/midi-file/index.ts"
import { COMMAND_LINE } from "../../support/command-line.ts"

const TICKS_PER_BEAT = 960
const BPM = 88
const DRUM_CHANNEL = 9

/** @returns the path of the project, made in the folder by the command line as anyone would */
export function writeFerryProject(folder: string): string {
  const midi = join(folder, "Night Ferry.mid")
  const project = join(folder, "Night Ferry.slipmat")
  writeFileSync(midi, ferryMidi())
  execFileSync(process.execPath, [COMMAND_LINE, "import", midi, "-o", project], { stdio: "pipe" })
  return project
}

function ferryMidi(): Uint8Array {
  const { notes } = writeScore()
  const heard = PART_NAMES.filter((name) => notes.some(({ part }) => part === name))
  const endTicks = SONG_BEATS * TICKS_PER_BEAT
  const tracks = heard.map((name, index) => ({ events: eventsOf(name, index), endTicks }))
  const tempo = metaEvent(0, { kind: "tempo", microsecondsPerQuarter: Math.round(6e7 / BPM) })
  return writeMidiFile({
    ...{ format: 1, division: { kind: "quarters", ticksPerQuarter: TICKS_PER_BEAT } },
    tracks: [{ events: [tempo], endTicks: 0 }, ...tracks],
  })
}

function eventsOf(part: PartName, index: number): MidiEvent[] {
  // The sixteenth part shares the first one's channel: tracks of a file keep them apart.
  const channel = (index < DRUM_CHANNEL ? index : index + 1) % 16
  const name = part.replace(/[A-Z]/, (letter) => ` ${letter.toLowerCase()}`)
  const title = name[0]!.toUpperCase() + name.slice(1)
  const played = writeScore()
    .notes.filter((note) => note.part === part)
    .flatMap(({ startBeat, durationBeats, pitch, velocity }): MidiEvent[] => [
      { ticks: ticksAt(startBeat), kind: "noteOn", channel, pitch, velocity },
      { ticks: ticksAt(startBeat + durationBeats), kind: "noteOff", channel, pitch, velocity: 64 },
    ])
  return [
    metaEvent(0, { kind: "text", role: "trackName", text: title, encoding: "utf-8" }),
    { ticks: 0, kind: "programChange", channel, program: PARTS[part].program },
    ...played.toSorted((a, b) => a.ticks - b.ticks || (a.kind === "noteOff" ? -1 : 1)),
  ]
}

const ticksAt = (beat: number): number => Math.round(beat * TICKS_PER_BEAT)
