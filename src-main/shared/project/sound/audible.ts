/** Which tracks are heard: mute, and solo in place. */
import type { Project, Track, TrackId } from "../model/index.ts"

/**
 * A soloed track sounds with everything that feeds it, and everything on its sound's way sounds too; so do tracks that are
 * safe from solo. What is muted is silent whatever else holds.
 * @param tracks In an order in which each stands before those it feeds.
 */
export function audibleTracks(project: Project, tracks: readonly Track[]): ReadonlySet<TrackId> {
  const heard = new Set<TrackId>([project.masterTrackId])
  const isSoloOn = tracks.some(({ isSoloed }) => isSoloed)
  const feeds = ({ outputId, sends }: Track): TrackId[] => [
    ...(outputId ? [outputId] : []),
    ...sends.map(({ busId }) => busId),
  ]
  if (!isSoloOn) for (const { id } of tracks) heard.add(id)
  else {
    const wanted = new Set(
      tracks.filter(({ isSoloed, isSoloSafe }) => isSoloed || isSoloSafe).map(({ id }) => id),
    )
    const soloed = new Set(tracks.filter(({ isSoloed }) => isSoloed).map(({ id }) => id))
    // Backwards: what leads into a soloed bus through its output.
    for (const track of tracks.toReversed())
      if (track.outputId && soloed.has(track.outputId)) {
        soloed.add(track.id)
        wanted.add(track.id)
      }
    // Forwards: what a wanted track goes through.
    for (const track of tracks) {
      if (!wanted.has(track.id)) continue
      heard.add(track.id)
      for (const next of feeds(track)) wanted.add(next)
    }
  }
  for (const { id, isMuted } of tracks) if (isMuted) heard.delete(id)
  return heard
}
