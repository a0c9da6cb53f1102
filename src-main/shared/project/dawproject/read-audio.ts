/** Clips of recordings: played in seconds, or warped to the beats of the song. */
import type { AudioClip, Clip, Fade, Stretch } from "../model/index.ts"
import { contentOf, playedFrom, type ClipContent } from "./clip-content.ts"
import {
  lengthAt,
  unitOf,
  type ReadContext,
  type Recording,
  type TimeUnit,
} from "./read-context.ts"
import { gainDbOf } from "./values.ts"
import { childOf, childrenOf, numberOf, type XmlElement } from "../xml/xml.ts"

/** Units of content (seconds or beats) and seconds of the recording meet at `time` and `seconds`. */
interface Warp {
  unit: TimeUnit
  time: number
  seconds: number
  /** Units a second of the recording. */
  rate: number
}

const UNWARPED: Warp = { unit: "seconds", time: 0, seconds: 0, rate: 1 }
/** Nine digits after the point: what is beyond is rounding of the file. */
const DIGITS = 1e9
const rounded = (value: number): number => Math.round(value * DIGITS) / DIGITS

export function readAudioContent(outer: ClipContent): Clip | undefined {
  const content = innermost(outer)
  const { clip, common, context } = content
  const warps = contentOf(clip, "Warps")
  const audio = childOf(warps, "Audio") ?? contentOf(clip, "Audio")
  if (!audio) return undefined
  const warp = warps ? warpOf(warps, content.contentUnit, context) : UNWARPED
  const { base, loop } = playedFrom(content)
  const inWarpUnits = inUnit(base, content, warp.unit)
  const offsetSeconds = warp.seconds + (inWarpUnits - warp.time) / warp.rate
  const { fadeIn, fadeOut } = fadesOf(outer)
  return {
    ...{ ...common, kind: "audio", mediaId: context.mediaIdOf(recordingOf(audio)) },
    ...(loop ? { loop } : {}),
    offsetSeconds: Math.max(0, rounded(offsetSeconds)),
    gainDb: gainOf(clip),
    ...(fadeIn ? { fadeIn } : {}),
    ...(fadeOut ? { fadeOut } : {}),
    stretch: stretchOf(warp),
  } satisfies AudioClip
}

/** A clip of clips: the first of them, moved to where the outer one plays it from. */
function innermost(content: ClipContent): ClipContent {
  const { clip, contentUnit, context } = content
  const clips = childOf(clip, "Clips")
  const inner = childOf(clips, "Clip")
  if (!inner) return content
  if (childrenOf(clips, "Clip").length > 1) context.lost("clips within clips after the first")
  const shift = numberOf(inner, "playStart", 0) - numberOf(inner, "time", 0)
  const moved = (name: string): Record<string, string> => {
    const value = numberOf(clip, name, undefined)
    return value === undefined ? {} : { [name]: String(value + shift) }
  }
  const attributes = {
    ...{ playStart: String(numberOf(clip, "playStart", 0) + shift) },
    ...moved("loopStart"),
    ...moved("loopEnd"),
  }
  return {
    ...content,
    clip: { ...inner, attributes },
    contentUnit: unitOf(inner, contentUnit, "contentTimeUnit"),
  }
}

/** A line through the first and the last warp; recordings that are bent between them are evened out. */
function warpOf(warps: XmlElement, contentUnit: TimeUnit, { lost }: ReadContext): Warp {
  const points = childrenOf(warps, "Warp").map((warp) => ({
    time: numberOf(warp, "time", 0),
    seconds: numberOf(warp, "contentTime", 0),
  }))
  const [first, last] = [points[0], points.at(-1)]
  if (points.length > 2) lost("warps within recordings, which are evened out")
  const unit = unitOf(warps, contentUnit)
  if (!first || !last || last.seconds <= first.seconds || last.time <= first.time) return UNWARPED
  return { unit, ...first, rate: (last.time - first.time) / (last.seconds - first.seconds) }
}

/** A place of the content in another unit, by the tempo where the clip begins. */
function inUnit(
  place: number,
  { contentUnit, common, context }: ClipContent,
  unit: TimeUnit,
): number {
  if (contentUnit === unit) return place
  const beatsPerSecond = context.tempo.bpmAt(common.startTicks) / 60
  return unit === "beats" ? place * beatsPerSecond : place / beatsPerSecond
}

function stretchOf({ unit, rate }: Warp): Stretch {
  if (unit === "beats") {
    const sourceBpm = Math.min(1000, Math.max(10, rounded(rate * 60)))
    return { mode: "tempo", ratio: 1, semitones: 0, sourceBpm }
  }
  const ratio = Math.min(10, Math.max(0.1, rounded(rate)))
  return { mode: ratio === 1 ? "off" : "ratio", ratio, semitones: 0 }
}

function recordingOf(audio: XmlElement): Recording {
  const file = childOf(audio, "File")
  return {
    path: file?.attributes["path"] ?? "",
    isExternal: file?.attributes["external"] === "true",
    seconds: Math.max(0, numberOf(audio, "duration", 0)),
    rateHz: numberOf(audio, "sampleRate", 48_000),
    channels: numberOf(audio, "channels", 2),
  }
}

function gainOf(clip: XmlElement): number {
  const gains = childrenOf(childOf(clip, "Lanes"), "Points").find(
    (points) => childOf(points, "Target")?.attributes["expression"] === "gain",
  )
  return gains ? gainDbOf(numberOf(childOf(gains, "RealPoint"), "value", 1)) : 0
}

/** Never longer together than the clip: the fade in goes first. */
function fadesOf({ clip, common, contentUnit, context }: ClipContent): {
  fadeIn?: Fade
  fadeOut?: Fade
} {
  const unit = unitOf(clip, contentUnit, "fadeTimeUnit")
  const length = (name: string): number =>
    Math.max(0, lengthAt(numberOf(clip, name, 0), unit, context.tempo, common.startTicks))
  const inTicks = Math.min(length("fadeInTime"), common.lengthTicks)
  const outTicks = Math.min(length("fadeOutTime"), common.lengthTicks - inTicks)
  return {
    ...(inTicks > 0 ? { fadeIn: { lengthTicks: inTicks, curve: "equal-power" } } : {}),
    ...(outTicks > 0 ? { fadeOut: { lengthTicks: outTicks, curve: "equal-power" } } : {}),
  }
}
