import { Option } from "commander"
import { wholeNumber } from "../output.ts"

export const dimsOption = (): Option =>
  new Option("--dims <number>", "dimensions of the map")
    .argParser(wholeNumber("--dims", 2, 3))
    .default(3)
export const seedOption = (): Option =>
  new Option("--seed <number>", "the same seed makes the same map")
    .argParser(wholeNumber("--seed", 0, 2 ** 31 - 1))
    .default(1)
export const perplexityOption = (): Option =>
  new Option("--perplexity <number>", "how many neighbours a chunk has, roughly")
    .argParser(wholeNumber("--perplexity", 2, 100))
    .default(30)
export const libraryOption = (): Option =>
  new Option("--library <folder>", "the library to use (default: the app's own)")
export const forceOption = (): Option =>
  new Option("--force", "replace a file of that name that is there already")
export const restoreKeysOption = (): Option =>
  new Option(
    "--restore-keys",
    "put key signatures back into the pitches of MIDI files whose converter lost them; naturals that were written out are lost",
  )
