/** What comes back from the bridge for files that were dropped, and which kinds of files there are. */
import { z } from "zod"
import { DatasetId, ERROR_CODES, fromWire, JobId } from "#shared/contract/index.ts"

export const Imported = z.object({ jobIds: z.array(JobId) })
export const TakenIn = z.object({ jobId: JobId, datasetId: DatasetId })

const Refused = z.object({ error: z.object({ code: z.enum(ERROR_CODES), message: z.string() }) })

/** @throws StudioError what the desktop or the engine could not do, in its own words */
export function resultOf<T>(answer: unknown, schema: z.ZodType<T>): T {
  const refused = Refused.safeParse(answer)
  if (refused.success) throw fromWire(refused.data.error)
  return z.object({ result: schema }).parse(answer).result
}

export type DroppedKind = "project" | "midi" | "score" | "sound"

/** By the ending of the name. What is no project may be a song: the import says what it cannot read, and why. */
export function kindOf({ name }: { name: string }): DroppedKind {
  if (/\.(slipmat|dawproject)$/i.test(name)) return "project"
  if (/\.(musicxml|mxl|xml)$/i.test(name)) return "score"
  return /\.midi?$/i.test(name) ? "midi" : "sound"
}
