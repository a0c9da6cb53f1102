/** `slipmat scratch`: what hands scratched, read and written down. */
import type { Command } from "commander"
import { addScratchNotate } from "./scratch-notate.ts"

export function addScratch(program: Command): void {
  const scratch = program.command("scratch").description("scratching: read, and written down")
  addScratchNotate(scratch)
}
