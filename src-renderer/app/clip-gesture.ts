/** A gesture clip's own seconds in the time of its song, and back. Pure. */
import type { MeterMap, TempoMap, TempoPoint } from "#shared/music/index.ts"
import { contentSpans, sourceSeconds, type GestureClip } from "#shared/project/index.ts"

/** When in its gesture a tick of the song lies; null where the clip is silent. */
export function secondsInClip(clip: GestureClip, ticks: number, tempo: TempoMap): number | null {
  const span = contentSpans(clip).find(
    ({ atTicks, lengthTicks }) => ticks >= atTicks && ticks < atTicks + lengthTicks,
  )
  if (!span) return null
  const { startTicks, offsetSeconds } = clip
  const skipped = sourceSeconds(clip, startTicks, startTicks + span.contentTicks, tempo)
  return offsetSeconds + skipped + tempo.secondsAt(ticks) - tempo.secondsAt(span.atTicks)
}

/** Where in the song a time of the gesture is heard first; what the clip leaves out is at its beginning. */
export function ticksInSong(clip: GestureClip, seconds: number, tempo: TempoMap): number {
  const { startTicks, lengthTicks, offsetSeconds } = clip
  const at = tempo.ticksAt(tempo.secondsAt(startTicks) + Math.max(0, seconds - offsetSeconds))
  return at < startTicks + lengthTicks ? at : startTicks
}

export interface SongGrid {
  readonly points: readonly TempoPoint[]
  readonly tempo: TempoMap
  readonly meters: MeterMap
}

interface Beats {
  readonly tempoBpm: number
  readonly firstBeatSeconds: number
  /** Quarters. */
  readonly beatsPerBar: number
}

/** The song's quarters in the gesture's seconds, bars counted as the song counts them; null where the tempo changes in it. */
export function beatsOfClip(clip: GestureClip, { points, tempo, meters }: SongGrid): Beats | null {
  const { startTicks, lengthTicks, offsetSeconds } = clip
  const end = startTicks + lengthTicks
  const tempoBpm = tempo.bpmAt(startTicks)
  const isOther = points.some(
    ({ tick, bpm }) => tick > startTicks && tick < end && bpm !== tempoBpm,
  )
  if (isOther || tempo.bpmAt(end - 1) !== tempoBpm) return null
  const { bar, startTicks: barTicks, meter } = meters.barAt(startTicks)
  const quarters = (4 * meter.numerator) / meter.denominator
  // Two bars of 7/8 are counted as one of seven quarters.
  let beatsPerBar = quarters
  while (!Number.isInteger(beatsPerBar)) beatsPerBar *= 2
  const barSeconds = tempo.secondsAt(barTicks) - tempo.secondsAt(startTicks) + offsetSeconds
  return {
    ...{ tempoBpm, beatsPerBar },
    firstBeatSeconds: barSeconds - (bar * quarters * 60) / tempoBpm,
  }
}
