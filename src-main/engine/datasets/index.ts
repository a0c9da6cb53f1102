/** Music to learn from: read, told apart by work, and kept in the library. */
export { arrangeTask } from "./arrange-task-io.ts"
export type { Corpus, CorpusKind, CorpusLabels, CorpusWork } from "./corpus.ts"
export { filesOf, openCorpus, readCorpus, readDataset } from "./corpus-io.ts"
export { createDatasetJob, DATASET_KIND } from "./dataset-job.ts"
export { datasetHandlers } from "./dataset-service.ts"
export { createDatasetStore, type DatasetStore } from "./dataset-store.ts"
export { readMusicTask } from "./read-task-io.ts"
export { heardPiece } from "./pieces/heard.ts"
