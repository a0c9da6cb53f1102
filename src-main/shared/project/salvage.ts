/** What can be read of a document that is damaged: entity by entity, and what had to be left out, in words. */
import { z } from "zod"
import {
  ChordEvent,
  Clip,
  ControllerEvent,
  Device,
  KeyEvent,
  Marker,
  Media,
  MeterEvent,
  Name,
  Note,
  ProjectId,
  TempoEvent,
  Track,
  TrackId,
  type Project,
} from "./model/index.ts"
import { FaderPoint, PositionPoint, TouchSpan } from "../gesture/index.ts"
import { mended, type Parts } from "./edit/mended.ts"
import { newProject, newTrack } from "./new-project.ts"

type Lanes = Pick<Project, "tempo" | "meters" | "keys" | "chords">

export interface Salvaged {
  readonly project: Project
  /** "the clip Verse", "3 notes of Chorus": never empty. */
  readonly lost: readonly string[]
}

const Shape = z.record(z.string(), z.unknown())

/** @param json what was read as JSON and is no document. @returns undefined where it holds neither tracks nor clips */
export function salvageProject(json: unknown): Salvaged | undefined {
  const { data: source } = Shape.safeParse(json)
  if (!source) return undefined
  const lost: string[] = []
  const keep = <Schema extends z.ZodType>(name: string, what: string, schema: Schema) =>
    listOf(source[name]).flatMap((each, i): z.output<Schema>[] => {
      const { success, data } = schema.safeParse(each)
      if (!success) lost.push(`the ${what} ${nameIn(each) ?? i + 1}`)
      return success ? [data] : []
    })
  const clips = listOf(source["clips"]).map((clip) => withoutDamage(clip, lost))
  const tracks = listOf(source["tracks"]).flatMap((track) => keepTrack(track, lost))
  const kept = clips.flatMap((clip) => keepClip(clip, lost))
  if (tracks.length + kept.length === 0) return undefined
  const parts: Parts = {
    tracks: oneMaster(tracks),
    clips: kept,
    devices: keep("devices", "device", Device),
    media: keep("media", "recording", Media),
    markers: keep("markers", "marker", Marker),
    order: listOf(source["trackOrder"]).filter((id): id is string => typeof id === "string"),
  }
  const empty = emptyLike(source, parts)
  const lanes = lanesOf(
    {
      tempo: keep("tempo", "tempo", TempoEvent),
      meters: keep("meters", "meter", MeterEvent),
      keys: keep("keys", "key", KeyEvent),
      chords: keep("chords", "chord", ChordEvent),
    },
    empty,
  )
  const project = mended({ ...empty, ...lanes }, parts, ({ name }) => lost.push(`the clip ${name}`))
  return { project, lost: lost.length > 0 ? lost : ["some of its settings"] }
}

/** The first master is the master. */
function oneMaster(tracks: readonly Track[]): Track[] {
  const master = tracks.find(({ kind }) => kind === "master")
  return tracks.filter((track) => track.kind !== "master" || track === master)
}

function emptyLike(source: z.infer<typeof Shape>, { tracks }: Parts): Project {
  const id = ProjectId.catch(ProjectId.parse("salvaged")).parse(source["id"])
  const masterId = tracks.find(({ kind }) => kind === "master")?.id ?? TrackId.parse("master")
  const { data: title = "" } = Name.safeParse(source["title"])
  return newProject(id, masterId, title)
}

/** In the order of time, one at a tick, and what must stand at the beginning stands there. */
function lanesOf({ tempo, meters, keys, chords }: Lanes, empty: Project): Lanes {
  const inOrder = <E extends { readonly tick: number }>(events: readonly E[]): E[] =>
    [...new Map(events.map((event) => [event.tick, event])).values()].sort(
      (a, b) => a.tick - b.tick,
    )
  const anchored = <E extends { readonly tick: number }>(
    events: readonly E[],
    first: readonly E[],
  ): E[] => inOrder([...first, ...events])
  return {
    tempo: anchored(tempo, empty.tempo),
    meters: anchored(meters, empty.meters),
    keys: inOrder(keys),
    chords: inOrder(chords),
  }
}

const TrackStub = Track.pick({ id: true, kind: true })

/** A track whose settings cannot be read still holds its clips. */
function keepTrack(json: unknown, lost: string[]): Track[] {
  const { success, data } = Track.safeParse(json)
  if (success) return [data]
  const stub = TrackStub.safeParse(json)
  const name = nameIn(json) ?? "without a name"
  lost.push(stub.success ? `settings of the track ${name}` : `the track ${name}`)
  return stub.success ? [newTrack({ ...stub.data, name: name.slice(0, 200), colour: 0 })] : []
}

function keepClip(json: unknown, lost: string[]): Clip[] {
  const { success, data } = Clip.safeParse(json)
  if (!success) lost.push(`the clip ${nameIn(json) ?? ""}`.trim())
  return success ? [data] : []
}

/** A clip without those of its notes and controllers, or points of its gesture, that cannot be read. */
function withoutDamage(json: unknown, lost: string[]): unknown {
  const { data: clip } = Shape.safeParse(json)
  const gesture = Shape.safeParse(Shape.safeParse(clip?.["content"]).data?.["gesture"]).data
  const readable = (value: unknown, name: string, schema: z.ZodType): unknown[] => {
    const all = listOf(value)
    const kept = all.filter((each) => schema.safeParse(each).success)
    const gone = all.length - kept.length
    if (gone > 0) lost.push(`${gone} ${name} of ${nameIn(json) ?? "a clip"}`)
    return kept
  }
  if (clip?.["kind"] === "notes")
    return {
      ...clip,
      notes: readable(clip["notes"], "notes", Note),
      controllers: readable(clip["controllers"], "controllers", ControllerEvent),
    }
  if (clip?.["kind"] !== "gesture" || !gesture) return json
  const kept = {
    ...gesture,
    points: readable(gesture["points"], "points", PositionPoint),
    fader: readable(gesture["fader"], "cuts", FaderPoint),
    touches: readable(gesture["touches"], "touches", TouchSpan),
  }
  return { ...clip, content: { ...(clip["content"] as object), gesture: kept } }
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : []

function nameIn(json: unknown): string | undefined {
  const name = Shape.safeParse(json).data?.["name"]
  return typeof name === "string" && name !== "" ? name : undefined
}
