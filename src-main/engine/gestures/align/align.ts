/**
 * When a recording of a take was made: first by the course of its level (cross-correlation), then, stretch by stretch, by the
 * spectra of its sharpest moments at several resolutions (scratch.md 7). A clock that runs faster shows as stretches that lie
 * on a slope.
 */
import { bestLag, ENVELOPE_HZ, lagNear, levelEnvelope } from "./envelopes.ts"
import { SpectraDistance } from "./spectra-distance.ts"

export interface Alignment {
  /** Second of the recording at which the take begins. */
  offsetSeconds: number
  /** How much faster than the take's the recording's clock counts, parts in a million. */
  skewPpm: number
  /** Of the offset: the standard error over the stretches and what cannot be known, milliseconds. */
  errorMs: number
  /** How alike the courses of level are, 0..1. */
  confidence: number
  /** It is there, and only there. */
  isSure: boolean
  /** That were compared by spectra; 0: only the course of the level was. */
  stretches: number
}

const STRETCH_SECONDS = 4
const MOST_STRETCHES = 24
/** Of a stretch, by which it is compared. */
const MOMENTS = 14
const MOMENTS_APART = 25
/** How far a clock may have drifted, and how far off the level may be. */
const DRIFT_VALUES = 60
const REACH_SECONDS = 0.006
const STEP_SECONDS = 0.0005
const SURE_CORRELATION = 0.35
const SURE_LEAD = 1.15
const FEW = 5
/** What a filter in the way delays all sound by cannot be told from when it was played. */
const HIDDEN_MS = 0.1
/** Slower clocks than this are no clocks. */
const MOST_SKEW = 0.002

/** Both at the same rate, mono. */
export function alignRecording(
  reference: Float32Array,
  recording: Float32Array,
  rateHz: number,
): Alignment {
  const [ours, theirs] = [reference, recording].map((each) => levelEnvelope(each, rateHz)) as [
    Float64Array,
    Float64Array,
  ]
  const match = bestLag(ours, theirs)
  const points = stretchesOf(ours, theirs, match.lag).flatMap((stretch): Found[] => {
    const { from, to } = stretch
    const near = lagNear(ours, theirs, { ...stretch, lag: match.lag, reach: DRIFT_VALUES })
    const moments = sharpest(ours, from, to).map((at) => Math.round((at / ENVELOPE_HZ) * rateHz))
    if (moments.length < MOMENTS / 2) return []
    const distance = new SpectraDistance(reference, moments, rateHz)
    const seconds = nearest(distance, recording, near.lag / ENVELOPE_HZ, rateHz)
    return [{ at: (from + to) / 2 / ENVELOPE_HZ, seconds }]
  })
  return { ...sureness(match), ...lineOf(points, match.lag / ENVELOPE_HZ) }
}

/** By the course of the level alone, where what lay on the record is not known. Both at `ENVELOPE_HZ`. */
export function alignEnvelopes(ours: Float64Array, theirs: Float64Array): Alignment {
  const match = bestLag(ours, theirs)
  const points = stretchesOf(ours, theirs, match.lag).map((stretch): Found => {
    const { lag } = lagNear(ours, theirs, { ...stretch, lag: match.lag, reach: DRIFT_VALUES })
    return { at: (stretch.from + stretch.to) / 2 / ENVELOPE_HZ, seconds: lag / ENVELOPE_HZ }
  })
  return { ...sureness(match), ...lineOf(points, match.lag / ENVELOPE_HZ), stretches: 0 }
}

const sureness = ({
  correlation,
  next,
}: ReturnType<typeof bestLag>): Pick<Alignment, "confidence" | "isSure"> => ({
  confidence: Math.min(1, Math.max(0, correlation)),
  isSure: correlation >= SURE_CORRELATION && correlation > next * SURE_LEAD,
})

interface Stretch {
  from: number
  to: number
}

