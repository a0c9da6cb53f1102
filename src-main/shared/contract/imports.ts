/** Recordings that a project has lost, and where they were found again. */
import { z } from "zod"
import { JobId } from "./jobs.ts"

export const WantedRecording = z.object({
  id: z.string().min(1),
  sha256: z.string(),
  name: z.string(),
  seconds: z.number().min(0),
})
export type WantedRecording = z.infer<typeof WantedRecording>

export const FoundRecordings = z.object({
  /** How many audio files there were. */
  searched: z.int(),
  found: z.array(
    z.object({
      id: z.string().describe("of the wanted recording"),
      by: z.enum(["content", "name", "choice"]).describe("why it is taken for the lost one"),
      file: z.string().describe("the name of the file that was found"),
      jobId: JobId.describe("its import into the library"),
    }),
  ),
})
export type FoundRecordings = z.infer<typeof FoundRecordings>
