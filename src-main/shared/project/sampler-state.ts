/** What a sampler's device keeps in its state: which key plays which stretch of which recording. */
import { z } from "zod"
import { GainDb, MediaId, Pitch } from "./model/index.ts"

export const SamplerZone = z.object({
  mediaId: MediaId,
  startSeconds: z.number().min(0),
  endSeconds: z.number().min(0),
  lowKey: Pitch,
  highKey: Pitch,
  rootKey: Pitch.describe("the key at which it sounds as it was recorded"),
  gainDb: GainDb,
  isOneShot: z.boolean().describe("sounds to its end, however short the key is held"),
})
export type SamplerZone = z.infer<typeof SamplerZone>

export const SamplerState = z.object({ zones: z.array(SamplerZone).max(1024) })
export type SamplerState = z.infer<typeof SamplerState>