/** Where both sound: the liveliest, in values of the first. */
function stretchesOf(ours: Float64Array, theirs: Float64Array, lag: number): Stretch[] {
  const first = Math.max(0, -lag)
  const last = Math.min(ours.length, theirs.length - lag)
  const count = Math.max(1, Math.floor((last - first) / (STRETCH_SECONDS * ENVELOPE_HZ)))
  const length = Math.floor((last - first) / count)
  const all = Array.from({ length: count }, (_, i): Stretch => ({
    ...{ from: first + i * length, to: first + (i + 1) * length },
  }))
  const life = ({ from, to }: Stretch): number => {
    let sum = 0
    for (let i = from; i < to; i++) sum += ours[i]! * ours[i]!
    return sum
  }
  return all.toSorted((one, other) => life(other) - life(one)).slice(0, MOST_STRETCHES)
}

/** The moments at which the level changes most, apart from one another. */
function sharpest(envelope: Float64Array, from: number, to: number): number[] {
  const change = (i: number): number => Math.abs((envelope[i + 3] ?? 0) - (envelope[i - 3] ?? 0))
  const all = Array.from({ length: to - from }, (_, i) => from + i).filter((i) => change(i) > 0.3)
  all.sort((one, other) => change(other) - change(one))
  const taken: number[] = []
  for (const at of all) {
    if (taken.length === MOMENTS) break
    if (taken.every((other) => Math.abs(other - at) >= MOMENTS_APART)) taken.push(at)
  }
  return taken
}

/** The offset at which the spectra differ least: in steps, then by the parabola through the lowest three. */
function nearest(
  distance: SpectraDistance,
  recording: Float32Array,
  aboutSeconds: number,
  rateHz: number,
): number {
  const at = (seconds: number): number => distance.to(recording, () => seconds * rateHz)
  const scan = (middle: number, reach: number, step: number): number => {
    const count = Math.round(reach / step)
    const values = Array.from({ length: 2 * count + 1 }, (_, i) => at(middle + (i - count) * step))
    const best = values.indexOf(Math.min(...values))
    const [before, here, after] = [values[best - 1], values[best]!, values[best + 1]]
    const place = middle + (best - count) * step
    if (before === undefined || after === undefined) return place
    const bend = before - 2 * here + after
    return bend > 0 ? place + (0.5 * step * (before - after)) / bend : place
  }
  const coarse = scan(aboutSeconds, REACH_SECONDS, 3 * STEP_SECONDS)
  return scan(coarse, 3 * STEP_SECONDS, STEP_SECONDS)
}

interface Found {
  at: number
  seconds: number
}

/** The line that most of them lie on (H. Theil 1950, P. Sen 1968), and how far they scatter about it. */
function lineOf(
  points: readonly Found[],
  about: number,
): Pick<Alignment, "offsetSeconds" | "skewPpm" | "errorMs" | "stretches"> {
  if (points.length === 0)
    return { offsetSeconds: about, skewPpm: 0, errorMs: 1000 / ENVELOPE_HZ, stretches: 0 }
  const slopes = points.flatMap((one, i) =>
    points.slice(i + 1).map((other) => (other.seconds - one.seconds) / (other.at - one.at)),
  )
  // Of two stretches a slope is a guess.
  const slope = points.length >= 3 ? medianOf(slopes) : 0
  const skew = Math.abs(slope) < MOST_SKEW ? slope : 0
  const offsetSeconds = medianOf(points.map(({ at, seconds }) => seconds - skew * at))
  const off = points.map(({ at, seconds }) => Math.abs(seconds - skew * at - offsetSeconds))
  // 1.4826 times the median is the standard deviation of what is normally distributed; of a few, the worst is asked.
  const scatter = points.length < FEW ? Math.max(...off) : 1.4826 * medianOf(off)
  return {
    ...{ offsetSeconds, skewPpm: skew * 1e6, stretches: points.length },
    errorMs: Math.hypot((1000 * scatter) / Math.sqrt(points.length), HIDDEN_MS),
  }
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
