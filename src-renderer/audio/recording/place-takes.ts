/** Finished takes become clips where they were recorded, all as one step of the history. */
import type { FinishedTake, Part, Take } from "#shared/contract/index.ts"
import type { TempoMap } from "#shared/music/index.ts"
import {
  ClipId,
  clipsOf,
  entitiesOf,
  entityOf,
  MediaId,
  tempoMapOf,
  TrackId,
  type CommandArgs,
  type Project,
} from "#shared/project/index.ts"
import type { Step, Studio } from "../../session/index.ts"
import { passesOf, passName } from "./cycle.ts"
import type { NotesClipArgs, PlayedClip } from "./notes-take.ts"
import { foundWords } from "./take-words.ts"

const AUDIO_COLOUR = 3
const PART_WITHIN_MS = 4000
const LOOK_AGAIN_MS = 50

/** What was recorded and is not in the project yet. */
export interface Recorded {
  takes: readonly FinishedTake[]
  played: readonly PlayedClip[]
}

/**
 * Places takes and what was played on keys; those that the project already has are left alone. Waits until the project with them is on disk, then lets
 * go of the takes: until then they would be found again after a crash.
 * @returns how many were placed
 */
export async function placeTakes(
  { engine, library, project: session, selection }: Studio,
  { takes, played }: Recorded,
  label?: string,
): Promise<number> {
  const { project } = session
  const known = new Set(entitiesOf(project.media).map(({ songPartId }) => songPartId))
  const fresh = takes.filter(({ part }) => !known.has(part.id))
  for (const { part } of fresh) await arrival(() => library.part(part.id), library)
  const newClips = played
    .map(({ clip, isSilent }) => ({ clip: clip as NotesClipArgs, isSilent }))
    .filter(({ clip }) => !entityOf(project.clips, clip.id))
  const steps = [...stepsFor(project, fresh), ...stepsForPlayed(project, newClips)]
  if (steps.length > 0) {
    const count = steps.filter(({ name }) => name === "take.add").length
    const usual = count > 1 ? "Record takes" : "Record take"
    if (!session.runAll(label ?? usual, steps)) return 0
    selection.set("clip", shownOf(session.project, steps))
  }
  await arrival(() => session.saveState === "saved")
  const ids = [...takes.map(({ take }) => take.id), ...played.map(({ takeId }) => takeId)]
  for (const takeId of ids) await engine["takes.forget"]({ takeId })
  return fresh.length + newClips.length
}

/** Of what steps added, the clips that stand on tracks: what lies below others in lanes is not removed unseen. */
const shownOf = (project: Project, steps: readonly Step[]): string[] =>
  steps.flatMap(({ name, args }) => {
    if (name !== "take.add") return []
    const onTrack = new Set<string>(clipsOf(project, args.clip.trackId).map(({ id }) => id))
    return [args.pieceId, args.clip.id].filter((id) => onTrack.has(id))
  })

/** Takes of the project that is open, from before the studio stopped, go back to their tracks. @returns what is said of it */
export async function bringBackTakes(studio: Studio): Promise<string> {
  const { engine, project: session } = studio
  if (!session.isOpen || session.isReadOnly) return ""
  const asked = { projectId: session.project.id }
  const takes = await engine["takes.pending"](asked)
  const played = await engine["takes.pendingClips"](asked)
  if (takes.length + played.length === 0) return ""
  const inOrder = played.toSorted((a, b) => (a.pass ?? 0) - (b.pass ?? 0))
  const placed = await placeTakes(studio, { takes, played: inOrder }, "Bring back recording")
  return placed > 0 ? foundWords(takes, placed) : ""
}

/** Pure: a recording and a clip for each take; a track that is gone is made again. */
export function stepsFor(project: Project, found: readonly FinishedTake[]): Step[] {
  const tempo = tempoMapOf(project)
  const made = new Set<string>()
  return found.flatMap(({ take, part }): Step[] => {
    const trackId = TrackId.parse(take.place.trackId)
    const clips = stretchesOf(take, part, tempo)
    if (clips.length === 0) return []
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
      ...clips.map(({ isSilent, ...place }) => {
        const clip = {
          ...({ id: ClipId.parse(crypto.randomUUID()), kind: "audio", trackId, ...place } as const),
          ...{ isMuted: false, mediaId: media.id, gainDb: 0 },
          stretch: { mode: "off", ratio: 1, semitones: 0 } as const,
        }
        return addStep(clip, isSilent)
      }),
    ]
  })
}

interface Stretch {
  name: string
  startTicks: number
  lengthTicks: number
  offsetSeconds: number
  isSilent: boolean
}

/** The clips of a recording: one, or one for each pass in the loop. The last whole pass is what sounds. */
function stretchesOf(take: Take, part: Part, tempo: TempoMap): Stretch[] {
  const { startTicks, offsetSeconds, cycle } = take.place
  const ticksFrom = (start: number, seconds: number): number =>
    tempo.ticksAt(tempo.secondsAt(start) + seconds) - start
  if (!cycle) {
    const lengthTicks = ticksFrom(startTicks, part.durationSeconds - offsetSeconds)
    const whole = { name: take.name, startTicks, lengthTicks, offsetSeconds, isSilent: false }
    return lengthTicks > 0 ? [whole] : []
  }
  const passes = passesOf(take, cycle, part.frames)
  const hasWhole = passes.some(({ isWhole }) => isWhole)
  return passes.map(({ index, fromFrame, frames, ...pass }) => ({
    name: passes.length > 1 ? passName(take.name, index) : take.name,
    startTicks: pass.startTicks,
    lengthTicks: pass.lengthTicks ?? ticksFrom(pass.startTicks, frames / take.rateHz),
    offsetSeconds: fromFrame / take.rateHz,
    isSilent: hasWhole && index > 0 && !pass.isWhole,
  }))
}

interface NewClip {
  clip: NotesClipArgs
  isSilent: boolean | undefined
}

function stepsForPlayed(project: Project, clips: readonly NewClip[]): Step[] {
  const made = new Set<string>()
  return clips.flatMap(({ clip, isSilent }): Step[] => {
    const track = { id: clip.trackId, kind: "instrument", name: clip.name, colour: 0 } as const
    const isGone = !entityOf(project.tracks, clip.trackId) && !made.has(clip.trackId)
    made.add(clip.trackId)
    const adding = addStep(clip, isSilent)
    return [...(isGone ? [{ name: "track.add" as const, args: track }] : []), adding]
  })
}

/** What is there already stays as a take. */
const addStep = (clip: CommandArgs<"take.add">["clip"], isSilent = false): Step => ({
  name: "take.add",
  args: { clip, pieceId: crypto.randomUUID(), ...(isSilent ? { isSilent } : {}) },
})

/** The library tells of what is new a moment later. */
async function arrival(isHere: () => unknown, library?: Studio["library"]): Promise<void> {
  const until = Date.now() + PART_WITHIN_MS
  while (!isHere() && (library === undefined || Date.now() < until)) {
    await library?.refresh()
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}
