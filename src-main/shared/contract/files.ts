/**
 * Procedures that name files of the user's disk. Offered only to the shell and the CLI, which got the paths from a
 * dialog, a drop or a command line; never to the renderer (see contract/index.ts).
 */
import { z } from "zod"
import { Dataset, DatasetId, Licence } from "./datasets.ts"
import { ChunksOfParts } from "./chunks.ts"
import { procedure } from "./rpc.ts"
import { FoundRecordings, WantedRecording } from "./imports.ts"
import { JobId } from "./jobs.ts"
import { OpenedProject, OpenProjectId } from "./projects.ts"
import { ModelId } from "./training.ts"

const path = z.string().min(1)

export const files = {
  /** Queues an import. Folders are searched for audio files; with `asStems` all files become parts of one song. */
  "files.import": procedure({
    input: z.object({
      paths: z.array(path).min(1).max(10_000),
      asStems: z.boolean().default(false),
      title: z
        .string()
        .min(1)
        .optional()
        .describe("of the song made of stems; default: the folder's name"),
    }),
    output: z.object({
      jobIds: z.array(JobId),
      paths: z.array(z.string()).describe("of each job its file; of stems the first path named"),
    }),
  }),
  /** What is there to learn from, before it is taken in. @throws not-found, invalid-input where there is no music */
  "files.lookAtDataset": procedure({
    input: z.object({ paths: z.array(path).min(1).max(10_000) }),
    output: z.object({
      name: z.string().describe("of the folder or file"),
      files: z.int().describe("that look like music"),
      notice: z
        .string()
        .describe(
          "what files beside the music say about where it comes from and its licence, or empty",
        ),
    }),
  }),
  /** Queues taking in folders, archives and files of music as one dataset. @throws not-found, invalid-input where there is no music */
  "files.importDataset": procedure({
    input: z.object({
      paths: z.array(path).min(1).max(10_000),
      name: Dataset.shape.name.optional().describe("default: the first folder's or file's"),
      licence: Licence,
      restoresKeys: z
        .boolean()
        .optional()
        .describe(
          "puts key signatures back into the pitches of MIDI files whose converter lost them",
        ),
    }),
    output: z.object({ jobId: JobId, datasetId: DatasetId.describe("there once the job is done") }),
  }),
  /** Writes a model with its card as one file; one whose name ends in .onnx is the network alone. @throws not-found */
  "files.exportModel": procedure({
    input: z.object({ modelId: ModelId, path }),
    output: z.void(),
  }),
  /** Takes a model's file into the library. @throws unreadable, invalid-input where it speaks another language of notes */
  "files.importModel": procedure({ input: z.object({ path }), output: ModelId }),
  /**
   * Looks for recordings that a project has lost, in a folder or as the one file that was chosen, and queues the import of
   * what it found: with the same content, else with the same name and length.
   */
  "files.findRecordings": procedure({
    input: z.object({ path, wanted: z.array(WantedRecording).min(1) }),
    output: FoundRecordings,
    progress: z.object({ fraction: z.number() }),
  }),
  /** Writes chunks of one or several parts as wav files into a folder. */
  "files.exportChunks": procedure({
    input: z.object({ parts: ChunksOfParts, directory: path }),
    output: z.object({ written: z.int() }),
    progress: z.object({ written: z.int(), total: z.int() }),
  }),
  /** Opens a project's file: a `.slipmat`, or a copy of what a file of another kind holds, as a new project. */
  "files.openProject": procedure({ input: z.object({ path }), output: OpenedProject }),
  /** Puts the project into a file of this name, and goes on there. */
  "files.saveProjectAs": procedure({
    input: z.object({ id: OpenProjectId, path }),
    output: z.object({ name: z.string() }),
  }),
  /** Writes what other programs can read; the format follows from the name's ending: .mid, .dawproject or .musicxml */
  "files.exportProject": procedure({
    input: z.object({ id: OpenProjectId, path }),
    output: z.object({ warnings: z.array(z.string()) }),
  }),
  /** Writes sound; the format follows from the name's ending: .wav, .flac, or .ogg and .mp3 where their encoders are installed */
  "files.renderProject": procedure({
    input: z.object({
      id: OpenProjectId,
      path,
      stemsDirectory: path.optional().describe("every track as a file of its own"),
      sampleRateHz: z.int().min(8000).max(192_000).default(48_000),
      sampleFormat: z.enum(["int16", "int24", "float32"]).default("int24"),
      fromTicks: z.number().min(0).optional(),
      toTicks: z.number().min(0).optional(),
    }),
    output: z.object({
      seconds: z.number(),
      peak: z.number().describe("linear; above 1 whole numbers are clipped"),
      missing: z.array(z.string()).describe("names of recordings that could not be found"),
    }),
    progress: z.object({ fraction: z.number() }),
  }),
}
