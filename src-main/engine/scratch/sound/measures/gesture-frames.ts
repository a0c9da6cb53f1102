/** A gesture as frames, for models that know nothing of decks. */
import type { Moment } from "../deck/course.ts"
import type { Playing } from "../deck/learnt-deck.ts"

export interface GestureFrame {
  /** Record seconds. */
  place: number
  speed: number
  octaves: number
  fader: number
}

/** @param hop samples of the timeline */
export function gestureFrames(
  { course, timeline }: Playing,
  { count, hop }: { count: number; hop: number },
): GestureFrame[] {
  const moment: Moment = { place: 0, speed: 0, acceleration: 0 }
  return Array.from({ length: count }, (_, frame) => {
    const seconds = timeline.startSeconds + frame * hop * timeline.stepSeconds
    course.at(seconds, moment)
    const { place, speed } = moment
    const octaves = 0.5 * Math.log2(speed * speed + 0.01)
    return { place, speed, octaves, fader: course.faderAt(seconds) }
  })
}
