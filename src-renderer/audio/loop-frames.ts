import { SHORTEST_LOOP, type Loop } from "#shared/dsp/graph/index.ts"
import type { Project } from "#shared/project/index.ts"
import type { SongTime } from "#shared/project/sound/index.ts"

/** The loop as the graph plays it; null where it is off, or too short to be one. */
export function loopFrames(
  { isOn, startTicks, lengthTicks }: Project["loop"],
  { frameAt }: SongTime,
): Loop | null {
  const loop = { startFrame: frameAt(startTicks), endFrame: frameAt(startTicks + lengthTicks) }
  return isOn && loop.endFrame - loop.startFrame >= SHORTEST_LOOP ? loop : null
}
