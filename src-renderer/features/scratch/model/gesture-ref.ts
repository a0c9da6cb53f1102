/** Which gesture: what a row, a cell of an archive or a practice day stands for, and what is dragged out of the view. */
import { z } from "zod"
import { GestureTakeId, ScratchArchive, Technique } from "#shared/contract/index.ts"

/** As far as it is said of what was found in it. */
const Origin = z.object({ id: ScratchArchive.shape.id, name: z.string(), seed: z.int() })

export const GestureRef = z.discriminatedUnion("from", [
  z.object({ from: z.literal("technique"), technique: Technique }),
  z.object({ from: z.literal("take"), takeId: GestureTakeId }),
  z.object({
    ...{ from: z.literal("elite"), archive: Origin },
    ...{ column: z.int().min(0), row: z.int().min(0) },
  }),
  z.object({ from: z.literal("day"), archive: Origin, day: z.int().min(1) }),
])
export type GestureRef = z.infer<typeof GestureRef>
export type Origin = z.infer<typeof Origin>

/** The same for the same gesture. */
export function keyOf(ref: GestureRef): string {
  switch (ref.from) {
    case "technique":
      return `technique ${ref.technique}`
    case "take":
      return `take ${ref.takeId}`
    case "elite":
      return `elite ${ref.archive.id} ${ref.column} ${ref.row}`
    case "day":
      return `day ${ref.archive.id} ${ref.day}`
  }
}
