/** Timecode records: what is pressed on them, making their signal, and reading it. */
export {
  TIMECODE_NAMES,
  type TimecodeDefinition,
  type TimecodeName,
  timecodeOf,
} from "./code/definitions.ts"
export { StateIndex } from "./code/state-index.ts"
export { BlockDecoder } from "./decoder/block-decoder.ts"
export { type TimecodeRecords } from "./decoder/records.ts"
export { detectTimecode, findRecord, type FoundRecord } from "./decoder/detect.ts"
export { PLAIN, type Wiring } from "./decoder/wiring.ts"
export { TimecodeHand } from "./live/timecode-hand.ts"
export { TimecodeGenerator, type GeneratorOptions, type Truth } from "./signal/generator.ts"
export { type Impairments } from "./signal/impairments.ts"
export {
  TRAJECTORIES,
  TRAJECTORY_NAMES,
  type Trajectory,
  type TrajectoryName,
  type TrajectoryOptions,
} from "./signal/trajectory.ts"
