/** What the studio measures of sound. */
export { CorrelationMeter, LevelMeter } from "./level.ts"
export { channelWeights, LoudnessMeter, type LoudnessOptions } from "./loudness.ts"
export {
  MASTER_BANDS,
  MASTER_READING_LENGTH,
  MasterMeter,
  masterValues,
  type MasterValues,
} from "./master-meter.ts"
export { TruePeakMeter } from "./true-peak-meter.ts"
