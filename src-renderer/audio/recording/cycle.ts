/**
 * The passes of a recording that goes round in the song's loop. Its frames run on where the song leaps: each pass is a
 * stretch of them, and lies in the song where the loop does. Pure.
 */
import type { Take, TakeCycle } from "#shared/contract/index.ts"
import type { Loop } from "#shared/dsp/graph/index.ts"
import type { Project } from "#shared/project/index.ts"
import type { SongTime } from "#shared/project/sound/index.ts"
import { loopOf } from "../project-sound.ts"

export interface Pass {
  readonly index: number
  /** Of the song. */
  readonly startTicks: number
  /** Undefined where the recording ended before the song leapt. */
  readonly lengthTicks?: number
  /** Of the take, those before its clip left out. */
  readonly fromFrame: number
  readonly frames: number
  /** It has all of the loop. */
  readonly isWhole: boolean
}

/** The same loop in frames of the song, and as a take's place tells of it. */
export interface Round {
  readonly loop: Loop
  readonly cycle: TakeCycle
}

/** What ends sooner after a leap is the hand on its way to the key that stops. */
const SHORTEST_PASS_SECONDS = 0.25

/**
 * What a recording from there on goes round in; null where the song goes straight on.
 * @param firstSongFrame of the take, below that of its clip by the count-in
 */
export function roundFrom(
  project: Project,
  time: SongTime,
  fromTicks: number,
  firstSongFrame: number,
): Round | null {
  const loop = loopOf(project.loop, time)
  if (!loop || time.frameAt(fromTicks) >= loop.endFrame) return null
  const { startTicks, lengthTicks } = project.loop
  const firstFrames = loop.endFrame - firstSongFrame
  const frames = loop.endFrame - loop.startFrame
  return { loop, cycle: { startTicks, lengthTicks, firstFrames, frames } }
}

/** Of a take that goes round, the first one first. @param frames that it has */
export function passesOf({ place, rateHz }: Take, cycle: TakeCycle, frames: number): Pass[] {
  const before = Math.round(place.offsetSeconds * rateHz)
  const endTicks = cycle.startTicks + cycle.lengthTicks
  const passes: Pass[] = []
  for (let from = before, end = cycle.firstFrames; from < frames; end += cycle.frames) {
    const index = passes.length
    const isEnded = end <= frames
    const startTicks = index === 0 ? place.startTicks : cycle.startTicks
    const length = Math.min(end, frames) - from
    if (index > 0 && !isEnded && length < SHORTEST_PASS_SECONDS * rateHz) break
    passes.push({
      ...{ index, startTicks, fromFrame: from, frames: length },
      ...(isEnded ? { lengthTicks: endTicks - startTicks } : {}),
      isWhole: isEnded && startTicks <= cycle.startTicks,
    })
    from = end
  }
  return passes
}

/** The one that is recorded now; undefined in the count-in. */
export function passAt(take: Take, cycle: TakeCycle, frames: number): Omit<Pass, "isWhole"> {
  const { place, rateHz } = take
  const index = passIndex(cycle, frames)
  if (index === 0) {
    const fromFrame = Math.round(place.offsetSeconds * rateHz)
    return { index, startTicks: place.startTicks, fromFrame, frames: frames - fromFrame }
  }
  const fromFrame = cycle.firstFrames + (index - 1) * cycle.frames
  return { index, startTicks: cycle.startTicks, fromFrame, frames: frames - fromFrame }
}

/** "Guitar, take 3, pass 2". @param index from 0 */
export const passName = (name: string, index: number): string => `${name}, pass ${index + 1}`

const passIndex = ({ firstFrames, frames: passFrames }: TakeCycle, frames: number): number =>
  frames < firstFrames ? 0 : 1 + Math.floor((frames - firstFrames) / passFrames)
