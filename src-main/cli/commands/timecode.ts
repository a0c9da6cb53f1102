import type { Command } from "commander"
import { addTimecodeDecode } from "./timecode-decode.ts"
import { addTimecodeGenerate } from "./timecode-generate.ts"

export function addTimecode(program: Command, signal: AbortSignal): void {
  const timecode = program
    .command("timecode")
    .description("control vinyl: read a recording of it, or make one")
  addTimecodeGenerate(timecode, signal)
  addTimecodeDecode(timecode, signal)
}
