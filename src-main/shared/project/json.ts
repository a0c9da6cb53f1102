/** The document as plain JSON and back. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { ProjectSchema, type Project, type ProjectJson } from "./model/index.ts"

export function projectToJson(project: Project): ProjectJson {
  return z.encode(ProjectSchema, project as z.output<typeof ProjectSchema>)
}

/** @throws StudioError unreadable, with the first place that is not as it should be */
export function projectFromJson(json: unknown): Project {
  const result = z.safeDecode(ProjectSchema, json as ProjectJson)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const place = issue?.path.join(".") ?? ""
  return fail("unreadable", `The document is damaged: ${place && `${place}: `}${issue?.message}`)
}
