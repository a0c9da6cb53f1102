/** Several clips made into one, as they sound. */
import { fail } from "#shared/contract/errors.ts"
import { TICKS_PER_QUARTER, type TempoMap } from "#shared/music/index.ts"
import {
  isSoundClip,
  type AutomationClip,
  type AutomationPoint,
  type Clip,
  type ControllerEvent,
  type Note,
  type NoteId,
  type NotesClip,
  type SoundClip,
} from "../model/index.ts"
import { sourceSeconds } from "./audio-time.ts"
import { contentSpans } from "./content.ts"
import { nameOf } from "./find.ts"
import { putByTick, withControllers, withNotes } from "./order.ts"
import { isSame, patched } from "./patched.ts"

/** How far a recording may jump where two parts of it are joined: a sample at 96 kHz. */
const SEAM_SECONDS = 1e-5

/**
 * The first clip, lasting to the end of the last. Loops are written out; where two notes would have one id, the later
 * gets a new one that follows from it.
 * @param clips of one track and kind, by their start
 * @throws StudioError conflict where the clips cannot be one
 */
export function joinClips(clips: readonly Clip[], tempo: TempoMap): Clip {
  const [first, ...rest] = clips
  if (!first || rest.length === 0) fail("invalid-input", "Joining takes two clips or more")
  for (const clip of rest)
    if (clip.trackId !== first.trackId || clip.kind !== first.kind)
      fail("conflict", `${nameOf(clip)} is not of the kind and track of ${nameOf(first)}`)
  if (isSoundClip(first)) return joinSound(clips as SoundClip[], tempo)
  const ends = clips.map((clip) => clip.startTicks + clip.lengthTicks)
  const whole = {
    loop: undefined,
    offsetTicks: 0,
    lengthTicks: Math.max(...ends) - first.startTicks,
  }
  if (first.kind === "notes") return joinNotes(patched(first, whole), clips as NotesClip[])
  return joinCurves(patched(first, whole), clips as AutomationClip[])
}

function joinNotes(whole: NotesClip, clips: readonly NotesClip[]): NotesClip {
  const taken = new Set<string>()
  const notes: Note[] = []
  const controllers: ControllerEvent[] = []
  for (const clip of clips)
    for (const { contentTicks, lengthTicks, atTicks } of contentSpans(clip)) {
      const by = Math.round(atTicks - contentTicks) - whole.startTicks
      const sounds = (tick: number): boolean =>
        tick >= contentTicks && tick < contentTicks + lengthTicks
      for (const note of clip.notes.filter(({ startTicks }) => sounds(startTicks)))
        notes.push({ ...note, id: freshId(note.id, taken), startTicks: note.startTicks + by })
      for (const [tick, ...message] of clip.controllers.filter(([tick]) => sounds(tick)))
        controllers.push([tick + by, ...message])
    }
  return withControllers(withNotes(whole, notes), controllers)
}

function joinCurves(whole: AutomationClip, clips: readonly AutomationClip[]): AutomationClip {
  let points: readonly AutomationPoint[] = []
  for (const clip of clips) {
    if (!isSame(clip.target, whole.target))
      fail("conflict", `${nameOf(clip)} moves another parameter than ${nameOf(whole)}`)
    for (const { contentTicks, lengthTicks, atTicks } of contentSpans(clip)) {
      const by = Math.round(atTicks - contentTicks) - whole.startTicks
      const inside = clip.points.filter(
        ({ tick }) => tick >= contentTicks && tick < contentTicks + lengthTicks,
      )
      points = putByTick(
        points,
        inside.map((point) => ({ ...point, tick: point.tick + by })),
      )
    }
  }
  return { ...whole, points }
}

/** Parts of one recording or gesture that follow on; anything else would have to be rendered. */
function joinSound(clips: readonly SoundClip[], tempo: TempoMap): SoundClip {
  return clips.reduce((left, right) => {
    const endTicks = left.startTicks + left.lengthTicks
    const offset = left.offsetSeconds + sourceSeconds(left, left.startTicks, endTicks, tempo)
    const follows =
      Math.abs(right.startTicks - endTicks) < TICKS_PER_QUARTER * SEAM_SECONDS &&
      Math.abs(right.offsetSeconds - offset) < SEAM_SECONDS &&
      right.mediaId === left.mediaId &&
      isSame(madeOf(right), madeOf(left)) &&
      right.gainDb === left.gainDb
    if (!follows || left.loop || right.loop)
      fail("conflict", `${nameOf(right)} does not go on where ${nameOf(left)} ends`)
    const lengthTicks = right.startTicks + right.lengthTicks - left.startTicks
    return patched<SoundClip>(left, { lengthTicks, fadeOut: right.fadeOut })
  })
}

const madeOf = (clip: SoundClip): unknown => (clip.kind === "audio" ? clip.stretch : clip.content)

function freshId(id: NoteId, taken: Set<string>): NoteId {
  let fresh: string = id
  for (let i = 2; taken.has(fresh); i++) fresh = `${id}.${i}`
  taken.add(fresh)
  return fresh as NoteId
}
