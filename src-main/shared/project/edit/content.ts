/** What sounds when in a clip, and moving a clip's edges over its content. See the formula in `model/clip.ts`. */
import { fail } from "#shared/contract/errors.ts"
import type { TempoMap } from "#shared/music/index.ts"
import {
  isSoundClip,
  type AutomationClip,
  type Clip,
  type NotesClip,
  type SoundClip,
} from "../model/index.ts"
import { sourceSeconds } from "./audio-time.ts"
import { nameOf } from "./find.ts"
import { patched } from "./patched.ts"

/** A stretch of content as it sounds: from `contentTicks` (beyond the offset of a clip in seconds), at `atTicks` of the time line. */
export interface ContentSpan {
  readonly contentTicks: number
  readonly lengthTicks: number
  readonly atTicks: number
}

/** The stretches of content that a clip plays, one for each round of its loop. */
export function contentSpans(clip: Clip): ContentSpan[] {
  const base = isSoundClip(clip) ? 0 : clip.offsetTicks
  const { loop, startTicks, lengthTicks } = clip
  if (!loop) return [{ contentTicks: base, lengthTicks, atTicks: startTicks }]
  const spans: ContentSpan[] = []
  let into = loop.offsetTicks
  for (let done = 0; done < lengthTicks; into = 0) {
    const length = Math.min(loop.lengthTicks - into, lengthTicks - done)
    spans.push({ contentTicks: base + into, lengthTicks: length, atTicks: startTicks + done })
    done += length
  }
  return spans
}

/**
 * The clip with its content begun later, or earlier below 0; its edges stay. Notes that would begin before their content
 * push the content on. @throws StudioError invalid-input before the start of a recording
 */
export function advanced<T extends Clip>(clip: T, byTicks: number, tempo: TempoMap): T
export function advanced(clip: Clip, byTicks: number, tempo: TempoMap): Clip {
  if (byTicks === 0) return clip
  const { loop } = clip
  if (loop) {
    const into = (loop.offsetTicks + byTicks) % loop.lengthTicks
    const offsetTicks = into < 0 ? into + loop.lengthTicks : into
    return patched(clip, { loop: { ...loop, offsetTicks } })
  }
  if (isSoundClip(clip)) return advancedSound(clip, byTicks, tempo)
  const missing = Math.max(0, -(clip.offsetTicks + byTicks))
  return pushed(patched(clip, { offsetTicks: clip.offsetTicks + byTicks + missing }), missing)
}

/** The clip from a later or earlier start to the same end. Content stays where it is on the time line. */
export function withStart<T extends Clip>(clip: T, startTicks: number, tempo: TempoMap): T
export function withStart(clip: Clip, startTicks: number, tempo: TempoMap): Clip {
  const by = startTicks - clip.startTicks
  const lengthTicks = clip.lengthTicks - by
  if (lengthTicks <= 0) fail("invalid-input", `${nameOf(clip)} would begin after its end`)
  if (startTicks < 0) fail("invalid-input", `${nameOf(clip)} would begin before the piece`)
  return withFadesInside(patched(advanced(clip, by, tempo), { startTicks, lengthTicks }))
}

/** The clip with another length from the same start. */
export function withLength<T extends Clip>(clip: T, lengthTicks: number): T
export function withLength(clip: Clip, lengthTicks: number): Clip {
  if (lengthTicks <= 0) fail("invalid-input", `${nameOf(clip)} would end before its start`)
  return withFadesInside(patched(clip, { lengthTicks }))
}

/** Fades never reach beyond the clip, nor over each other: the fade in goes first. */
export function withFadesInside<T extends Clip>(clip: T): T
export function withFadesInside(clip: Clip): Clip {
  if (!isSoundClip(clip)) return clip
  const { fadeIn, fadeOut, lengthTicks } = clip
  const inTicks = Math.min(fadeIn?.lengthTicks ?? 0, lengthTicks)
  const outTicks = Math.min(fadeOut?.lengthTicks ?? 0, lengthTicks - inTicks)
  return patched(clip, {
    fadeIn: fadeIn && { ...fadeIn, lengthTicks: inTicks },
    fadeOut: fadeOut && { ...fadeOut, lengthTicks: outTicks },
  })
}

const WHOLE = { audio: "recording", gesture: "gesture" } as const

function advancedSound(clip: SoundClip, byTicks: number, tempo: TempoMap): SoundClip {
  const { startTicks, offsetSeconds } = clip
  const offset = offsetSeconds + sourceSeconds(clip, startTicks, startTicks + byTicks, tempo)
  if (offset < -1e-9)
    fail("invalid-input", `${nameOf(clip)} would begin before its ${WHOLE[clip.kind]}`)
  return patched<SoundClip>(clip, { offsetSeconds: Math.max(0, offset) })
}

/** All content later, to make room before it. */
function pushed(clip: NotesClip | AutomationClip, byTicks: number): NotesClip | AutomationClip {
  if (byTicks === 0) return clip
  if (clip.kind === "automation")
    return {
      ...clip,
      points: clip.points.map((point) => ({ ...point, tick: point.tick + byTicks })),
    }
  return {
    ...clip,
    notes: clip.notes.map((note) => ({ ...note, startTicks: note.startTicks + byTicks })),
    controllers: clip.controllers.map(([tick, ...message]) => [tick + byTicks, ...message]),
  }
}
