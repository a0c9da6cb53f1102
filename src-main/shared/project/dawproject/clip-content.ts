/** What a Clip element holds, and which part of it is played. */
import type { Clip } from "../model/index.ts"
import { lengthAt, type ReadContext, type TimeUnit } from "./read-context.ts"
import { childOf, numberOf, type XmlElement } from "../xml/xml.ts"

export interface ClipContent {
  clip: XmlElement
  common: Pick<Clip, "id" | "trackId" | "startTicks" | "name" | "isMuted"> & { lengthTicks: number }
  contentUnit: TimeUnit
  context: ReadContext
}

/** Where the content begins (in its own unit) and how the clip loops over it. */
export function playedFrom({ clip, common, contentUnit, context }: ClipContent): {
  base: number
  loop?: { lengthTicks: number; offsetTicks: number }
} {
  const playStart = numberOf(clip, "playStart", 0)
  const loopStart = numberOf(clip, "loopStart", undefined)
  const loopEnd = numberOf(clip, "loopEnd", undefined)
  if (loopStart === undefined || loopEnd === undefined) return { base: playStart }
  const ticks = (length: number): number =>
    lengthAt(length, contentUnit, context.tempo, common.startTicks)
  const lengthTicks = ticks(loopEnd - loopStart)
  if (lengthTicks <= 0) return { base: playStart }
  const into = ticks(playStart - loopStart) % lengthTicks
  return {
    base: loopStart,
    loop: { lengthTicks, offsetTicks: into < 0 ? into + lengthTicks : into },
  }
}

/** The clip's content with what other studios put around it taken off. */
export function contentOf(clip: XmlElement, name: string): XmlElement | undefined {
  return childOf(clip, name) ?? childOf(childOf(clip, "Lanes"), name)
}
