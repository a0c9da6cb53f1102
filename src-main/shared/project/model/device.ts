/** One instrument or effect in a track's chain. What its parameters mean is known to its kind alone. */
import { z } from "zod"
import type { Immutable } from "./immutable.ts"
import { DeviceId, TrackId } from "./ids.ts"
import { JsonValue, Name } from "./values.ts"

export const DeviceRole = z.enum(["instrument", "effect"])

export const DeviceParameters = z.record(z.string().min(1).max(100), z.number())

export const Device = z.object({
  id: DeviceId,
  kind: z.string().min(1).max(100),
  role: DeviceRole.describe("an instrument turns notes into sound and stands first"),
  name: Name.optional(),
  isBypassed: z.boolean(),
  parameters: DeviceParameters,
  state: JsonValue.optional().describe("what is no number: a SoundFont's preset, a kit's pads"),
  sidechainTrackId: TrackId.optional(),
})
export type Device = Immutable<z.infer<typeof Device>>
