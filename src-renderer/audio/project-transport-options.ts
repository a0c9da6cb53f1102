/** What the transport of a project stands on. */
import type { ProjectSession } from "../session/index.ts"
import type { FindPart } from "./project-sound.ts"
import type { Sound } from "./sound.ts"

export interface Options {
  sound: Sound
  project: Pick<ProjectSession, "id" | "isOpen" | "project">
  findPart: FindPart
  onProblem(error: unknown): void
}
