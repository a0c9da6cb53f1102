/** How far the fader lets sound through, with slopes over all that it depends on. */
import type { Course } from "./course.ts"
import type { Physics } from "./physics.ts"

export interface Gate {
  gain: number
  overDelay: number
  overTravel: number
  overLag: number
  overCut: number
  overContour: number
}

/** Where the power of a contour below 1 is too steep to be followed. */
const STEEP = 1e-5

/** @param seconds of the take. Slopes over delay and travel are a second's. */
export function faderGate(course: Course, seconds: number, physics: Physics, gate: Gate): void {
  const { faderDelayMs, faderTravelMs, lag, cut, contour } = physics
  const travel = faderTravelMs / 1000
  const middle = seconds - faderDelayMs / 1000
  const begin = middle - travel / 2
  const end = middle + travel / 2
  // A step becomes a ramp as long as the travel: the mean of the fader over it.
  const place = (course.faderSumAt(end) - course.faderSumAt(begin)) / travel
  const before = course.faderAt(begin)
  const after = course.faderAt(end)
  const way = (place - lag) / cut
  const open = Math.min(1, Math.max(0, way))
  const smooth = open * open * (3 - 2 * open)
  gate.gain = smooth <= 0 ? 0 : Math.exp(contour * Math.log(smooth))
  gate.overContour = smooth <= STEEP ? 0 : gate.gain * Math.log(smooth)
  const overSmooth = smooth <= STEEP ? 0 : (contour * gate.gain) / smooth
  const overWay = way <= 0 || way >= 1 ? 0 : overSmooth * 6 * open * (1 - open)
  const overPlace = overWay / cut
  gate.overLag = -overPlace
  gate.overCut = -overPlace * open
  gate.overDelay = (-overPlace * (after - before)) / travel
  gate.overTravel = (overPlace * (0.5 * (before + after) - place)) / travel
}
