/** The commands by name. One is loaded when it is asked for: most of the time of a short command would be the others' code. */
import type { Command } from "commander"

type Add = (program: Command, signal: AbortSignal) => void

/** In the order in which they are listed. */
const COMMANDS: Record<string, () => Promise<Add>> = {
  map: async () => (await import("./map.ts")).addMap,
  onsets: async () => (await import("./onsets.ts")).addOnsets,
  embed: async () => (await import("./embed.ts")).addEmbed,
  loudness: async () => (await import("./loudness.ts")).addLoudness,
  import: async () => (await import("./import.ts")).addImport,
  library: async () => (await import("./library.ts")).addLibrary,
  new: async () => (await import("./new.ts")).addNew,
  apply: async () => (await import("./apply.ts")).addApply,
  commands: async () => (await import("./commands.ts")).addCommands,
  render: async () => (await import("./render.ts")).addRender,
  export: async () => (await import("./export.ts")).addExport,
  collect: async () => (await import("./collect.ts")).addCollect,
  gesture: async () => (await import("./gesture.ts")).addGesture,
  scratch: async () => (await import("./scratch.ts")).addScratch,
  controllers: async () => (await import("./controllers.ts")).addControllers,
  timecode: async () => (await import("./timecode.ts")).addTimecode,
  data: async () => (await import("./data.ts")).addData,
  train: async () => (await import("./train.ts")).addTrain,
  runs: async () => (await import("./runs.ts")).addRuns,
  models: async () => (await import("./models.ts")).addModels,
  evaluate: async () => (await import("./evaluate.ts")).addEvaluate,
  generate: async () => (await import("./generate.ts")).addGenerate,
  duet: async () => (await import("./duet.ts")).addDuet,
  infill: async () => (await import("./infill.ts")).addInfill,
  loops: async () => (await import("./loops.ts")).addLoops,
  compute: async () => (await import("./compute.ts")).addCompute,
  doctor: async () => (await import("./doctor.ts")).addDoctor,
}

/** The one of that name, or all of them where help is asked for or the name is none. */
export function commandsFor(name: string | undefined): Promise<Add[]> {
  const isOne = name !== undefined && Object.hasOwn(COMMANDS, name)
  const loads = isOne ? [COMMANDS[name]!] : Object.values(COMMANDS)
  return Promise.all(loads.map((load) => load()))
}
