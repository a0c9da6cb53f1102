/** Takes of hands become clips of the project: at the playhead, on a track for gestures that is free there. */
import type { KeptTake, Part } from "#shared/contract/index.ts"
import type { Gesture, Played } from "#shared/gesture/index.ts"
import {
  clipsOf,
  entityOf,
  tempoMapOf,
  type Project,
  type Provenance,
} from "#shared/project/index.ts"
import type { Command, Step, Studio } from "../session/index.ts"
import { mediaOf } from "./drops/song-steps.ts"
import { openProject } from "./follow-project.svelte.ts"

/** Where the song stands, ticks. */
export type Playhead = () => number

const COLOURS = 8

export const takeToProjectCommand = (studio: Studio, playhead: Playhead): Command => ({
  id: "project.add-take",
  label: "Put the last take on the timeline",
  group: "Project",
  also: "gesture scratch deck hand",
  run: () => addLastTake(studio, playhead),
})

async function addLastTake(studio: Studio, playhead: Playhead): Promise<void> {
  const { engine, toasts } = studio
  try {
    const [last] = await engine["gestures.takes"]({})
    if (last) await addTake(studio, last, playhead)
    else toasts.show("There is no take yet: Ctrl R in the Deck keeps what you play")
  } catch (error) {
    toasts.error(error, "The takes could not be read.")
  }
}

/** Goes to the timeline with the take on it, as it was played. */
export async function addTake(studio: Studio, take: KeptTake, playhead: Playhead): Promise<void> {
  const { engine, library, navigation, project: session, selection, toasts } = studio
  try {
    const part = recordOf(studio, take)
    if (!part) {
      toasts.show(`${take.title} has no record: open a song, and it will be played on that`)
      return
    }
    await openProject(studio)
    const played = await engine["gestures.played"]({ takeId: take.id })
    const { media, steps } = mediaOf(session.project, library.song(part.songId), part)
    const place = { played, startTicks: Math.round(playhead()), mediaId: media.id }
    const clipId = crypto.randomUUID()
    const adding = handSteps(session.project, { ...place, id: clipId, name: take.title })
    if (!session.runAll(`Add ${take.title}`, [...steps, ...adding])) return
    navigation.go("timeline")
    selection.set("clip", [clipId])
  } catch (error) {
    toasts.error(error, `${take.title} was not added.`)
  }
}

/** What lay on the deck; where nothing did, the song that is open. */
function recordOf({ library, navigation }: Studio, { partId }: KeptTake): Part | undefined {
  const own = partId === null ? undefined : library.part(partId)
  return own ?? library.song(navigation.openSongId)?.parts[0]
}

interface Placed {
  readonly id: string
  readonly name: string
  readonly mediaId: string
  readonly startTicks: number
  /** Of a track for gestures that is wanted; absent or null: the first that is free there. */
  readonly trackId?: string | null
  /** What a deck did, or what was drawn and found. */
  readonly played?: Played
  readonly gesture?: Gesture
  readonly madeBy?: Provenance
}

/** The steps that put a gesture on a track for gestures that is free there, or on a new one. */
export function handSteps(project: Project, { trackId: wanted, ...clip }: Placed): Step[] {
  const tempo = tempoMapOf(project)
  const { startTicks, played, gesture } = clip
  const seconds = played ? played.frames / played.rateHz : (gesture?.durationSeconds ?? 0)
  const endTicks = tempo.ticksAt(tempo.secondsAt(startTicks) + seconds)
  const isFree = (id: Project["trackOrder"][number]): boolean =>
    entityOf(project.tracks, id)?.kind === "gesture" &&
    clipsOf(project, id).every(
      (other) => other.startTicks >= endTicks || other.startTicks + other.lengthTicks <= startTicks,
    )
  const inOrder = project.trackOrder.toSorted(
    (one, other) => Number(other === wanted) - Number(one === wanted),
  )
  const free = inOrder.find(isFree)
  const trackId = free ?? crypto.randomUUID()
  const colour = (project.trackOrder.length * 3) % COLOURS
  const add: Step = {
    name: "track.add",
    args: { id: trackId, kind: "gesture", name: nameFor(project), colour },
  }
  return [...(free === undefined ? [add] : []), { name: "gesture.add", args: { ...clip, trackId } }]
}

/** "Hand", then "Hand 2". */
function nameFor({ trackOrder, tracks }: Project): string {
  const hands = trackOrder.filter((id) => entityOf(tracks, id)?.kind === "gesture").length
  return hands === 0 ? "Hand" : `Hand ${hands + 1}`
}
