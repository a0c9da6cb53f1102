/** What the studio measures of sound. */
export { BandSpectrum, SPECTRUM_BANDS } from "./band-spectrum.ts"
export { CorrelationMeter, LevelMeter } from "./level.ts"
export { channelWeights, LoudnessMeter, type LoudnessOptions } from "./loudness.ts"
export {
  MASTER_READING_LENGTH,
  MasterMeter,
  masterValues,
  type MasterValues,
} from "./master-meter.ts"
export { TruePeakMeter } from "./true-peak-meter.ts"
