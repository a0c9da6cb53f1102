import { audio } from "./audio.ts"
import { chunks } from "./chunks.ts"
import { compute } from "./compute.ts"
import { datasets } from "./datasets.ts"
import { duet } from "./duet.ts"
import { files } from "./files.ts"
import { gestures } from "./gestures.ts"
import { jobs } from "./jobs.ts"
import { library } from "./library.ts"
import { loops } from "./loops.ts"
import { projects } from "./projects.ts"
import { scratchDiscovery, scratchJam, scratchReading, scratchSound } from "./scratch.ts"
import { takes } from "./takes.ts"
import { training } from "./training.ts"

export * from "./audio.ts"
export * from "./chunks.ts"
export * from "./compute.ts"
export * from "./datasets.ts"
export * from "./duet.ts"
export * from "./errors.ts"
export * from "./features.ts"
export * from "./files.ts"
export * from "./gestures.ts"
export * from "./imports.ts"
export * from "./jobs.ts"
export * from "./library.ts"
export * from "./loops.ts"
export * from "./midi.ts"
export * from "./projects.ts"
export * from "./rpc.ts"
export * from "./scratch.ts"
export * from "./shell.ts"
export * from "./takes.ts"
export * from "./training.ts"

/** What the window may ask of the engine: nothing here takes a path. */
export const studioContract = {
  ...library,
  ...jobs,
  ...audio,
  ...chunks,
  ...datasets,
  ...projects,
  ...takes,
  ...gestures,
  ...training,
  ...compute,
  ...duet,
  ...loops,
  ...scratchReading,
  ...scratchDiscovery,
  ...scratchJam,
  ...scratchSound,
}

/** What the shell and the CLI may ask of the engine. */
export const engineContract = { ...studioContract, ...files }

export type StudioContract = typeof studioContract
export type EngineContract = typeof engineContract
