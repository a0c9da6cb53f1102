/** Where a jam lies in a project: the bars in which somebody played, on which pair of tracks. Pure. */
import type { GuestSpan, Played } from "#shared/gesture/index.ts"
import {
  clipsOf,
  entityOf,
  meterMapOf,
  tempoMapOf,
  type Project,
  type TrackId,
} from "#shared/project/index.ts"

export interface Range {
  readonly startTicks: number
  readonly endTicks: number
}

/** Nobody is on a track that is not there yet. */
export interface JamPlace {
  readonly you: TrackId | undefined
  readonly partner: TrackId | undefined
  /** By so much it lies later than it was played. */
  readonly byTicks: number
}

/** After the partner lets go, the deck is set as it was: none of that is a hand's. */
const AFTER_GUEST_SECONDS = 0.25

/** From the bar in which somebody played first to the end of the last one; as long as the take where nobody did. */
export function playedBars(
  project: Project,
  {
    played,
    spans,
    startTicks,
  }: { played: Played; spans: readonly GuestSpan[]; startTicks: number },
): Range {
  const { events, frames, rateHz, start } = played
  const after = AFTER_GUEST_SECONDS * rateHz
  const isSetBack = (frame: number): boolean =>
    spans.some(({ to }) => frame >= to && frame < to + after)
  const hands = events.filter(
    (event) =>
      (event.kind === "platter" || event.kind === "fader" || event.kind === "touch") &&
      !isSetBack(event.frame),
  )
  const at = [
    ...(start.isHeld ? [0] : []),
    ...hands.map(({ frame }) => frame),
    ...spans.flatMap(({ from, to }) => [from, to]),
  ].map((frame) => Math.min(frames, Math.max(0, frame)))
  const tempo = tempoMapOf(project)
  const begun = tempo.secondsAt(startTicks)
  const ticksOf = (frame: number): number => tempo.ticksAt(begun + frame / rateHz)
  const whole = { startTicks, endTicks: ticksOf(frames) }
  if (at.length === 0) return whole
  const meter = meterMapOf(project)
  const [first, last] = at.reduce<[number, number]>(
    ([least, most], frame) => [Math.min(least, frame), Math.max(most, frame)],
    [Infinity, 0],
  )
  return {
    startTicks: Math.max(startTicks, meter.barAt(ticksOf(first)).startTicks),
    // What ends a moment behind its line ends at it.
    endTicks: Math.min(
      whole.endTicks,
      meter.barAt(Math.max(startTicks, ticksOf(last) - 1)).endTicks,
    ),
  }
}

/**
 * Where it was played, on a pair of tracks that is free there, or on a new one. In a piece in which nothing else sounds there
 * but jams, it comes behind those of the first pair, at the same place of a bar.
 */
export function jamPlace(project: Project, range: Range): JamPlace {
  const [yous, partners] = [jamTracks(project, "You"), jamTracks(project, "Partner")]
  const count = Math.max(1, yous.length, partners.length)
  const pairs = Array.from({ length: count }, (_, at) => ({ you: yous[at], partner: partners[at] }))
  const free = pairs.find(({ you, partner }) =>
    [you, partner].every((id) => id === undefined || isFree(project, id, range)),
  )
  if (free) return { ...free, byTicks: 0 }
  const jams = new Set([...yous, ...partners])
  const isSong = project.trackOrder.some((id) => !jams.has(id) && !isFree(project, id, range))
  if (isSong) return { you: undefined, partner: undefined, byTicks: 0 }
  return { ...pairs[0]!, byTicks: behind(project, pairs[0]!, range) - range.startTicks }
}

/** Of the jams of before, whatever they are called by now. */
function jamTracks(project: Project, name: "You" | "Partner"): TrackId[] {
  const hasJams = (id: TrackId): boolean => clipsOf(project, id).some((clip) => clip.name === name)
  return project.trackOrder.filter((id) => {
    const track = entityOf(project.tracks, id)
    return track?.kind === "gesture" && (track.name === name || hasJams(id))
  })
}

const isFree = (project: Project, id: TrackId, { startTicks, endTicks }: Range): boolean =>
  clipsOf(project, id).every(
    (clip) => clip.startTicks >= endTicks || clip.startTicks + clip.lengthTicks <= startTicks + 1,
  )

function behind(
  project: Project,
  { you, partner }: Pick<JamPlace, "you" | "partner">,
  { startTicks }: Range,
): number {
  const clips = [you, partner].flatMap((id) => (id === undefined ? [] : clipsOf(project, id)))
  const last = Math.max(...clips.map((clip) => Math.round(clip.startTicks + clip.lengthTicks)))
  const meter = meterMapOf(project)
  const phase = startTicks - meter.barAt(startTicks).startTicks
  const bar = meter.barAt(last)
  return (last - bar.startTicks <= phase ? bar.startTicks : bar.endTicks) + phase
}
