/** A few bars of one clip as a score of their own, for the screen. */
import type { Bar, MeterMap } from "#shared/music/index.ts"
import type { NotesClip, Project } from "../model/index.ts"
import { heardNotesOf } from "./heard-notes.ts"
import { partOf, trackOf, type ScorePart } from "./score.ts"
import { doctyped, scoreElement } from "./write-score.ts"

/** A clip's notes on their staves, made once for all of its excerpts; null without its track. */
export function clipPart(project: Project, clip: NotesClip, meters: MeterMap): ScorePart | null {
  const track = trackOf(project, clip.trackId)
  return track
    ? partOf(project, track, heardNotesOf(clip), { id: "P1", meters, isPlain: true })
    : null
}

/** MusicXML without title and names. @param bars of `meters`, one after another */
export function excerptText(
  project: Project,
  part: ScorePart,
  { bars, meters }: { bars: readonly Bar[]; meters: MeterMap },
): string {
  const options = { parts: [part], bars, meters, version: "", isExcerpt: true }
  return doctyped(scoreElement(project, options))
}
