/** Clips of a project as music outside it. */
import type { HeardNote, HeardPiece } from "../contract/index.ts"
import { TICKS_PER_QUARTER } from "../music/index.ts"
import {
  clipsOf,
  contentSpans,
  entitiesOf,
  entityOf,
  type Clip,
  type NotesClip,
  type Project,
} from "../project/index.ts"
import { KIT } from "./heard-piece.ts"

/** Clips of notes as they sound, from the beginning of the first; muted notes are left out. Null where there is none. */
export function pieceOfClips(project: Project, clipIds: readonly string[]): HeardPiece | null {
  const clips = clipIds
    .flatMap((id) => entityOf(project.clips, id) ?? [])
    .filter((clip: Clip): clip is NotesClip => clip.kind === "notes")
  if (clips.length === 0) return null
  const from = Math.min(...clips.map(({ startTicks }) => startTicks))
  const until = Math.max(...clips.map(({ startTicks, lengthTicks }) => startTicks + lengthTicks))
  const notes = clips.flatMap((clip) => notesOf(project, clip, from)).sort(inOrder)
  return { notes, ...timesBetween(project, from, until) }
}

/** What of a track's notes begins between two ticks, counted from the first of them; muted notes are left out. */
export function pieceBetween(
  project: Project,
  trackId: string,
  { startTicks, endTicks }: { startTicks: number; endTicks: number },
): HeardPiece {
  const clips = clipsOf(project, trackId).filter((clip): clip is NotesClip => clip.kind === "notes")
  const notes = clips
    .flatMap((clip) => notesOf(project, clip, startTicks))
    .filter((note) => note.startBeats >= 0 && note.startBeats < beatsOf(endTicks - startTicks))
  return { notes: notes.sort(inOrder), ...timesBetween(project, startTicks, endTicks) }
}

const inOrder = (a: HeardNote, b: HeardNote): number =>
  a.startBeats - b.startBeats || a.pitch - b.pitch

/** Tempos and meters that hold there, the first ones from its beginning on. */
function timesBetween(
  project: Project,
  from: number,
  until: number,
): Pick<HeardPiece, "tempos" | "meters"> {
  const inRange = <T extends { tick: number }>(events: readonly T[]): (T & Place)[] => {
    const first = events.findLastIndex(({ tick }) => tick <= from)
    return events
      .slice(Math.max(0, first))
      .filter(({ tick }) => tick < until)
      .map((event) => ({ ...event, startBeats: beatsOf(Math.max(0, event.tick - from)) }))
  }
  return {
    tempos: inRange(project.tempo).map(({ startBeats, bpm }) => ({ startBeats, bpm })),
    meters: inRange(project.meters).map(({ startBeats, numerator, denominator }) => ({
      ...{ startBeats, numerator, denominator },
    })),
  }
}

interface Place {
  startBeats: number
}
const beatsOf = (ticks: number): number => ticks / TICKS_PER_QUARTER

function notesOf(project: Project, clip: NotesClip, fromTicks: number): HeardNote[] {
  const program = programOf(project, clip.trackId)
  return contentSpans(clip).flatMap(({ contentTicks, lengthTicks, atTicks }) =>
    clip.notes
      .filter(
        ({ isMuted, startTicks }) =>
          isMuted !== true && startTicks >= contentTicks && startTicks < contentTicks + lengthTicks,
      )
      .map(({ startTicks, lengthTicks: ownTicks, pitch, velocity }) => ({
        startBeats: beatsOf(atTicks + startTicks - contentTicks - fromTicks),
        lengthBeats: beatsOf(Math.min(ownTicks, contentTicks + lengthTicks - startTicks)),
        ...{ pitch, velocity, program },
      })),
  )
}

/** General MIDI's program of a track's instrument; a piano where it has none. */
export function programOf(project: Project, trackId: string): number {
  const track = entityOf(project.tracks, trackId)
  if (track?.kind === "drum") return KIT
  const state = entitiesOf(project.devices).find(
    ({ id, kind }) => kind === "soundfont" && track?.devices.includes(id),
  )?.state
  const program =
    typeof state === "object" && state !== null ? (state as { program?: unknown }).program : 0
  return typeof program === "number" && program >= 0 && program < KIT ? Math.trunc(program) : 0
}
