export type { Corpus, CorpusKind, CorpusLabels, CorpusWork } from "./corpus.ts"
