/** A machine that is played with: phrases and their answers. */
export { createDuet } from "./duet-service.ts"
export { phraseCorpus } from "./phrases/phrase-corpus.ts"
export { playerHandlers } from "./process/players.ts"
export { playerContract } from "./process/wire.ts"
