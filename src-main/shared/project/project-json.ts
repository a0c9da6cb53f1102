/** The document as plain JSON, for files and for other processes; and back, checked. */
import { z } from "zod"
import { fail, toStudioError } from "#shared/contract/errors.ts"
import { PROJECT_FORMAT, ProjectSchema, type Project, type ProjectJson } from "./model/index.ts"
import { checkProject } from "./validate.ts"

export interface ReadProject {
  readonly project: Project
  /** What is not whole, in words: such a document can be shown, but commands may refuse it. */
  readonly problems: readonly string[]
}

export function projectToJson(project: Project): ProjectJson {
  // The codec's types are mutable, its values are not changed.
  return z.encode(ProjectSchema, project as z.output<typeof ProjectSchema>)
}

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
