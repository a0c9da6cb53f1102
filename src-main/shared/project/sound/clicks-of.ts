/** The beats of a song as a score for the metronome. */
import { message, type Score } from "../../dsp/graph/index.ts"
import { ACCENT_KEY, BEAT_KEY } from "../../dsp/instruments/click.ts"
import { beatTicks } from "../../music/index.ts"
import { meterMapOf } from "../edit/maps.ts"
import type { Project } from "../model/index.ts"
import type { SongTime } from "./song-time.ts"

/** @param untilTicks The song may play on beyond its last clip. */
export function clicksOf(project: Project, time: SongTime, untilTicks: number): Score {
  const beats = meterMapOf(project)
    .barsBetween(0, untilTicks)
    .flatMap(({ startTicks, meter }) =>
      Array.from({ length: meter.numerator }, (_, beat) => ({
        frame: time.frameAt(startTicks + beat * beatTicks(meter)),
        key: beat === 0 ? ACCENT_KEY : BEAT_KEY,
      })),
    )
  return {
    frames: Float64Array.from(beats, ({ frame }) => frame),
    messages: Int32Array.from(beats, ({ key }) => message(0x90, key, 100)),
  }
}
