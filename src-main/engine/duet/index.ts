/** A machine that is played with: phrases and their answers. */
export { answerCall } from "./answer/answer-call.ts"
export { createDuet } from "./duet-service.ts"
export { infill } from "./infill/infill.ts"
export { isDuetModel, Partner, untrained } from "./partner/partner.ts"
export { exchangesOf } from "./phrases/exchanges.ts"
export { phraseCorpus } from "./phrases/phrase-corpus.ts"
export { playerHandlers } from "./process/players.ts"
export { playerContract } from "./process/wire.ts"
