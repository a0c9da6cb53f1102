/** Commands that move the whole piece behind a place. */
import { z } from "zod"
import { deleteTime, insertTime } from "../edit/ripple.ts"
import { LengthTicks, Ticks } from "../model/index.ts"
import { defineCommand } from "./define-command.ts"

export const timeCommands = [
  defineCommand({
    name: "time.insert",
    label: "Insert time",
    args: z.object({ atTicks: Ticks, lengthTicks: LengthTicks }),
    apply: (project, { atTicks, lengthTicks }) => insertTime(project, atTicks, lengthTicks),
  }),
  defineCommand({
    name: "time.delete",
    label: "Delete time",
    args: z.object({ fromTicks: Ticks, lengthTicks: LengthTicks }),
    apply: (project, { fromTicks, lengthTicks }) => deleteTime(project, fromTicks, lengthTicks),
  }),
] as const
