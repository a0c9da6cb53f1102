/** The clicks before a recording: whole bars in the meter and at the tempo of the place where it begins. */
import { message, type Score } from "../../dsp/graph/index.ts"
import { ACCENT_KEY, BEAT_KEY } from "../../dsp/instruments/click.ts"
import { beatTicks, TICKS_PER_QUARTER } from "../../music/index.ts"
import { meterMapOf } from "../edit/maps.ts"
import type { Project } from "../model/index.ts"
import type { SongTime } from "./song-time.ts"

export interface CountIn {
  /** 0 where there is none. */
  frames: number
  /** In song frames before the place, below 0 at the song's beginning. */
  score: Score | null
}

/** @param bars 0 or more */
export function countInOf(
  project: Project,
  time: SongTime,
  startTicks: number,
  bars: number,
): CountIn {
  if (bars === 0) return { frames: 0, score: null }
  const { meter } = meterMapOf(project).barAt(startTicks)
  const framesPerTick = (60 * time.rateHz) / (TICKS_PER_QUARTER * time.tempo.bpmAt(startTicks))
  const start = time.frameAt(startTicks)
  const length = Math.round(bars * meter.numerator * beatTicks(meter) * framesPerTick)
  const beats = Array.from({ length: bars * meter.numerator }, (_, beat) => beat)
  return {
    frames: length,
    score: {
      frames: Float64Array.from(beats, (beat) =>
        Math.round(start - length + beat * beatTicks(meter) * framesPerTick),
      ),
      messages: Int32Array.from(beats, (beat) =>
        message(0x90, beat % meter.numerator === 0 ? ACCENT_KEY : BEAT_KEY, 100),
      ),
    },
  }
}
