/** A strip in words, for those who do not see it. Pure. */
import type { Track } from "#shared/project/index.ts"
import { levelText } from "../../../ui/level-law.ts"
import { nameOfTrack } from "./grips.ts"

/** "Drums, −3.4 dB, muted". @param isImplied silent because others are soloed */
export function stripText(track: Track, isImplied: boolean): string {
  return [
    `${nameOfTrack(track)}, ${levelText(track.gainDb)} dB`,
    ...(track.isMuted ? ["muted"] : []),
    ...(isImplied ? ["silent because others are soloed"] : []),
    ...(track.isSoloed ? ["soloed"] : []),
    ...(track.isSoloSafe ? ["solo safe"] : []),
  ].join(", ")
}
