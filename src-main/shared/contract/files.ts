/**
 * Procedures that name files of the user's disk. Offered only to the shell and the CLI, which got the paths from a
 * dialog, a drop or a command line; never to the renderer (see contract/index.ts).
 */
import { z } from "zod"
import { procedure } from "./rpc.ts"
import { JobId } from "./jobs.ts"
import { PartId } from "./library.ts"

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
    output: z.object({ jobIds: z.array(JobId) }),
  }),
  /** Writes the chunks (all, or the given ones) as wav files into a folder. */
  "files.exportChunks": procedure({
    input: z.object({
      partId: PartId,
      indices: z.array(z.int().min(0)).optional(),
      directory: path,
    }),
    output: z.object({ written: z.int() }),
    progress: z.object({ written: z.int(), total: z.int() }),
  }),
}
