/** `slipmat scratch`: what hands scratched, read, written down and made. */
import type { Command } from "commander"
import { addScratchClassify } from "./scratch-classify.ts"
import { addScratchGenerate } from "./scratch-generate.ts"
import { addScratchNotate } from "./scratch-notate.ts"

export function addScratch(program: Command): void {
  const scratch = program.command("scratch").description("scratching: read, written down and made")
  addScratchClassify(scratch)
  addScratchNotate(scratch)
  addScratchGenerate(scratch)
}
