/** A key that is played by hand, as its track's instrument takes it. */
import { message } from "#shared/dsp/graph/index.ts"
import { DRUM_CHANNEL } from "#shared/music/general-midi.ts"
import { entityOf, type Project } from "#shared/project/index.ts"

/** @param key velocity 1..127, 0 lets the key go */
export function keyMessage(
  { tracks }: Project,
  { trackId, pitch, velocity }: { trackId: string; pitch: number; velocity: number },
): number {
  const channel = entityOf(tracks, trackId)?.kind === "drum" ? DRUM_CHANNEL : 0
  return message((velocity > 0 ? 0x90 : 0x80) | channel, pitch, velocity)
}
