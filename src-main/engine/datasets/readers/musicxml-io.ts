/** MusicXML, plain or packed, as the studio itself reads it: repeats written out, ties joined, transposing parts as they sound. */
import { z } from "zod"
import { clipsOf, deviceOf, trackOf, type Project } from "#shared/project/index.ts"
import { DRUMS } from "../../symbolic/index.ts"
import { readScore } from "../../projects/index.ts"
import type { Score, ScorePart } from "./score.ts"

const Instrument = z.object({ program: z.int().min(0).max(127) }).catch({ program: 0 })

/** @throws StudioError unreadable, naming the file */
export function readMusicxmlScore(bytes: Uint8Array, name: string): Score {
  let made = 0
  const { project } = readScore(bytes, name, { title: "", newId: () => `i${made++}` })
  return {
    title: project.title,
    parts: project.trackOrder.map((id) => partOf(project, id)),
    meters: project.meters.map(({ tick, ...meter }) => ({ startTicks: tick, ...meter })),
    tempos: project.tempo.map(({ tick, bpm }) => ({ startTicks: tick, bpm })),
  }
}

function partOf(project: Project, trackId: string): ScorePart {
  const track = trackOf(project, trackId)
  const [device] = track.devices
  const { program } = Instrument.parse(device ? deviceOf(project, device).state : {})
  const notes = clipsOf(project, trackId).flatMap((clip) =>
    clip.kind === "notes" ? clip.notes : [],
  )
  return {
    program: track.kind === "drum" ? DRUMS : program,
    notes: notes.map(({ startTicks, lengthTicks, pitch, velocity }) => ({
      ...{ startTicks, lengthTicks, pitch, velocity },
    })),
  }
}
