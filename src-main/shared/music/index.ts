export {
  chordClasses,
  parseChordSymbol,
  type ChordQuality,
  type ChordSymbol,
} from "./chord-symbol.ts"
export { ClockFollower } from "./clock-follower.ts"
export { ClockSender, type SongStretch, type TimedMessage } from "./clock-sender.ts"
export { ControlMoves, PAIR_MS, type ControlMove, type ControlSource } from "./control-moves.ts"
export { gridLines, gridTicks, snapTick, type Grid } from "./grid.ts"
export {
  keyName,
  keyOfSharps,
  MODES,
  numberedKey,
  scaleClasses,
  sharpsOf,
  snapToScale,
  type Key,
  type Mode,
} from "./key.ts"
export {
  barTicks,
  beatTicks,
  createMeterMap,
  positionName,
  type Bar,
  type BarPosition,
  type MeterMap,
  type MeterPoint,
} from "./meter-map.ts"
export { Pickup } from "./pickup.ts"
export { parsePitch, pitchName, type Spelling } from "./pitch.ts"
export { createTempoMap, type TempoMap, type TempoPoint } from "./tempo-map.ts"
export { dataBytesOf, MidiStream } from "./midi-stream.ts"
export { MusicError, TICKS_PER_QUARTER, TICKS_PER_WHOLE } from "./ticks.ts"
