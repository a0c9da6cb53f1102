/** The project with entities put in or taken out; the same project where that changes nothing. */
import {
  withEntities,
  withoutEntities,
  type Clip,
  type Device,
  type Media,
  type Project,
  type Track,
} from "../model/index.ts"

export function putTracks(project: Project, tracks: Iterable<Track>): Project {
  return withTable(project, "tracks", withEntities(project.tracks, tracks))
}

export function putClips(project: Project, clips: Iterable<Clip>): Project {
  return withTable(project, "clips", withEntities(project.clips, clips))
}

export function dropClips(project: Project, ids: Iterable<string>): Project {
  return withTable(project, "clips", withoutEntities(project.clips, ids))
}

export function putDevices(project: Project, devices: Iterable<Device>): Project {
  return withTable(project, "devices", withEntities(project.devices, devices))
}

export function putMedia(project: Project, media: Iterable<Media>): Project {
  return withTable(project, "media", withEntities(project.media, media))
}

export function withTable<Key extends keyof Project>(
  project: Project,
  key: Key,
  value: Project[Key],
): Project {
  return project[key] === value ? project : { ...project, [key]: value }
}
