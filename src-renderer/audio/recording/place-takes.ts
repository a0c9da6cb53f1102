/** Finished takes become clips where they were recorded, all as one step of the history. */
import type { FinishedTake, TakeId } from "#shared/contract/index.ts"
import {
  ClipId,
  entitiesOf,
  entityOf,
  MediaId,
  tempoMapOf,
  TrackId,
  type CommandArgs,
  type Project,
} from "#shared/project/index.ts"
import type { Step, Studio } from "../../session/index.ts"
import type { NotesClipArgs } from "./notes-take.ts"
import { foundWords } from "./take-words.ts"

const AUDIO_COLOUR = 3
const PART_WITHIN_MS = 4000
const LOOK_AGAIN_MS = 50

/** What was recorded and is not in the project yet. */
export interface Recorded {
  takes: readonly FinishedTake[]
  played: readonly { takeId: TakeId; clip: unknown }[]
}

/**
 * Places takes and what was played on keys; those that the project already has are left alone. Waits until the project with them is on disk, then lets
 * go of the takes: until then they would be found again after a crash.
 * @returns how many were placed
 */
export async function placeTakes(
  { engine, library, project: session, selection }: Studio,
  { takes, played }: Recorded,
  label: string,
): Promise<number> {
  const { project } = session
  const known = new Set(entitiesOf(project.media).map(({ songPartId }) => songPartId))
  const fresh = takes.filter(({ part }) => !known.has(part.id))
  for (const { part } of fresh) await arrival(() => library.part(part.id), library)
  const clips = played.map(({ clip }) => clip as NotesClipArgs)
  const newClips = clips.filter(({ id }) => !entityOf(project.clips, id))
  const steps = [...stepsFor(project, fresh), ...stepsForPlayed(project, newClips)]
  if (steps.length > 0) {
    if (!session.runAll(label, steps)) return 0
    selection.set(
      "clip",
      steps.flatMap(({ name, args }) => (name === "take.add" ? [args.pieceId, args.clip.id] : [])),
    )
  }
  await arrival(() => session.saveState === "saved")
  const ids = [...takes.map(({ take }) => take.id), ...played.map(({ takeId }) => takeId)]
  for (const takeId of ids) await engine["takes.forget"]({ takeId })
  return fresh.length + newClips.length
}

/** Takes of the project that is open, from before the studio stopped, go back to their tracks. @returns what is said of it */
export async function bringBackTakes(studio: Studio): Promise<string> {
  const { engine, project: session } = studio
  if (!session.isOpen || session.isReadOnly) return ""
  const asked = { projectId: session.project.id }
  const takes = await engine["takes.pending"](asked)
  const played = await engine["takes.pendingClips"](asked)
  if (takes.length + played.length === 0) return ""
  const placed = await placeTakes(studio, { takes, played }, "Bring back recording")
  return placed > 0 ? foundWords(takes, placed) : ""
}

/** Pure: a recording and a clip for each take; a track that is gone is made again. */
export function stepsFor(project: Project, found: readonly FinishedTake[]): Step[] {
  const tempo = tempoMapOf(project)
  const made = new Set<string>()
  return found.flatMap(({ take, part }): Step[] => {
    const { offsetSeconds, startTicks } = take.place
    const trackId = TrackId.parse(take.place.trackId)
    const seconds = part.durationSeconds - offsetSeconds
    const lengthTicks = tempo.ticksAt(tempo.secondsAt(startTicks) + seconds) - startTicks
    if (!(lengthTicks > 0)) return []
    const media = {
      ...{ id: MediaId.parse(crypto.randomUUID()), sha256: part.mediaHash, name: take.name },
      ...{ seconds: part.durationSeconds, rateHz: part.sampleRateHz, channels: part.channels },
      songPartId: part.id,
    }
    const isGone = !entityOf(project.tracks, trackId) && !made.has(trackId)
    if (isGone) made.add(trackId)
    const track = { id: trackId, kind: "audio", name: take.name, colour: AUDIO_COLOUR } as const
    return [
      ...(isGone ? [{ name: "track.add" as const, args: track }] : []),
      { name: "media.add", args: { media: [media] } },
      addStep({
        ...{ id: ClipId.parse(crypto.randomUUID()), kind: "audio", trackId, name: take.name },
        ...{ startTicks, lengthTicks, isMuted: false, mediaId: media.id },
        ...{ offsetSeconds, gainDb: 0 },
        stretch: { mode: "off", ratio: 1, semitones: 0 },
      }),
    ]
  })
}

function stepsForPlayed(project: Project, clips: readonly NotesClipArgs[]): Step[] {
  return clips.flatMap((clip): Step[] => {
    const track = { id: clip.trackId, kind: "instrument", name: clip.name, colour: 0 } as const
    const isGone = !entityOf(project.tracks, clip.trackId)
    return [...(isGone ? [{ name: "track.add" as const, args: track }] : []), addStep(clip)]
  })
}

/** What is there already stays as a take. */
const addStep = (clip: CommandArgs<"take.add">["clip"]): Step => ({
  name: "take.add",
  args: { clip, pieceId: crypto.randomUUID() },
})

/** The library tells of what is new a moment later. */
async function arrival(isHere: () => unknown, library?: Studio["library"]): Promise<void> {
  const until = Date.now() + PART_WITHIN_MS
  while (!isHere() && (library === undefined || Date.now() < until)) {
    await library?.refresh()
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}
