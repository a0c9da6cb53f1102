/** A machine that is played with: phrases and their answers. */
export { phraseCorpus } from "./phrases/phrase-corpus.ts"
