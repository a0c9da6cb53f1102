/** A jam becomes two clips of the project, each on a track of its own: what the human played, and what the partner answered. */
import { playedByTwo, type Played } from "#shared/gesture/index.ts"
import { clipsOf, entityOf, tempoMapOf, type Project } from "#shared/project/index.ts"
import type { PlayedJam } from "../features/deck/index.ts"
import type { Step, Studio } from "../session/index.ts"
import { mediaOf } from "./drops/song-steps.ts"

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
    const adding = jamSteps(session.project, { ...jam, played, mediaId: media.id })
    if (!session.runAll("Add a jam", [...steps, ...adding])) return false
    toasts.show(`The jam lies on the timeline. ${jam.take.title} has both parts of it.`, {
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

export function jamSteps(project: Project, placing: Placing): Step[] {
  const { played, spans, take, mode, mediaId } = placing
  const { host, guest } = playedByTwo(played, spans)
  const madeBy = {
    ...{ model: "Scratch partner", version: "", seed: 0 },
    settings: { mode, madeAt: new Date(take.createdAt).toISOString() },
  }
  const startTicks = Math.max(0, Math.round(placing.startTicks))
  const place = { startTicks, mediaId, endTicks: endOf(project, startTicks, played) }
  return [
    ...partSteps(project, { ...place, name: "You", index: 0, played: host }),
    ...partSteps(project, { ...place, name: "Partner", index: 1, played: guest, madeBy }),
  ]
}

function endOf(project: Project, startTicks: number, { frames, rateHz }: Played): number {
  const tempo = tempoMapOf(project)
  return tempo.ticksAt(tempo.secondsAt(startTicks) + frames / rateHz)
}

interface PlacedPart {
  readonly name: string
  readonly index: number
  readonly startTicks: number
  readonly endTicks: number
  readonly mediaId: string
  readonly played: Played
  readonly madeBy?: Extract<Step, { name: "gesture.add" }>["args"]["madeBy"]
}

function partSteps(project: Project, { index, endTicks, ...part }: PlacedPart): Step[] {
  const { name, startTicks } = part
  const free = project.trackOrder.find((id) => {
    const track = entityOf(project.tracks, id)
    const isFree = clipsOf(project, id).every(
      (other) => other.startTicks >= endTicks || other.startTicks + other.lengthTicks <= startTicks,
    )
    return track?.kind === "gesture" && track.name === name && isFree
  })
  const trackId = free ?? crypto.randomUUID()
  const colour = ((project.trackOrder.length + index) * COLOUR_STEP) % COLOURS
  const add: Step = { name: "track.add", args: { id: trackId, kind: "gesture", name, colour } }
  return [
    ...(free === undefined ? [add] : []),
    { name: "gesture.add", args: { ...part, id: crypto.randomUUID(), trackId } },
  ]
}
