/** The scratch lab's engine: gestures read, discovered, answered and made to sound. */
export {
  type ArchiveFile as ScratchArchiveFile,
  archiveOfSearch,
  readArchive,
  shownElites,
  writeArchive,
} from "./archives/index.ts"
export { scratchSearchTask } from "./discovery/index.ts"
export { answerJam } from "./jam/answer.ts"
export { PhraseBank } from "./jam/bank.ts"
export { guessBeat } from "./jam/guess-beat.ts"
export { scratchPractiseTask } from "./policy/index.ts"
export { classifyTake } from "./reading/classify-take.ts"
export { createScratch } from "./scratch-service.ts"
