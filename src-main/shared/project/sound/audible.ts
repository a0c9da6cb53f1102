/** Which tracks are heard: mute, and solo in place. */
import type { Project, Track, TrackId } from "../model/index.ts"

export interface Heard {
  readonly audible: ReadonlySet<TrackId>
  /** Of those, the ones that sound through their sends alone: a bus that they feed is soloed, not they. */
  readonly onlySends: ReadonlySet<TrackId>
}

/** @param tracks In an order in which each stands before those it feeds. */
export const audibleTracks = (project: Project, tracks: readonly Track[]): ReadonlySet<TrackId> =>
  heardTracks(project, tracks).audible

/**
 * A soloed track sounds with everything that feeds it, and everything on its sound's way sounds too; so do tracks that are
 * safe from solo. What is muted is silent whatever else holds, and with a group all that goes into it, sends included.
 * @param tracks In an order in which each stands before those it feeds.
 */
export function heardTracks(project: Project, tracks: readonly Track[]): Heard {
  const audible = new Set<TrackId>([project.masterTrackId])
  const onlySends = new Set<TrackId>()
  if (!tracks.some(({ isSoloed }) => isSoloed)) for (const { id } of tracks) audible.add(id)
  else {
    const { whole, sending, through } = feedingSolo(tracks)
    // Forwards: what a wanted track goes through.
    for (const track of tracks) {
      if (whole.has(track.id)) for (const next of feedsOf(track)) whole.add(next)
      else if (sending.has(track.id)) onlySends.add(track.id)
      else if (!through.has(track.id)) continue
      audible.add(track.id)
    }
  }
  for (const id of mutedOf(project, tracks)) audible.delete(id)
  return { audible, onlySends }
}

/** Backwards: a muted group, and the tracks whose output it is. The master is no group: instruments outside go on. */
function mutedOf({ masterTrackId }: Project, tracks: readonly Track[]): ReadonlySet<TrackId> {
  const muted = new Set<TrackId>()
  for (const { id, isMuted, outputId } of tracks.toReversed()) {
    const isInMuted = outputId && outputId !== masterTrackId && muted.has(outputId)
    if (isMuted || isInMuted) muted.add(id)
  }
  return muted
}

const sendsOf = ({ sends }: Track): TrackId[] => sends.map(({ busId }) => busId)
const feedsOf = (track: Track): TrackId[] => [
  ...(track.outputId ? [track.outputId] : []),
  ...sendsOf(track),
]

interface Feeding {
  /** Soloed, or leading into what is by its output; or safe. */
  whole: Set<TrackId>
  /** Leading into what is soloed by a send. */
  sending: Set<TrackId>
  /** Leading into those. */
  through: Set<TrackId>
}

/** Backwards: what leads into a soloed bus. */
function feedingSolo(tracks: readonly Track[]): Feeding {
  const soloed = new Set(tracks.filter(({ isSoloed }) => isSoloed).map(({ id }) => id))
  const safe = tracks.filter(({ isSoloSafe }) => isSoloSafe).map(({ id }) => id)
  const [sending, through] = [new Set<TrackId>(), new Set<TrackId>()]
  for (const track of tracks.toReversed()) {
    const { id, outputId } = track
    const leadsTo = (bus: TrackId): boolean =>
      soloed.has(bus) || sending.has(bus) || through.has(bus)
    if (outputId && soloed.has(outputId)) soloed.add(id)
    else if (outputId && leadsTo(outputId)) through.add(id)
    else if (sendsOf(track).some(leadsTo)) sending.add(id)
  }
  return { whole: new Set([...soloed, ...safe]), sending, through }
}
