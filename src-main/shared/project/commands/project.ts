/** Commands on the piece as a whole. */
import { z } from "zod"
import { patched } from "../edit/patched.ts"
import { LoopRegion, Name } from "../model/index.ts"
import { defineCommand } from "./define-command.ts"

export const projectCommands = [
  defineCommand({
    name: "project.rename",
    label: "Rename project",
    args: z.object({ title: Name, artist: Name.optional() }),
    apply: (project, args) => patched(project, args),
  }),
  defineCommand({
    name: "loop.set",
    label: "Set loop",
    args: LoopRegion,
    apply: (project, loop) => patched(project, { loop }),
  }),
] as const
