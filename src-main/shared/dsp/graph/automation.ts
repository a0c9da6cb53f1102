/** Values along the song, read once a quantum: devices smooth what they are given. */
import { HOLD, type AutomationPlan } from "./plan.ts"
import { firstAtOrAfter } from "../../sorted.ts"

/** @returns the value at a song frame; before the first point it is the first one's, after the last the last one's. */
export function automatedValue(
  { frames, values, curves }: AutomationPlan,
  songFrame: number,
): number {
  const next = firstAtOrAfter(frames, songFrame)
  if (next >= frames.length) return values[frames.length - 1]!
  if (next === 0 || frames[next] === songFrame) return values[next]!
  const before = next - 1
  if (curves[before] === HOLD) return values[before]!
  const share = (songFrame - frames[before]!) / (frames[next]! - frames[before]!)
  return values[before]! + (values[next]! - values[before]!) * share
}
