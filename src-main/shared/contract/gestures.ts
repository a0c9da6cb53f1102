/** What hands do on controllers. */
import { z } from "zod"
import { ControllerProfile } from "../gesture/index.ts"
import { procedure } from "./rpc.ts"

export const gestures = {
  /** The controllers whose messages are known, by their names. */
  "gestures.controllers": procedure({
    input: z.object({}),
    output: z.array(ControllerProfile),
  }),
}
