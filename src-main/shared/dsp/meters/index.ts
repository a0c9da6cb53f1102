/** What the studio measures of sound. */
export { CorrelationMeter, LevelMeter } from "./level.ts"
export { channelWeights, LoudnessMeter, type LoudnessOptions } from "./loudness.ts"
export { TruePeakMeter } from "./true-peak-meter.ts"
