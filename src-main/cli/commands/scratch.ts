/** `slipmat scratch`: what hands scratched, read and written down; what a machine finds by itself. */
import type { Command } from "commander"
import { addScratchClassify } from "./scratch-classify.ts"
import { addScratchDiscover } from "./scratch-discover.ts"
import { addScratchFit } from "./scratch-fit.ts"
import { addScratchGenerate } from "./scratch-generate.ts"
import { addScratchNotate } from "./scratch-notate.ts"
import { addScratchRender } from "./scratch-render.ts"
import { addScratchRespond } from "./scratch-respond.ts"

export function addScratch(program: Command, signal: AbortSignal): void {
  const scratch = program.command("scratch").description("scratching: read, written down and made")
  addScratchClassify(scratch)
  addScratchNotate(scratch)
  addScratchGenerate(scratch)
  addScratchRespond(scratch)
  addScratchDiscover(scratch, signal)
  addScratchRender(scratch, signal)
  addScratchFit(scratch, signal)
}
