/** The document as plain JSON, for files and for other processes; and back, checked where it comes from outside. */
import { z } from "zod"
import { fail, toStudioError } from "#shared/contract/errors.ts"
import {
  emptyTable,
  entitiesOf,
  PROJECT_FORMAT,
  ProjectSchema,
  withEntities,
  type Entity,
  type Project,
  type ProjectJson,
  type Table,
} from "./model/index.ts"
import { checkProject } from "./validate.ts"

export interface ReadProject {
  readonly project: Project
  /** What is not whole, in words: such a document can be shown, but commands may refuse it. */
  readonly problems: readonly string[]
}

/**
 * Its tables as lists: what `z.encode` makes, which checks all once more and takes a third of a second for a large piece.
 * Clips come last, as they are most of a piece: of a text that ends early they go, and not what all of them lie on.
 */
export function projectToJson(project: Project): ProjectJson {
  const { clips, ...others } = project
  const { markers, tracks, devices, media } = others
  const lists = {
    ...{ markers: entitiesOf(markers), tracks: entitiesOf(tracks) },
    ...{ devices: entitiesOf(devices), media: entitiesOf(media), clips: entitiesOf(clips) },
  }
  // The schema's types are mutable, its values are not changed.
  return { ...others, ...lists } as unknown as ProjectJson
}

/** As text it goes to another process several times as fast as in parts. */
export const projectToText = (project: Project): string => JSON.stringify(projectToJson(project))

/** @param text of `projectToText`, in this studio: it was checked when its file was read, and is taken as it is */
export function projectFromText(text: string): Project {
  const json = JSON.parse(text) as Omit<Project, TableName> & Record<TableName, Entity[]>
  const tables = TABLES.map((name): [TableName, Table<Entity>] => [
    name,
    withEntities(emptyTable(), json[name]),
  ])
  return { ...json, ...Object.fromEntries(tables) } as unknown as Project
}
const TABLES = ["markers", "tracks", "clips", "devices", "media"] as const
type TableName = (typeof TABLES)[number]

/**
 * @param json from anywhere
 * @throws StudioError invalid-input for a document of a newer format, unreadable for what is no document
 */
export function projectFromJson(json: unknown): ReadProject {
  const { format } = z.object({ format: z.number() }).catch({ format: 0 }).parse(json)
  if (format > PROJECT_FORMAT)
    fail("invalid-input", `This project was made by a newer Slipmat (format ${format})`)
  const parsed = ProjectSchema.safeDecode(json as ProjectJson)
  if (!parsed.success) fail("unreadable", `No project: ${toStudioError(parsed.error).message}`)
  return { project: parsed.data, problems: checkProject(parsed.data) }
}
