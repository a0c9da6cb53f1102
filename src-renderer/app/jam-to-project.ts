/** A jam becomes two clips of the project, each on a track of its own: what the human played, and what the partner answered. */
import { playedByTwo, type Played } from "#shared/gesture/index.ts"
import { meterMapOf, type Project } from "#shared/project/index.ts"
import type { PlayedJam } from "../features/deck/index.ts"
import type { Step, Studio } from "../session/index.ts"
import { mediaOf } from "./drops/song-steps.ts"
import { jamPlace, playedBars } from "./jam-place.ts"

const COLOURS = 8
/** So that neighbours differ: 0, 3, 6, 1, 4 ... */
const COLOUR_STEP = 3

/** One step, that undo takes back whole. @returns whether it was done */
export async function placeJam(studio: Studio, jam: PlayedJam): Promise<boolean> {
  const { engine, library, project: session, toasts, navigation } = studio
  try {
    const part = jam.take.partId === null ? undefined : library.part(jam.take.partId)
    if (!part || !session.isOpen) return false
    const played = await engine["gestures.played"]({ takeId: jam.take.id })
    const { media, steps } = mediaOf(session.project, library.song(part.songId), part)
    const { startTicks, steps: adding } = jamSteps(session.project, {
      ...jam,
      played,
      mediaId: media.id,
    })
    if (!session.runAll("Add a jam", [...steps, ...adding])) return false
    const bar = meterMapOf(session.project).barAt(startTicks).bar + 1
    const where = `The jam lies on the timeline from bar ${bar} on.`
    toasts.show(`${where} ${jam.take.title} has both parts of it.`, {
      action: { label: "Show", run: () => navigation.go("timeline") },
    })
    return true
  } catch (error) {
    toasts.error(error, "The jam was not put on the timeline.")
    return false
  }
}

interface Placing extends PlayedJam {
  readonly played: Played
  readonly mediaId: string
}

export function jamSteps(
  project: Project,
  placing: Placing,
): { startTicks: number; steps: Step[] } {
  const { played, spans, take, mode, mediaId } = placing
  const { host, guest } = playedByTwo(played, spans)
  const madeBy = {
    ...{ model: "Scratch partner", version: "", seed: 0 },
    settings: { mode, madeAt: new Date(take.createdAt).toISOString() },
  }
  const begunTicks = Math.max(0, Math.round(placing.startTicks))
  const range = playedBars(project, { played, spans, startTicks: begunTicks })
  const { you, partner, byTicks } = jamPlace(project, range)
  const startTicks = Math.round(range.startTicks + byTicks)
  const place = {
    ...{ mediaId, begunTicks: Math.round(begunTicks + byTicks), startTicks },
    endTicks: Math.round(range.endTicks + byTicks),
  }
  const steps = [
    ...partSteps(project, you, { ...place, name: "You", played: host }),
    ...partSteps(project, partner, { ...place, name: "Partner", played: guest, madeBy }),
  ]
  return { startTicks, steps }
}

interface PlacedPart {
  readonly name: "You" | "Partner"
  /** Of all that was played, also before the clip's beginning. */
  readonly begunTicks: number
  readonly startTicks: number
  readonly endTicks: number
  readonly mediaId: string
  readonly played: Played
  readonly madeBy?: Extract<Step, { name: "gesture.add" }>["args"]["madeBy"]
}

function partSteps(
  project: Project,
  track: string | undefined,
  { begunTicks, startTicks, endTicks, ...part }: PlacedPart,
): Step[] {
  const { name } = part
  const trackId = track ?? crypto.randomUUID()
  const clipId = crypto.randomUUID()
  const index = name === "You" ? 0 : 1
  const colour = ((project.trackOrder.length + index) * COLOUR_STEP) % COLOURS
  const add: Step = { name: "track.add", args: { id: trackId, kind: "gesture", name, colour } }
  return [
    ...(track === undefined ? [add] : []),
    { name: "gesture.add", args: { ...part, id: clipId, trackId, startTicks: begunTicks } },
    { name: "clip.resize", args: { edges: [{ clipId, startTicks, endTicks }] } },
  ]
}
