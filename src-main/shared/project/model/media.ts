/** A recording that clips play from, known by its content. */
import { z } from "zod"
import type { Immutable } from "./immutable.ts"
import { MediaId } from "./ids.ts"
import { Name } from "./values.ts"

export const Media = z.object({
  id: MediaId,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 has 64 hexadecimal digits"),
  name: Name,
  seconds: z.number().min(0),
  rateHz: z.number().positive(),
  channels: z.int().min(1).max(64),
  songPartId: z.string().max(100).optional().describe("the part of a song in the library"),
})
export type Media = Immutable<z.infer<typeof Media>>
