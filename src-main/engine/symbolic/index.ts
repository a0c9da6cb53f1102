export { LearntRuns } from "./copies/learnt-runs.ts"
export { copyCheck } from "./copies/copy-check.ts"
export { surpriseByWork, surpriseInterval } from "./measures/bootstrap.ts"
export { musicalMeasures } from "./measures/musical-measures.ts"
export { type BaselineModel, natsANote } from "./baselines/baseline-model.ts"
export {
  learnChoraleFrequencies,
  learnChoraleGrams,
  learnChoraleRepeats,
} from "./baselines/chorale-baselines.ts"
export { GramTables } from "./baselines/gram-tables.ts"
export { learnNotes } from "./baselines/note-grams.ts"
export { learnRemi } from "./baselines/remi-grams.ts"
export { learnRepeats } from "./baselines/repeat-bar.ts"
export { framesToPiece } from "./frames.ts"
export { classLengths, keyFits, keyOf } from "./key.ts"
export { outerLine } from "./outer-line.ts"
export { compareNotes, DRUMS } from "./piece.ts"
export type { Piece, PieceMeter, PieceNote, PieceTempo } from "./piece.ts"
export { barsOf, barTicksOf, METERS, metersAtBars, type PieceBar } from "./tokens/bars.ts"
export { GRID_TICKS, LENGTH_STEPS, nearestTempoBin, TEMPOS } from "./tokens/bins.ts"
export * from "./tokens/compound.ts"
export {
  HIGHEST_PITCH,
  LOWEST_PITCH,
  satbDecode,
  satbEncode,
  satbTransposed,
  satbVocabulary,
  VOICES,
  type Frame,
} from "./tokens/satb.ts"
