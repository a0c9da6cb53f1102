/** How many bits a sample of a file has, as it is said on the command line. */
import { Option } from "commander"

export const SAMPLE_FORMATS = { "16": "int16", "24": "int24", "32f": "float32" } as const
export type SampleBits = keyof typeof SAMPLE_FORMATS

export const bitsOption = (): Option =>
  new Option("--bits <bits>", "of a sample; 32f is floating point")
    .choices(Object.keys(SAMPLE_FORMATS))
    .default("24")
