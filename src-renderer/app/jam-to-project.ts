/** A jam becomes two clips of the project, each on a track of its own: what the human played, and what the partner answered. */
import { playedByTwo, type Played } from "#shared/gesture/index.ts"
import { clipsOf, entityOf, meterMapOf, tempoMapOf, type Project } from "#shared/project/index.ts"
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
  const tracks = { You: pairTrack(project, "You"), Partner: pairTrack(project, "Partner") }
  const startTicks = freeStart(project, Object.values(tracks), placing)
  const place = { startTicks, mediaId }
  const steps = [
    ...partSteps(project, tracks.You, { ...place, name: "You", played: host }),
    ...partSteps(project, tracks.Partner, { ...place, name: "Partner", played: guest, madeBy }),
  ]
  return { startTicks, steps }
}

type PartName = "You" | "Partner"

/** Of the jams of before, whatever it is called by now. */
function pairTrack(project: Project, name: PartName): string | undefined {
  const hasJams = (id: string): boolean => clipsOf(project, id).some((clip) => clip.name === name)
  return project.trackOrder.find((id) => {
    const track = entityOf(project.tracks, id)
    return track?.kind === "gesture" && (track.name === name || hasJams(id))
  })
}

/** Where it was played, or, where something lies there, behind all of it: at the same place of a bar. */
function freeStart(
  project: Project,
  trackIds: readonly (string | undefined)[],
  { startTicks, played }: Placing,
): number {
  const start = Math.max(0, Math.round(startTicks))
  const end = endOf(project, start, played)
  const clips = trackIds.flatMap((id) => (id === undefined ? [] : clipsOf(project, id)))
  const endsOf = (clip: (typeof clips)[number]): number =>
    Math.round(clip.startTicks + clip.lengthTicks)
  if (clips.every((clip) => clip.startTicks >= end || endsOf(clip) <= start)) return start
  const last = Math.max(...clips.map(endsOf))
  const meter = meterMapOf(project)
  const phase = start - meter.barAt(start).startTicks
  const bar = meter.barAt(last)
  return (last - bar.startTicks <= phase ? bar.startTicks : bar.endTicks) + phase
}

function endOf(project: Project, startTicks: number, { frames, rateHz }: Played): number {
  const tempo = tempoMapOf(project)
  return tempo.ticksAt(tempo.secondsAt(startTicks) + frames / rateHz)
}

interface PlacedPart {
  readonly name: PartName
  readonly startTicks: number
  readonly mediaId: string
  readonly played: Played
  readonly madeBy?: Extract<Step, { name: "gesture.add" }>["args"]["madeBy"]
}

function partSteps(project: Project, track: string | undefined, part: PlacedPart): Step[] {
  const { name } = part
  const trackId = track ?? crypto.randomUUID()
  const index = name === "You" ? 0 : 1
  const colour = ((project.trackOrder.length + index) * COLOUR_STEP) % COLOURS
  const add: Step = { name: "track.add", args: { id: trackId, kind: "gesture", name, colour } }
  return [
    ...(track === undefined ? [add] : []),
    { name: "gesture.add", args: { ...part, id: crypto.randomUUID(), trackId } },
  ]
}
