/** The record under the needle along a course, its slope over the place, and what speed makes of it. */
import { MOST_SPEED, RecordReader } from "#shared/dsp/deck/index.ts"
import type { TileSource } from "#shared/dsp/index.ts"
import type { Course, Moment } from "./course.ts"
import type { Physics } from "./physics.ts"

/** Take seconds of frame 0, and from frame to frame. */
export interface Timeline {
  startSeconds: number
  stepSeconds: number
}

export interface NeedleTrace {
  /** Of the record, before what speed makes of it. */
  sound: Float64Array
  /** Its slope over the place, per record second; only where it was asked for. */
  slope: Float64Array
  speed: Float64Array
  acceleration: Float64Array
}

const BLOCK = 256
/** Source frames to each side for the slope: the reader is smooth over that. */
const NUDGE = 1 / 32

/** Frames `from` to `from + count` of a timeline. */
export function readAlong(
  course: Course,
  record: TileSource,
  { startSeconds, stepSeconds }: Timeline,
  { placeDelayMs }: Pick<Physics, "placeDelayMs">,
  { from, count, hasSlope }: { from: number; count: number; hasSlope: boolean },
): NeedleTrace {
  const arrays = Array.from({ length: 4 }, () => new Float64Array(count))
  const [sound, slope, speed, acceleration] = arrays as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const path = new Float64Array(count + 1)
  const moment: Moment = { place: 0, speed: 0, acceleration: 0 }
  for (let i = 0; i <= count; i++) {
    const seconds = startSeconds + (from + i) * stepSeconds - placeDelayMs / 1000
    course.at(seconds, moment)
    path[i] = moment.place * record.rateHz
    if (i === count) break
    speed[i] = moment.speed
    acceleration[i] = moment.acceleration
  }
  const read = readerOf(record, count)
  read(path, 0, sound)
  if (hasSlope) {
    const before = new Float64Array(count)
    read(path, NUDGE, slope)
    read(path, -NUDGE, before)
    const scale = record.rateHz / (2 * NUDGE)
    for (let i = 0; i < count; i++) slope[i] = (slope[i]! - before[i]!) * scale
  }
  return { sound, slope, speed, acceleration }
}

function readerOf(record: TileSource, count: number) {
  const reader = new RecordReader(BLOCK)
  const part = new Float64Array(BLOCK + 1)
  const values = new Float32Array(BLOCK)
  return (path: Float64Array, by: number, out: Float64Array): void => {
    for (let at = 0; at < count; at += BLOCK) {
      const length = Math.min(BLOCK, count - at)
      for (let i = 0; i <= length; i++) part[i] = path[at + i]! + by
      if (isJump(part, length)) continue
      reader.read(record, 0, part, length, values)
      for (let i = 0; i < length; i++) out[at + i] = values[i]!
    }
  }
}

/** The needle was put elsewhere: the block is silent. */
function isJump(path: Float64Array, length: number): boolean {
  for (let i = 0; i < length; i++)
    if (Math.abs(path[i + 1]! - path[i]!) > 2 * MOST_SPEED) return true
  return false
}
