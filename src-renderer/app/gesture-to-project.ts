/** Gestures of the scratch lab become takes of the library, and clips or sound of a deck from there. */
import type { KeptTake, Part } from "#shared/contract/index.ts"
import { stretch } from "#shared/gesture/index.ts"
import { tempoMapOf } from "#shared/project/index.ts"
import type { FoundGesture } from "../features/scratch/index.ts"
import type { Studio } from "../session/index.ts"
import type { Place } from "./drops/song-steps.ts"
import { mediaOf } from "./drops/song-steps.ts"
import { openProject } from "./follow-project.svelte.ts"
import { scratchRecord } from "./scratch-record.ts"
import { handSteps } from "./take-to-project.ts"

type At = Pick<Place, "startTicks" | "trackId">

/** The feature is fetched when its view is opened, or when something of it is dropped. */
const scratch = (): Promise<typeof import("../features/scratch/index.ts")> =>
  import("../features/scratch/index.ts")

/** What was dragged. @param text which gesture, as JSON */
export async function placeDragged(studio: Studio, text: string, at: At): Promise<void> {
  try {
    const { findGesture, GestureRef } = await scratch()
    await place(studio, await findGesture(studio.engine, GestureRef.parse(JSON.parse(text))), at)
  } catch (error) {
    studio.toasts.error(error, "The gesture was not added.")
  }
}

/** Goes to the timeline with the gesture on it. @param playhead where the song stands, ticks */
export async function placeGesture(
  studio: Studio,
  found: FoundGesture,
  playhead: () => number,
): Promise<void> {
  try {
    await openProject(studio)
    const startTicks = Math.max(0, Math.round(playhead()))
    if (await place(studio, found, { startTicks, trackId: null })) studio.navigation.go("timeline")
  } catch (error) {
    studio.toasts.error(error, `${found.name} was not added.`)
  }
}

/** At the song's tempo, as one step. What was found is kept in the library, too. */
async function place(studio: Studio, found: FoundGesture, at: At): Promise<boolean> {
  const { library, project: session, selection } = studio
  const { keepGesture, originOf } = await scratch()
  await openProject(studio)
  const take = await keepGesture(studio.engine, found)
  const part = library.part(take.partId) ?? (await scratchRecord(studio))
  const song = await studio.engine["library.song"]({ songId: part.songId })
  const { media, steps } = mediaOf(session.project, song, part)
  const bpm = tempoMapOf(session.project).bpmAt(at.startTicks)
  const origin = originOf(found)
  const clipId = crypto.randomUUID()
  const adding = handSteps(session.project, {
    ...{ id: clipId, name: found.name.slice(0, 200), mediaId: media.id, ...at },
    gesture: found.bpm === null ? found.gesture : stretch(found.gesture, found.bpm / bpm),
    ...(origin
      ? {
          madeBy: {
            ...{ model: origin.name.slice(0, 200), version: "", seed: origin.seed },
            settings: { ...settingsOf(found), bpm: found.bpm, madeAt: new Date().toISOString() },
          },
        }
      : {}),
  })
  if (!session.runAll(`Add ${found.name}`, [...steps, ...adding])) return false
  selection.set("clip", [clipId])
  return true
}

function settingsOf({ ref }: FoundGesture): Record<string, string | number> {
  if (ref.from === "elite") return { from: "archive", column: ref.column, row: ref.row }
  return ref.from === "day" ? { from: "practice", day: ref.day } : { from: ref.from }
}

/** A take and a record to hear it on, where none lies on the deck. */
export interface OnDeck {
  readonly take: KeptTake
  readonly record: Part
}

/** What is dragged to a deck, or sent there. */
export async function takeForDeck(studio: Studio, found: FoundGesture | string): Promise<OnDeck> {
  const { findGesture, GestureRef, keepGesture } = await scratch()
  const gesture =
    typeof found === "string"
      ? await findGesture(studio.engine, GestureRef.parse(JSON.parse(found)))
      : found
  const take = await keepGesture(studio.engine, gesture)
  return { take, record: await scratchRecord(studio) }
}
