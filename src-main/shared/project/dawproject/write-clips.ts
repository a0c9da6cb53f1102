/** Clips of a track as Clip elements. Notes lie in beats; recordings in seconds, or warped to beats where they follow the tempo. */
import { tempoMapOf } from "../edit/maps.ts"
import {
  entityOf,
  type AudioClip,
  type AutomationTarget,
  type Clip,
  type GestureClip,
  type NotesClip,
  type Project,
} from "../model/index.ts"
import { automationPoints, controllerPoints } from "./write-points.ts"
import { beatsOf, linearOf } from "./values.ts"
import { element, type XmlElement } from "../xml/xml.ts"

const FULL_VELOCITY = 127

export interface ClipNames {
  /** Where a recording lies in the file, or undefined where it is not known. */
  mediaPath(mediaId: string): string
  /** The id of a track's or device's parameter. */
  parameterId(trackId: string, target: AutomationTarget): string
}

/** What the format has a place for: a hand on a record has none. */
export type WrittenClip = Exclude<Clip, GestureClip>

export function clipElement(project: Project, clip: WrittenClip, names: ClipNames): XmlElement {
  const { name, startTicks, lengthTicks, isMuted } = clip
  const common = {
    ...{ name, time: beatsOf(startTicks), duration: beatsOf(lengthTicks) },
    ...(isMuted ? { enable: false } : {}),
  }
  if (clip.kind === "audio") return audioElement(project, clip, common, names)
  const place = playedFrom(clip, { base: beatsOf(clip.offsetTicks), beatsToContent: 1 })
  const content =
    clip.kind === "notes"
      ? notesContent(clip)
      : automationPoints(clip.target, clip.points, names.parameterId(clip.trackId, clip.target))
  return element("Clip", { ...common, contentTimeUnit: "beats", ...place }, [content])
}

/** `base` is where the content begins and `beatsToContent` how much of it sounds in a beat, in its own unit. */
function playedFrom(
  { loop }: Clip,
  { base, beatsToContent }: { base: number; beatsToContent: number },
): Record<string, number> {
  if (!loop) return { playStart: base }
  const into = (ticks: number): number => base + beatsOf(ticks) * beatsToContent
  return { playStart: into(loop.offsetTicks), loopStart: base, loopEnd: into(loop.lengthTicks) }
}

function notesContent({ notes, controllers }: NotesClip): XmlElement {
  const written = notes.filter(({ isMuted }) => !isMuted)
  const list = element(
    "Notes",
    {},
    written.map(({ startTicks, lengthTicks, pitch, velocity, releaseVelocity, channel = 0 }) =>
      element("Note", {
        ...{ time: beatsOf(startTicks), duration: beatsOf(lengthTicks), channel, key: pitch },
        vel: velocity / FULL_VELOCITY,
        rel: releaseVelocity === undefined ? undefined : releaseVelocity / FULL_VELOCITY,
      }),
    ),
  )
  if (controllers.length === 0) return list
  return element("Lanes", {}, [list, ...controllerPoints(controllers)])
}

function audioElement(
  project: Project,
  clip: AudioClip,
  common: Record<string, string | number | boolean>,
  names: ClipNames,
): XmlElement {
  const { stretch, offsetSeconds, fadeIn, fadeOut, gainDb, startTicks } = clip
  const warp = warpOf(clip)
  const bpm = tempoMapOf(project).bpmAt(startTicks)
  const isInBeats = stretch.mode === "tempo"
  const place = playedFrom(clip, {
    base: offsetSeconds * warp,
    beatsToContent: isInBeats ? 1 : 60 / bpm,
  })
  const fades = {
    ...(fadeIn || fadeOut ? { fadeTimeUnit: "beats" } : {}),
    ...(fadeIn ? { fadeInTime: beatsOf(fadeIn.lengthTicks) } : {}),
    ...(fadeOut ? { fadeOutTime: beatsOf(fadeOut.lengthTicks) } : {}),
  }
  const contentTimeUnit = isInBeats ? "beats" : "seconds"
  const sound = soundElement(project, clip, { warp, timeUnit: contentTimeUnit }, names)
  const content = gainDb === 0 ? sound : element("Lanes", {}, [sound, gainPoints(gainDb)])
  return element("Clip", { ...common, contentTimeUnit, ...place, ...fades }, [content])
}

/** Units of the clip's content (seconds, or beats where it follows the tempo) a second of the recording. */
function warpOf({ stretch: { mode, ratio, sourceBpm = 120 } }: AudioClip): number {
  if (mode === "tempo") return sourceBpm / 60
  return mode === "ratio" ? ratio : 1
}

function soundElement(
  project: Project,
  { mediaId, stretch }: AudioClip,
  { warp, timeUnit }: { warp: number; timeUnit: string },
  { mediaPath }: ClipNames,
): XmlElement {
  const media = entityOf(project.media, mediaId)
  const duration = media?.seconds ?? 0
  const format = { channels: media?.channels ?? 2, sampleRate: Math.round(media?.rateHz ?? 48_000) }
  const audio = element("Audio", { timeUnit: "seconds", duration, ...format }, [
    element("File", { path: mediaPath(mediaId) }),
  ])
  if (stretch.mode === "off") return audio
  const end = Math.max(1, duration)
  return element("Warps", { timeUnit, contentTimeUnit: "seconds" }, [
    audio,
    element("Warp", { time: 0, contentTime: 0 }),
    element("Warp", { time: end * warp, contentTime: end }),
  ])
}

function gainPoints(gainDb: number): XmlElement {
  return element("Points", { unit: "linear" }, [
    element("Target", { expression: "gain" }),
    element("RealPoint", { time: 0, value: linearOf(gainDb), interpolation: "hold" }),
  ])
}
