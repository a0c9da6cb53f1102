/** A strip in words, for those who do not see it. Pure. */
import type { Track } from "#shared/project/index.ts"
import { levelText } from "../../../ui/level-law.ts"
import { nameOfTrack } from "./grips.ts"

/** "Drums, −3.4 dB, muted". @param silentBecause what silences it beside its own mute */
export function stripText(track: Track, silentBecause: string | null): string {
  return [
    `${nameOfTrack(track)}, ${levelText(track.gainDb)} dB`,
    ...(track.isMuted ? ["muted"] : []),
    ...(silentBecause ? [`silent because ${silentBecause}`] : []),
    ...(track.isSoloed ? ["soloed"] : []),
    ...(track.isSoloSafe ? ["solo safe"] : []),
  ].join(", ")
}
