/** Songs of the library as clips of the project: the steps that put them there. Pure but for the ids it makes. */
import type { Part, Song } from "#shared/contract/index.ts"
import {
  ClipId,
  entitiesOf,
  MediaId,
  tempoMapOf,
  TrackId,
  type AudioClip,
  type Media,
  type Project,
} from "#shared/project/index.ts"
import type { Step } from "../../session/index.ts"

const COLOURS = 8
const COLOUR_STEP = 3

/** Of so many-th track, so that neighbours differ: 0, 3, 6, 1, 4 ... */
export const colourOfTrack = (count: number): number => (count * COLOUR_STEP) % COLOURS

export interface Place {
  readonly startTicks: number
  /** Of an audio track; null: each part on a new one. */
  readonly trackId: string | null
  /** Of the track below which new ones come; not given: below the last. */
  readonly belowId?: string
  /** Of a gesture: the first of the songs lies on its deck, and none becomes a clip. */
  readonly clipId?: string
}

/** The track that new ones come below: also one that takes recordings, where what is dropped cannot lie on it. */
export const aboveOf = ({ trackId, belowId }: Place): string | null => belowId ?? trackId

/** The part as a recording of the project: the one that is there, or one to be added. */
export function mediaOf(
  project: Project,
  song: Song | undefined,
  part: Part,
): { media: Media; steps: Step[] } {
  const known = entitiesOf(project.media).find(({ songPartId }) => songPartId === part.id)
  if (known) return { media: known, steps: [] }
  const media: Media = {
    ...{ id: MediaId.parse(crypto.randomUUID()), sha256: part.mediaHash },
    name: recordingName(song, part),
    ...{ seconds: part.durationSeconds, rateHz: part.sampleRateHz, channels: part.channels },
    songPartId: part.id,
  }
  return { media, steps: [{ name: "media.add", args: { media: [media] } }] }
}

/** What the file is called, by which it can be looked for if it is lost: the only part of a song is just "Mix". */
function recordingName(song: Song | undefined, part: Part): string {
  if (!song || song.parts.length > 1) return part.name
  const file = song.sourcePath.split(/[\\/]/).at(-1) ?? ""
  return file === "" ? song.title : file
}

/** Another record for a gesture. */
export function recordSteps(project: Project, song: Song, clipId: string): Step[] {
  const [part] = song.parts
  if (!part) return []
  const { media, steps } = mediaOf(project, song, part)
  return [...steps, { name: "gesture.sample", args: { clipIds: [clipId], mediaId: media.id } }]
}

/**
 * On a track of their own, songs begin together; on one that is there they follow one another. The parts of a song of
 * stems belong together: they always have tracks of their own.
 */
export function songSteps(project: Project, songs: readonly Song[], place: Place): Step[] {
  const tempo = tempoMapOf(project)
  const steps: Step[] = []
  const added = new Map<string, Media>()
  const above = project.trackOrder.findIndex((id) => id === aboveOf(place))
  let [tracks, nextTicks] = [0, place.startTicks]
  for (const song of songs)
    for (const part of song.parts) {
      const adding = mediaOf(project, song, part)
      const media = added.get(part.id) ?? adding.media
      if (!added.has(part.id)) steps.push(...adding.steps)
      added.set(part.id, media)
      const name = song.parts.length === 1 ? song.title : part.name
      const isOwn = place.trackId === null || song.parts.length > 1
      const trackId = isOwn ? crypto.randomUUID() : place.trackId
      if (isOwn) {
        const index = above < 0 ? undefined : above + 1 + tracks
        steps.push(newTrack(trackId, name, project.trackOrder.length + tracks++, index))
      }
      const startTicks = isOwn ? place.startTicks : nextTicks
      const endTicks = tempo.ticksAt(tempo.secondsAt(startTicks) + media.seconds)
      const clip = clipOf(media, { trackId, name, startTicks, endTicks })
      steps.push({ name: "clip.add", args: { clips: [clip] } })
      if (!isOwn) nextTicks = Math.ceil(endTicks)
    }
  return steps
}

const newTrack = (id: string, name: string, count: number, index?: number): Step => ({
  name: "track.add",
  args: {
    ...{ id, kind: "audio", name, colour: colourOfTrack(count) },
    ...(index === undefined ? {} : { index }),
  },
})

function clipOf(
  { id: mediaId }: Media,
  at: { trackId: string; name: string; startTicks: number; endTicks: number },
): AudioClip {
  return {
    ...{ id: ClipId.parse(crypto.randomUUID()), kind: "audio", name: at.name },
    ...{ trackId: TrackId.parse(at.trackId), startTicks: at.startTicks },
    ...{ lengthTicks: at.endTicks - at.startTicks, isMuted: false, mediaId },
    ...{ offsetSeconds: 0, gainDb: 0, stretch: { mode: "off", ratio: 1, semitones: 0 } },
  }
}
