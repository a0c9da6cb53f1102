/** What a project's file is to those who keep steps in it. */
import type { Op, Project, Replay } from "#shared/project/index.ts"

export interface Loaded extends Replay {
  /** What could not be read, in words; empty where the file is whole. */
  readonly damage: readonly string[]
}

export interface ProjectFile {
  readonly path: string
  /** It may not be written, or what was loaded is not all that it held: it then stays as it is. */
  readonly isReadOnly: boolean
  /** Its journal lay beside it when it was opened: who had it open last was stopped. */
  readonly wasLeftOpen: boolean
  /** The document with what was done since its snapshot. @throws StudioError unreadable where nothing of it can be read */
  load(): Loaded
  /** Keeps steps; they are on disk when it returns. @throws StudioError read-only, disk-full, conflict where another changed it */
  append(ops: readonly Op[], atMs: number): void
  /** Keeps the document and forgets the steps that led to it. */
  snapshot(project: Project): void
  /** Whether another Slipmat wrote steps or a document since this one last did, or loaded. */
  isChangedByOther(): boolean
  /** Whether this is still the file under its name: it may have been moved, deleted or replaced. */
  isInPlace(): boolean
  close(): void
}
