/**
 * Makes what the scratch lab ships:
 *   node scripts/train-scratch.ts classifier [--folder DIR] [--examples N] [--steps N]
 * It may be stopped (Ctrl C) and started again with the same folder. Everything is learnt from the generator of techniques.
 */
import { parseArgs } from "node:util"

const makers: Record<string, () => Promise<(options: Options) => Promise<void>>> = {
  classifier: async () => (await import("./scratch/classifier.ts")).makeClassifier,
}

export interface Options {
  folder: string | undefined
  examples: number
  steps: number
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: "string" },
    examples: { type: "string", default: "12000" },
    steps: { type: "string", default: "4000" },
  },
})
const maker = makers[positionals[0] ?? ""]
if (!maker) throw new Error(`Which one? ${Object.keys(makers).join(", ")}`)
const make = await maker()
await make({
  ...{ folder: values.folder, examples: Number(values.examples), steps: Number(values.steps) },
})
process.exit(0)
