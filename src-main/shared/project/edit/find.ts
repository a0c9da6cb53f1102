/** Entities by id, or the sentence that says which one is missing. */
import { fail } from "#shared/contract/errors.ts"
import {
  entitiesOf,
  entityOf,
  isSoundClip,
  type AudioClip,
  type Clip,
  type Device,
  type Entity,
  type GestureClip,
  type Media,
  type NotesClip,
  type Project,
  type SoundClip,
  type Table,
  type Track,
} from "../model/index.ts"

/** @throws StudioError not-found, as all of these */
export function trackOf(project: Project, id: string): Track {
  return entityOf(project.tracks, id) ?? fail("not-found", `There is no track ${id}`)
}

export function clipOf(project: Project, id: string): Clip {
  return entityOf(project.clips, id) ?? fail("not-found", `There is no clip ${id}`)
}

/** @throws StudioError invalid-input where the clip has no notes, too */
export function notesClipOf(project: Project, id: string): NotesClip {
  const clip = clipOf(project, id)
  return clip.kind === "notes" ? clip : fail("invalid-input", `${nameOf(clip)} holds no notes`)
}

/** @throws StudioError invalid-input where the clip is no recording, too */
export function audioClipOf(project: Project, id: string): AudioClip {
  const clip = clipOf(project, id)
  return clip.kind === "audio" ? clip : fail("invalid-input", `${nameOf(clip)} is no audio clip`)
}

/** @throws StudioError invalid-input where no recording sounds in the clip, too */
export function soundClipOf(project: Project, id: string): SoundClip {
  const clip = clipOf(project, id)
  return isSoundClip(clip) ? clip : fail("invalid-input", `${nameOf(clip)} plays no recording`)
}

/** @throws StudioError invalid-input where the clip is no gesture, too */
export function gestureClipOf(project: Project, id: string): GestureClip {
  const clip = clipOf(project, id)
  return clip.kind === "gesture" ? clip : fail("invalid-input", `${nameOf(clip)} is no gesture`)
}

export function deviceOf(project: Project, id: string): Device {
  return entityOf(project.devices, id) ?? fail("not-found", `There is no device ${id}`)
}

export function mediaOf(project: Project, id: string): Media {
  return entityOf(project.media, id) ?? fail("not-found", `There is no recording ${id}`)
}

/** The track in whose chain a device stands. */
export function ownerOf(project: Project, deviceId: string): Track {
  const owner = entitiesOf(project.tracks).find(({ devices }) =>
    devices.some((each) => each === deviceId),
  )
  return owner ?? fail("not-found", `There is no device ${deviceId} in any track`)
}

/** "Clip “Verse” (c1)": enough to find it on screen and in a log. */
export function nameOf(entity: {
  readonly id: string
  readonly name?: string | undefined
}): string {
  return entity.name === undefined || entity.name === ""
    ? entity.id
    : `“${entity.name}” (${entity.id})`
}

/** @throws StudioError conflict where one of the ids is in the table, or twice among the new ones */
export function refuseTaken<T extends Entity>(table: Table<T>, ids: readonly string[]): void {
  const seen = new Set<string>()
  for (const id of ids) {
    if (entityOf(table, id) || seen.has(id)) fail("conflict", `The id ${id} is taken`)
    seen.add(id)
  }
}
