/** The scratch lab's engine: gestures read, discovered, answered and made to sound. */
export {
  type ArchiveFile as ScratchArchiveFile,
  archiveOfSearch,
  createShippedArchives,
  curvesOf,
  foundGestures,
  readArchive,
  shownElites,
  writeArchive,
  writePractice,
} from "./archives/index.ts"
export { FEATURES, featuresOf } from "./classifier/features.ts"
export { learnNames } from "./classifier/learn.ts"
export { exampleOf, type Example } from "./classifier/material/examples.ts"
export { packClassifier } from "./classifier/model-file.ts"
export { shippedClassifier } from "./classifier/model-io.ts"
export { nameRows } from "./classifier/name.ts"
export { classifierLayout } from "./classifier/network.ts"
export { scoreNames } from "./classifier/score.ts"
export { EliteArchive, type SearchMethod, scratchSearchTask } from "./discovery/index.ts"
export * from "./evaluation/index.ts"
export { answerJam } from "./jam/answer.ts"
export { PhraseBank } from "./jam/bank.ts"
export { guessBeat } from "./jam/guess-beat.ts"
export { barsOfCall } from "./jam/hear-call.ts"
export { learntByTrial, practise, scratchPractiseTask } from "./policy/index.ts"
export { classifyGesture, classifyTake } from "./reading/classify-io.ts"
export { createScratch } from "./scratch-service.ts"
export {
  readRig,
  rigFacts,
  scratchFitTask,
  type ScratchFitInput,
  scratchSoundTask,
} from "./sound/index.ts"
