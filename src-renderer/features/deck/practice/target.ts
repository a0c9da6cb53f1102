/** What is practised: a technique or a take as a gesture that goes round in whole bars. */
import { slice, type Gesture } from "#shared/gesture/index.ts"
import {
  notationOf,
  techniqueGesture,
  TECHNIQUES,
  techniqueTitle,
  type TechniqueClass,
} from "#shared/scratch/index.ts"

export interface PracticeTarget {
  title: string
  /** As long as its bars are. */
  gesture: Gesture
  tempoBpm: number
  beatsPerBar: number
  bars: number
}

const BEATS = 4
const MOST_BARS = 8
const USUAL_BPM = 95

/** A bar of it, or as many as one round takes; rounds that do not fill a bar are fitted to it. */
export function techniqueTarget(technique: TechniqueClass, tempoBpm: number): PracticeTarget {
  const parameters = TECHNIQUES[technique]
  const bars = Math.max(1, Math.ceil(parameters.beats / BEATS))
  const rounds = Math.max(1, Math.round((bars * BEATS) / parameters.beats))
  const gesture = techniqueGesture(
    { ...parameters, beats: (bars * BEATS) / rounds, jitter: 0 },
    { bpm: tempoBpm, rounds },
  )
  const seconds = (bars * BEATS * 60) / tempoBpm
  const whole = { ...gesture, durationSeconds: seconds }
  return { title: techniqueTitle(technique), gesture: whole, tempoBpm, beatsPerBar: BEATS, bars }
}

interface Said {
  tempoBpm: number
  firstBeatSeconds: number
  beatsPerBar: number
}

/** From the take's first bar on. Where nobody said its tempo, it is heard out of it. */
export function takeTarget(title: string, gesture: Gesture, said: Said | null): PracticeTarget {
  const heard = said ?? notationOf(gesture).beats
  const { tempoBpm, firstBeatSeconds, beatsPerBar } = heard ?? {
    ...{ tempoBpm: USUAL_BPM, firstBeatSeconds: 0, beatsPerBar: BEATS },
  }
  const bar = (beatsPerBar * 60) / tempoBpm
  const first = firstBeatSeconds - Math.floor(firstBeatSeconds / bar + 1e-6) * bar
  const left = gesture.durationSeconds - first
  const startSeconds = left > 0 ? first : 0
  const bars = Math.min(MOST_BARS, Math.max(1, Math.ceil(left / bar - 0.1)))
  const endSeconds = Math.min(gesture.durationSeconds, startSeconds + bars * bar)
  const part = slice(gesture, startSeconds, endSeconds)
  return { title, gesture: { ...part, durationSeconds: bars * bar }, tempoBpm, beatsPerBar, bars }
}
