/** Commands on the pads of a drum sampler. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { PadChanges, withPad } from "../drum-state.ts"
import { deviceOf } from "../edit/find.ts"
import { patched } from "../edit/patched.ts"
import { putDevices } from "../edit/put.ts"
import { DeviceId, entityOf, Pitch } from "../model/index.ts"
import { defineCommand } from "./define-command.ts"

const fields = PadChanges.shape

export const padCommands = [
  defineCommand({
    name: "pad.set",
    label: "Change pad",
    args: z.object({
      deviceId: DeviceId,
      key: Pitch,
      changes: z
        .object({
          name: fields.name.nullable(),
          kitKey: fields.kitKey.nullable(),
          sample: fields.sample.nullable(),
          gainDb: fields.gainDb.nullable(),
          pan: fields.pan.nullable(),
          tuneSemitones: fields.tuneSemitones.nullable(),
          decaySeconds: fields.decaySeconds.nullable(),
          chokeGroup: fields.chokeGroup.nullable(),
        })
        .describe("null: as the kit has it"),
    }),
    apply(project, { deviceId, key, changes }) {
      const device = deviceOf(project, deviceId)
      if (device.kind !== "drums") fail("conflict", "Only a drum sampler has pads.")
      if (changes.sample && !entityOf(project.media, changes.sample.mediaId))
        fail("not-found", "The recording is not part of the project.")
      return putDevices(project, [patched(device, { state: withPad(device.state, key, changes) })])
    },
  }),
] as const
