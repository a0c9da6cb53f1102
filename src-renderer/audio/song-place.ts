/** Where a song is at a moment of the audio context. */
import type { SongTime } from "#shared/project/sound/index.ts"
import type { SongClock } from "./song-clock.ts"

export interface SongPlace {
  readonly contextSeconds: number
  readonly ticks: number
}

interface Clocks {
  rateHz: number
  clock: SongClock
  time: SongTime
}

/** At the frame in which a moment lies; null where the song was not playing then. */
export function songPlaceAt(
  contextSeconds: number,
  { rateHz, clock, time }: Clocks,
): SongPlace | null {
  const contextFrame = Math.floor(contextSeconds * rateHz)
  const songFrame = clock.at(contextFrame)
  if (songFrame === undefined) return null
  return { contextSeconds: contextFrame / rateHz, ticks: time.tempo.ticksAt(songFrame / rateHz) }
}
