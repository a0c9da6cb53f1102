/** Sound and its picture, read in tiles so that an hour costs no more memory than a second. */
import { z } from "zod"
import { float32 } from "./arrays.ts"
import { procedure } from "./rpc.ts"
import { PartId } from "./library.ts"

export const audio = {
  /** Decoded samples, planar: channel after channel, `frames` each (fewer at the end of the part). At most 1 MB. */
  "audio.read": procedure({
    input: z.object({
      partId: PartId,
      startFrame: z.int().min(0),
      frames: z.int().min(1).max(131_072),
    }),
    output: z.object({ channels: z.int(), frames: z.int(), samples: float32 }),
  }),
  /**
   * The waveform at about the asked resolution, from the peaks pyramid. `peaks` holds min, max pairs in -1..1, mono,
   * one pair per `framesPerPeak` frames (the pyramid's level at or below the asked one).
   */
  "audio.peaks": procedure({
    input: z.object({
      partId: PartId,
      framesPerPeak: z.number().min(1),
      startFrame: z.int().min(0).default(0),
      peaks: z.int().min(1).max(65_536),
    }),
    output: z.object({ framesPerPeak: z.int(), startFrame: z.int(), peaks: float32 }),
  }),
}
