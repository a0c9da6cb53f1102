/** What the document would be after some steps. */
import { runCommand, type Project } from "#shared/project/index.ts"
import type { Step } from "../../../session/project-session-types.ts"

/** @throws StudioError what a step throws */
export function afterSteps(project: Project, steps: readonly Step[]): Project {
  return steps.reduce((before, { name, args }) => runCommand(before, name, args).project, project)
}
