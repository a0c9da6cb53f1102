/** How much of a recording sounds in how many ticks, and what a change of tempo does to clips of recordings. */
import { TICKS_PER_QUARTER, type TempoMap } from "#shared/music/index.ts"
import {
  entitiesOf,
  type AudioClip,
  type Clip,
  type Project,
  type SoundClip,
  type Stretch,
  type TempoEvent,
} from "../model/index.ts"
import { tempoMapOf } from "./maps.ts"
import { isSame, patched } from "./patched.ts"
import { putClips, withTable } from "./put.ts"

/** Seconds of the recording, or of the gesture, that sound between two ticks of the time line; below 0 backwards. */
export function sourceSeconds(
  clip: SoundClip,
  fromTicks: number,
  toTicks: number,
  tempo: TempoMap,
): number {
  const stretch = clip.kind === "audio" ? clip.stretch : null
  if (stretch?.mode === "tempo")
    return (((toTicks - fromTicks) / TICKS_PER_QUARTER) * 60) / (stretch.sourceBpm ?? 120)
  const seconds = tempo.secondsAt(toTicks) - tempo.secondsAt(fromTicks)
  return stretch?.mode === "ratio" ? seconds / stretch.ratio : seconds
}

/** Whether a clip lasts as many seconds at any tempo: gestures, and recordings that do not follow the tempo. */
export function keepsSeconds(clip: Clip): clip is SoundClip {
  return clip.kind === "gesture" || (clip.kind === "audio" && clip.stretch.mode !== "tempo")
}

/** The clip at a start of another tempo map, with its length, fades and loop in its ticks: as many seconds as before. */
export function retimed(
  clip: SoundClip,
  before: TempoMap,
  after: TempoMap,
  startTicks = clip.startTicks,
): SoundClip {
  const seconds = lengthSeconds(clip, before)
  const length = after.ticksAt(after.secondsAt(startTicks) + seconds) - startTicks
  const moved = patched<SoundClip>(clip, { startTicks })
  // Rounding is no change: a clip must not creep when it is moved to and fro.
  const isEqual = Math.abs(length - clip.lengthTicks) < 1e-9 * clip.lengthTicks
  return isEqual ? moved : drawnOut(moved, length)
}

/** The clip at another place of the same time line: what does not follow the tempo keeps its seconds. */
export function movedClip(clip: Clip, startTicks: number, tempo: TempoMap): Clip {
  return keepsSeconds(clip)
    ? retimed(clip, tempo, tempo, startTicks)
    : patched<Clip>(clip, { startTicks })
}

/** The clip stretched otherwise, as long as it takes to play the same stretch of its recording. */
export function stretched(clip: AudioClip, stretch: Stretch, tempo: TempoMap): AudioClip {
  const { startTicks, lengthTicks } = clip
  const seconds = sourceSeconds(clip, startTicks, startTicks + lengthTicks, tempo)
  const changed = patched(clip, { stretch })
  if (isSame(clip.stretch, stretch)) return clip
  if (stretch.mode === "tempo")
    return drawnOut(changed, (seconds / 60) * (stretch.sourceBpm ?? 120) * TICKS_PER_QUARTER)
  const lasting = stretch.mode === "ratio" ? seconds * stretch.ratio : seconds
  return drawnOut(changed, tempo.ticksAt(tempo.secondsAt(startTicks) + lasting) - startTicks)
}

export function lengthSeconds({ startTicks, lengthTicks }: Clip, tempo: TempoMap): number {
  return tempo.secondsAt(startTicks + lengthTicks) - tempo.secondsAt(startTicks)
}

/** The project with other tempo points: recordings that do not follow the tempo keep their seconds. */
export function withTempo(project: Project, tempo: readonly TempoEvent[]): Project {
  const before = tempoMapOf(project)
  const after = tempoMapOf({ tempo })
  const changed = withTable(project, "tempo", tempo)
  const clips = entitiesOf(project.clips).filter(keepsSeconds)
  return putClips(
    changed,
    clips.map((clip) => retimed(clip, before, after)),
  )
}

/** All that is measured in ticks is drawn out alike. */
function drawnOut<C extends SoundClip>(clip: C, lengthTicks: number): C
function drawnOut(clip: SoundClip, lengthTicks: number): SoundClip {
  const factor = lengthTicks / clip.lengthTicks
  const { loop, fadeIn, fadeOut } = clip
  return patched<SoundClip>(clip, {
    lengthTicks,
    loop: loop && {
      lengthTicks: loop.lengthTicks * factor,
      offsetTicks: loop.offsetTicks * factor,
    },
    fadeIn: fadeIn && { ...fadeIn, lengthTicks: fadeIn.lengthTicks * factor },
    fadeOut: fadeOut && { ...fadeOut, lengthTicks: fadeOut.lengthTicks * factor },
  })
}
