/** What the window asks of the desktop around it. Served by the main process over ipc. */
import { z } from "zod"
import { ChunksOfParts } from "./chunks.ts"
import { DatasetId } from "./datasets.ts"
import { procedure } from "./rpc.ts"
import { FoundRecordings, WantedRecording } from "./imports.ts"
import { JobId } from "./jobs.ts"
import { OpenedProject, OpenProjectId } from "./projects.ts"
import { ModelId } from "./training.ts"

export const LEAST_SCALE = 0.8
export const LARGEST_SCALE = 2

/** Sound as one file, every track as one besides ("stems"), or notes for other programs. */
export const ExportKind = z.enum([
  ...["wav", "flac", "mp3", "ogg", "stems"],
  ...["midi", "dawproject", "musicxml"],
] as const)
export type ExportKind = z.infer<typeof ExportKind>

export const shell = {
  /** Opens a dialog and imports what was chosen; no jobs where the person cancelled. */
  "shell.import": procedure({
    input: z.object({ what: z.enum(["files", "folder", "stems"]) }),
    output: z.object({ jobIds: z.array(JobId) }),
  }),
  /** Imports the song that comes with the studio; `not-found` in a build without it. */
  "shell.importDemo": procedure({
    input: z.object({}),
    output: z.object({ jobIds: z.array(JobId) }),
  }),
  /** Imports files dropped on the window. The preload bridge is the only caller: it turns File objects into paths. */
  "shell.importPaths": procedure({
    input: z.object({ paths: z.array(z.string().min(1)).min(1) }),
    output: z.object({ jobIds: z.array(JobId) }),
  }),
  /** Dialog for music to learn from, and takes it in; null where the person cancelled. `not-found` where there is no music. */
  "shell.importDataset": procedure({
    input: z.object({ what: z.enum(["files", "folder"]) }),
    output: z.object({ jobId: JobId, datasetId: DatasetId }).nullable(),
  }),
  /** Dialog, then writes the model and its card into that file; null where the person cancelled. */
  "shell.exportModel": procedure({
    input: z.object({ modelId: ModelId, name: z.string().min(1) }),
    output: z.object({ name: z.string() }).nullable(),
  }),
  /** Dialog for a model's file, and takes it in; null where the person cancelled. */
  "shell.importModel": procedure({ input: z.object({}), output: ModelId.nullable() }),
  /** Dialog for a file or a folder, then a search there for lost recordings; null where the person cancelled. */
  "shell.findRecordings": procedure({
    input: z.object({
      what: z.enum(["file", "folder"]),
      wanted: z.array(WantedRecording).min(1),
    }),
    output: FoundRecordings.nullable(),
    progress: z.object({ fraction: z.number() }),
  }),
  /** Save dialog, then writes the bytes. `path` is null where the person cancelled. */
  "shell.save": procedure({
    input: z.object({
      name: z.string().min(1).describe("suggested file name with extension"),
      bytes: z.instanceof(Uint8Array),
    }),
    output: z.object({ path: z.string().nullable() }),
  }),
  "shell.exportChunks": procedure({
    input: z.object({ parts: ChunksOfParts }),
    output: z.object({ written: z.int().nullable().describe("null where the person cancelled") }),
  }),
  /** Dialog for a project or a MIDI file; null where the person cancelled. */
  "shell.openProject": procedure({ input: z.object({}), output: OpenedProject.nullable() }),
  /** Dialog, then the project goes on in that file; null where the person cancelled. */
  "shell.saveProjectAs": procedure({
    input: z.object({ id: OpenProjectId, name: z.string().min(1) }),
    output: z.object({ name: z.string() }).nullable(),
  }),
  /** Dialog, then writes the project's sound or notes into that file or folder; null where the person cancelled. */
  "shell.exportProject": procedure({
    input: z.object({
      id: OpenProjectId,
      name: z.string().min(1),
      kind: ExportKind,
    }),
    output: z.object({ name: z.string(), warnings: z.array(z.string()) }).nullable(),
    progress: z.object({ fraction: z.number() }),
  }),
  "shell.window": procedure({
    input: z.object({
      action: z.enum(["minimise", "toggle-maximise", "close", "toggle-full-screen"]),
    }),
    output: z.void(),
  }),
  /** How large everything is drawn, 1 as designed. The window takes it up at once; the renderer keeps it. */
  "shell.setScale": procedure({
    input: z.object({ scale: z.number().min(LEAST_SCALE).max(LARGEST_SCALE) }),
    output: z.void(),
  }),
  /** Per-user view state (panel sizes, palettes), a JSON document the renderer owns. */
  "shell.readPreferences": procedure({
    input: z.object({}),
    output: z.record(z.string(), z.unknown()),
  }),
  "shell.writePreferences": procedure({
    input: z.object({ preferences: z.record(z.string(), z.unknown()) }),
    output: z.void(),
  }),
  /** Opens the library's folder, or the licences of everything in this build, as the desktop does. @throws not-found */
  "shell.open": procedure({
    input: z.object({ what: z.enum(["library", "licences"]) }),
    output: z.void(),
  }),
  "shell.about": procedure({
    input: z.object({}),
    output: z.object({
      version: z.string(),
      electron: z.string(),
      platform: z.string(),
      engine: z.enum(["utility", "child"]).describe("how the engine process is hosted"),
    }),
  }),
}
